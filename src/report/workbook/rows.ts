import type { Cell, PackedRows } from './workbook.ts';

type Row = readonly Cell[];

/** Rows packed together. */
const PORTION = 64;

/** Packs rows as they come; a step each portion, so that whoever drives it can do something else in between. */
export function* packing(rows: Iterable<Row>): Generator<undefined, PackedRows> {
  const portions: Uint8Array[] = [];
  let count = 0;
  let portion: Row[] = [];
  const pack = (): void => {
    portions.push(new TextEncoder().encode(JSON.stringify(portion)));
    count += portion.length;
    portion = [];
  };
  for (const row of rows) {
    if (portion.push(row) < PORTION) continue;
    pack();
    yield;
  }
  if (portion.length > 0) pack();
  return { count, portions };
}

export function* unpacked({ portions }: PackedRows): Generator<Row> {
  for (const portion of portions) {
    const rows: readonly Row[] = JSON.parse(new TextDecoder().decode(portion));
    yield* rows;
  }
}
