import { hash } from 'node:crypto';
import { z } from 'zod';
import { RECORD_KINDS } from '../records/records.ts';
import type { Commit } from './commit.ts';
import { commitSchema } from './commit-schema.ts';
import { JournalWriteError } from './journal.ts';

/** The format of a line. A reader refuses a newer one. */
export const LINE_VERSION = 2;

/** Characters of a seal: 128 bits of SHA-256, base64url. */
const SEAL = 22;
const BEHIND_SEAL = '"}\n';
const BEFORE_SEAL = '"seal":"';
/** Bytes between the start of a line's seal and the start of the next line. */
export const LINK = SEAL + BEHIND_SEAL.length;

/** What stands in for a line before the first one. */
export const FIRST_SEAL = hash('sha256', 'qunxue journal', 'base64url').slice(0, SEAL);

/** The bytes in front of a line that its seal covers too: the end of the line before, from its seal on. */
export const linkOf = (seal: string): string => seal + BEHIND_SEAL;

/** A line and its seal. */
export interface Written {
  readonly text: string;
  readonly seal: string;
}

/**
 * The commit as one line, newline and all. Its seal covers everything from the seal of the line before to its own, so a
 * changed, missing, doubled or moved line breaks the chain.
 */
export function sealLine(body: string, number: number, before: string): Written {
  const text = `{"v":${LINE_VERSION},"n":${number},${body.slice(1, -1)},${BEFORE_SEAL}`;
  const seal = sealOf(linkOf(before) + text);
  return { text: text + seal + BEHIND_SEAL, seal };
}

/** The part of the line that the commit itself decides. Throws a {@link JournalWriteError} for what could not be read back. */
export function bodyOf(commit: Commit): string {
  const checked = commitSchema.safeParse(commit);
  if (!checked.success) throw new JournalWriteError('broken', checked.error);
  const { cause, at, records, outbox } = commit;
  return JSON.stringify({ cause, at, records, outbox });
}

const sealOf = (covered: string | Uint8Array): string => hash('sha256', covered, 'base64url').slice(0, SEAL);

/** The seal the line bears, if it is the right one. `linked` is the line without its newline, with its {@link LINK} in front. */
export function checkSeal(linked: Buffer): string | undefined {
  const start = linked.length - LINK + 1;
  const ending = linked.toString('latin1', start);
  const seal = ending.slice(0, SEAL);
  return `${ending}\n` === linkOf(seal) && sealOf(linked.subarray(0, start)) === seal ? seal : undefined;
}

// A seal that holds proves that this program wrote the line, so its fields need no second look.
const sealedLine = z.custom<Commit & { readonly v: number; readonly n: number }>(
  (value) => typeof value === 'object' && value !== null && 'records' in value,
);

/** The commit in a line whose seal holds, or in words why this program cannot know what it means. */
export function parseLine(text: string, number?: number): Commit | string {
  const line = sealedLine.parse(JSON.parse(text));
  if (line.v !== LINE_VERSION) return newer(`行版本 ${line.v}`);
  if (number !== undefined && line.n !== number) return `这一行的序号是 ${line.n}，按顺序应为 ${number}`;
  for (const { kind } of line.records) if (!KINDS.has(kind)) return newer(`记录种类 ${kind}`);
  return line;
}

const KINDS: ReadonlySet<string> = new Set(RECORD_KINDS);

const newer = (what: string): string => `不认得的${what}，可能由更新的版本写入，请升级程序`;
