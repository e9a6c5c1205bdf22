import { tellerOf } from '../progress/teller.ts';
import { definitionOf, type LedgerRecord } from '../records/records.ts';
import type { Teller } from '../records/teller.ts';
import { type ArchiveBrief, type Entry, momentOf, titleOf, writerOf } from './brief.ts';
import { csvOf } from './csv.ts';
import type { ArchiveFolder } from './folder.ts';
import type { Ledger } from './ledgers.ts';
import { keptLine } from './redact.ts';

const HEAD = ['时间', '谁记的', '种类', '内容', '状态', '编号'];

export interface LedgerEntries {
  readonly raw: Entry;
  readonly table: Entry;
  /** Whether nothing had to be left out. */
  readonly complete: boolean;
  readonly records: number;
}

/** The ledger of one unit: its lines as they are, as far as they may be kept, and a table with a row for every record. */
export async function addLedger(
  brief: ArchiveBrief,
  folder: ArchiveFolder,
  ledger: Ledger,
): Promise<LedgerEntries> {
  const lines: string[] = [];
  const rows: string[][] = [];
  // What must not be placed in time stands after all the rest, in an order that says nothing.
  const placeless: { readonly lines: string[]; readonly rows: string[][] } = { lines: [], rows: [] };
  const teller = tellerOf(brief.progress);
  let complete = true;
  for (const part of ledger.parts) {
    const { text, change } = keptLine(part, brief.rights);
    complete &&= change === 'none';
    (change === 'whole' ? placeless.lines : lines).push(text);
    (change === 'whole' ? placeless.rows : rows).push(
      ...part.records.map((record) => rowOf(brief, record, teller)),
    );
  }
  placeless.lines.sort();
  placeless.rows.sort((a, b) => (a.join() < b.join() ? -1 : 1));
  const name = titleOf(brief, ledger.unit);
  const raw = [...lines, ...placeless.lines].map((line) => `${line}\n`).join('');
  const all = [...rows, ...placeless.rows];
  return {
    raw: { path: await folder.add('台账', `${name}.jsonl`, raw), title: '原始台账' },
    table: { path: await folder.add('台账', `${name}.csv`, csvOf([HEAD, ...all])), title: name },
    complete,
    records: all.length,
  };
}

function rowOf(brief: ArchiveBrief, record: LedgerRecord, teller: Teller): string[] {
  const { progress, rights } = brief;
  const { label, tells } = definitionOf(record.kind);
  const withheld = rights.withheld(record);
  if (withheld?.extent === 'whole') return ['', '', label, `（${withheld.why}）`, '', ''];
  const words = withheld ? `${withheld.tellKept(teller)}（${withheld.why}）` : tells(record, teller);
  const state = progress.state.voided(record.id) ? '已撤销' : '有效';
  return [momentOf(brief, record.at), writerOf(brief, record.by), label, words, state, record.id];
}
