import type { Withheld } from '../records/archive.ts';
import type { LedgerRecord } from '../records/records.ts';
import type { LedgerPart } from './ledgers.ts';
import type { ArchiveRights } from './rights.ts';

/** A part of a ledger as a line of JSON, as far as it may be kept. `whole`: nobody may know after which line it came. */
export interface KeptLine {
  readonly text: string;
  readonly change: 'none' | 'part' | 'whole';
}

/** All of it where that may be kept; else what may, and what is missing said in it. */
export function keptLine(part: LedgerPart, rights: ArchiveRights): KeptLine {
  const told = part.records.map((record) => ({ record, withheld: rights.withheld(record) }));
  const open = part.outbox.filter(({ to }) => to.kind === 'group');
  const why = new Set(told.flatMap(({ withheld }) => (withheld ? [withheld.why] : [])));
  if (open.length < part.outbox.length) why.add('发给个人的消息不归档');
  if (why.size === 0) return { text: JSON.stringify(part), change: 'none' };
  const isWhole = told.some(({ withheld }) => withheld?.extent === 'whole');
  const kept = {
    ...(isWhole ? {} : { cause: part.cause, at: part.at }),
    records: told.map(({ record, withheld }) => keptRecord(record, withheld)),
    outbox: isWhole ? [] : open,
    withheld: [...why],
  };
  return { text: JSON.stringify(kept), change: isWhole ? 'whole' : 'part' };
}

function keptRecord(record: LedgerRecord, withheld: Withheld | undefined): object {
  if (!withheld) return record;
  if (withheld.extent === 'whole') return { kind: record.kind, withheld: withheld.why };
  return { ...withheld.kept, withheld: withheld.why };
}
