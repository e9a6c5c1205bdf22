import { LINE_VERSION } from '../journal/commit-line.ts';
import type { LedgerRecord, RecordKind } from '../records/records.ts';
import type { Line } from './read.ts';
import type { ArchiveRights, Withheld } from './rights.ts';

/** Answers to these say nothing but what the record says. */
const OPEN: ReadonlySet<RecordKind> = new Set<RecordKind>([
  'group.bound',
  'session.opened',
  'session.closed',
  'attended',
  'evidence.given',
  'deed.logged',
  'deed.planned',
  'document.sent',
  'document.reviewed',
  'phase.consented',
  'phase.advanced',
  'check.answered',
  'item.opened',
  'item.moved',
  'exemplar.named',
]);

/** A line as it may be kept. `whole`: nobody may know after which line it came. */
export interface KeptLine {
  readonly bytes: Buffer;
  readonly change: 'none' | 'part' | 'whole';
}

/** The same bytes where all of the line may be kept; else the line without what may not, and what is missing said in it. */
export function keptLine({ commit, bytes }: Line, rights: ArchiveRights): KeptLine {
  const told = commit.records.map((record) => ({ record, withheld: rights.withheld(record) }));
  const open = commit.outbox.filter(({ to }) => to.kind === 'group');
  const reply = told.length > 0 && commit.records.every(({ kind }) => OPEN.has(kind)) ? commit.reply : null;
  const why = [
    ...new Set(told.flatMap(({ withheld }) => (withheld ? [withheld.why] : []))),
    ...(open.length < commit.outbox.length ? ['发给个人的消息不归档'] : []),
    ...(reply === commit.reply ? [] : ['机器人的答话不归档']),
  ];
  if (why.length === 0) return { bytes, change: 'none' };
  const isWhole = told.some(({ withheld }) => withheld?.extent === 'whole');
  const kept = {
    v: LINE_VERSION,
    unit: commit.unit,
    ...(isWhole ? {} : { cause: commit.cause, at: commit.at }),
    records: told.map(({ record, withheld }) => keptRecord(record, withheld)),
    outbox: isWhole ? [] : open,
    reply: isWhole ? null : reply,
    withheld: why,
  };
  return { bytes: Buffer.from(JSON.stringify(kept)), change: isWhole ? 'whole' : 'part' };
}

function keptRecord(record: LedgerRecord, withheld: Withheld | undefined): object {
  if (!withheld) return record;
  if (withheld.extent === 'whole') return { kind: record.kind, withheld: withheld.why };
  return { ...openPart(record), withheld: withheld.why };
}

function openPart(record: LedgerRecord): object {
  const { id, at, by, kind } = record;
  switch (record.kind) {
    case 'essay.written':
      return { id, at, by, kind, person: record.person, topic: record.topic };
    case 'leave.taken':
      return {
        ...{ id, at, by, kind, person: record.person },
        ...{ session: record.session, from: record.from, to: record.to },
      };
    case 'appraisal.closed':
      return {
        ...{ id, at, by, kind, appraisal: record.appraisal },
        ...{ tallies: record.tallies, turnout: record.turnout, leftOut: record.leftOut },
      };
    case 'appraisal.opened': {
      const { lock: _, ...rest } = record;
      return rest;
    }
    case 'file.received':
      return { id, at, by, kind, person: record.person };
    default:
      return { id, at, by, kind };
  }
}
