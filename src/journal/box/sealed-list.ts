import { hash } from 'node:crypto';

/**
 * A document of the box is JSON, one item a line, and says so at its end:
 *
 *     [
 *     {"seal":"Zk3…","item":{…}},
 *     {"v":2,"items":1,"seal":"p0A…"}
 *     ]
 *
 * A seal is a checksum of the item, the last one of everything in front of it. An empty list is `[]`, so that a person can
 * write one.
 */
export interface SealedList {
  /** Items whose own seal holds, in order. */
  readonly items: readonly unknown[];
  /** Lines, from 1, whose seal does not hold. The text is what can still be read of them. */
  readonly damaged: readonly { readonly line: number; readonly text: string }[];
  /** How many items were written; undefined where that cannot be read. */
  readonly count: number | undefined;
  /** Whether every byte is as it was written. */
  readonly isWhole: boolean;
}

/** Characters of a seal: 128 bits of SHA-256, base64url. */
const SEAL = 22;
const BEHIND_SEAL = '"}\n]\n';
const ITEM = new RegExp(`^\\{"seal":"(.{${SEAL}})","item":(.*)\\},$`, 's');
const END = /^\{"v":2,"items":(\d+),"seal":"/;
const FRAME = new Set(['[', ']', '']);

export function writeList(items: readonly unknown[]): string {
  if (items.length === 0) return '[]\n';
  const lines = items.map((item) => {
    const json = JSON.stringify(item);
    return `{"seal":"${sealOf(Buffer.from(json))}","item":${json}},\n`;
  });
  const covered = `[\n${lines.join('')}{"v":2,"items":${items.length},"seal":"`;
  return covered + sealOf(Buffer.from(covered)) + BEHIND_SEAL;
}

/** Reads what can be read, whatever the bytes are. */
export function readList(bytes: Buffer): SealedList {
  // One character a byte, so that no two damaged texts look alike.
  const text = bytes.toString('latin1');
  if (text.trim() === '[]') return { items: [], damaged: [], count: 0, isWhole: true };
  const items: unknown[] = [];
  const damaged: { line: number; text: string }[] = [];
  let count: number | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, seal, json = ''] = ITEM.exec(line) ?? [];
    const [, written] = END.exec(line) ?? [];
    if (seal !== undefined && seal === sealOf(Buffer.from(json, 'latin1')))
      items.push(JSON.parse(Buffer.from(json, 'latin1').toString()));
    else if (written !== undefined) count = Number(written);
    else if (!FRAME.has(line))
      damaged.push({ line: index + 1, text: Buffer.from(line, 'latin1').toString() });
  }
  return { items, damaged, count, isWhole: count !== undefined && isSealed(bytes) };
}

function isSealed(bytes: Buffer): boolean {
  const end = bytes.length - SEAL - BEHIND_SEAL.length;
  return end > 0 && bytes.toString('latin1', end) === sealOf(bytes.subarray(0, end)) + BEHIND_SEAL;
}

const sealOf = (covered: Buffer): string => hash('sha256', covered, 'base64url').slice(0, SEAL);
