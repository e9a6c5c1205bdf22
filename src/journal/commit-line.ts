import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { RECORD_KINDS } from '../records/records.ts';
import { commitSchema } from './commit-schema.ts';
import { type Commit, LedgerWriteError } from './ledger.ts';

/** The shape of a line. A reader refuses what is newer than itself. */
export const LINE_VERSION = 1;

// Says nothing of what is no record at all; the schema does.
const kindSchema = z.object({ kind: z.string().optional() }).catch({});

/** A line that was understood, or why not. `torn`: it is not even JSON, so it may be the half of a line. */
export type Reading =
  | { readonly ok: true; readonly commit: Commit }
  | { readonly ok: false; readonly torn: boolean; readonly detail: string };

/** The commit as one line, newline and all. Throws a {@link LedgerWriteError} for what could not be read back. */
export function writeLine(commit: Commit): string {
  const checked = commitSchema.safeParse(commit);
  if (!checked.success) throw new LedgerWriteError('broken', checked.error);
  return `${JSON.stringify({ v: LINE_VERSION, ...commit })}\n`;
}

/** Reads one line, given without its newline. */
export function readLine(bytes: Buffer): Reading {
  // Buffer.toString would quietly put U+FFFD in the place of damaged characters.
  if (!isUtf8(bytes)) return unreadable('不是有效的 UTF-8 文本');
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString());
  } catch {
    return unreadable('不是有效的 JSON');
  }
  return readJson(json);
}

function readJson(json: unknown): Reading {
  if (typeof json !== 'object' || json === null || !('v' in json)) return unfit('没有版本号 v');
  const { v, ...body } = json;
  if (v !== LINE_VERSION)
    return unfit(`行版本为 ${String(v)}，本程序只认得 ${LINE_VERSION}，可能由更新的版本写入，请升级程序`);
  const parsed = commitSchema.safeParse(body);
  if (parsed.success) return { ok: true, commit: parsed.data };
  const kind = unknownKind(body);
  if (kind !== undefined) return unfit(`不认得的记录种类 ${kind}，可能由更新的版本写入，请升级程序`);
  return unfit(issueOf(parsed.error));
}

function unknownKind(body: object): string | undefined {
  if (!('records' in body) || !Array.isArray(body.records)) return undefined;
  const known: readonly unknown[] = RECORD_KINDS;
  for (const record of body.records) {
    const { kind } = kindSchema.parse(record);
    if (kind !== undefined && !known.includes(kind)) return kind;
  }
  return undefined;
}

// The path alone: a value could be something a person wrote.
function issueOf(error: z.ZodError): string {
  return `字段 ${error.issues[0]?.path.join('.') || '（整行）'} 的内容不合规定`;
}

const unreadable = (detail: string): Reading => ({ ok: false, torn: true, detail });
const unfit = (detail: string): Reading => ({ ok: false, torn: false, detail });
