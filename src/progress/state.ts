import type { Commit } from '../ledger/ledger.ts';
import type {
  Attended,
  EssayWritten,
  EvidenceGiven,
  FileReceived,
  GroupBound,
  LeaveTaken,
  LedgerRecord,
  RecordId,
  RecordVoided,
  SessionClosed,
  SessionOpened,
} from '../ledger/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import { OutboxState } from './outbox-state.ts';
import { Shelf } from './shelf.ts';

/** A record together with the ledger it stands in. */
export interface Entry {
  readonly unit: UnitId;
  readonly record: LedgerRecord;
}

/** Who was at a session, by the home branch they had then. */
export type Presence = ReadonlyMap<UnitId, ReadonlyMap<PersonId, Attended>>;

/**
 * Everything the ledgers say, folded into what can be asked quickly. Pure data: it knows neither campaign nor clock.
 * Records may be applied in any order and any number of times with the same result. Voided records are kept and never shown.
 */
export class State {
  readonly outbox = new OutboxState();
  readonly #entries = new Map<RecordId, Entry>();
  readonly #voids = new Shelf<RecordId, RecordVoided>();
  readonly #sessions = new Shelf<UnitId, SessionOpened>();
  readonly #joined = new Shelf<UnitId, SessionOpened>();
  readonly #closings = new Shelf<RecordId, SessionClosed>();
  readonly #attendance = new Shelf<RecordId, Attended>();
  readonly #leaves = new Shelf<PersonId, LeaveTaken>();
  readonly #essays = new Shelf<PersonId, EssayWritten>();
  readonly #evidence = new Shelf<RecordId, EvidenceGiven>();
  readonly #files = new Shelf<PersonId, FileReceived>();
  readonly #chats = new Shelf<string, GroupBound>();
  readonly #groups = new Shelf<UnitId, GroupBound>();
  readonly #authored = new Shelf<PersonId, LedgerRecord>();
  readonly #attended = new Shelf<PersonId, Attended>();
  readonly #presence = new Map<RecordId, Presence>();

  /** How many different records have been applied. */
  get size(): number {
    return this.#entries.size;
  }

  apply(commit: Commit): void {
    for (const record of commit.records) this.#add({ unit: commit.unit, record });
    for (const message of commit.outbox) this.outbox.queue({ unit: commit.unit, at: commit.at, message });
  }

  #add(entry: Entry): void {
    const { record } = entry;
    if (this.#entries.has(record.id)) return;
    this.#entries.set(record.id, entry);
    if (record.by !== 'system') this.#authored.add(record.by, record);
    this.#shelve(record);
  }

  #shelve(record: LedgerRecord): void {
    switch (record.kind) {
      case 'group.bound':
        this.#chats.add(record.chat, record);
        this.#groups.add(record.unit, record);
        break;
      case 'session.opened':
        for (const joined of record.joined) this.#joined.add(joined, record);
        this.#sessions.add(record.unit, record);
        break;
      case 'session.closed':
        this.#closings.add(record.session, record);
        break;
      case 'attended':
        this.#presence.delete(record.session);
        this.#attended.add(record.person, record);
        this.#attendance.add(record.session, record);
        break;
      case 'leave.taken':
        this.#leaves.add(record.person, record);
        break;
      case 'essay.written':
        this.#essays.add(record.person, record);
        break;
      case 'evidence.given':
        this.#evidence.add(record.session, record);
        break;
      case 'file.received':
        this.#files.add(record.person, record);
        break;
      case 'delivery.noted':
        this.outbox.note(record);
        break;
      case 'record.voided':
        this.#void(record);
        break;
    }
  }

  #void(record: RecordVoided): void {
    this.#voids.add(record.target, record);
    const target = this.#entries.get(record.target)?.record;
    if (target?.kind === 'attended') this.#presence.delete(target.session);
  }

  #live = (record: LedgerRecord): boolean => this.#voids.get(record.id).length === 0;

  entry(id: RecordId): Entry | undefined {
    return this.#entries.get(id);
  }

  /** Who took the record back and why; undefined while it stands. */
  voided(id: RecordId): RecordVoided | undefined {
    return this.#voids.get(id)[0];
  }

  session(id: RecordId): SessionOpened | undefined {
    const record = this.#entries.get(id)?.record;
    return record?.kind === 'session.opened' && this.#live(record) ? record : undefined;
  }

  /** Sessions the unit itself holds. */
  sessionsOf(unit: UnitId): readonly SessionOpened[] {
    return this.#sessions.get(unit).filter(this.#live);
  }

  /** Sessions of others that name the unit as joining. */
  sessionsJoinedBy(unit: UnitId): readonly SessionOpened[] {
    return this.#joined.get(unit).filter(this.#live);
  }

  /** How the session was settled; the last word counts. */
  closing(session: RecordId): SessionClosed | undefined {
    return this.#closings.get(session).findLast(this.#live);
  }

  presence(session: RecordId): Presence {
    const known = this.#presence.get(session);
    if (known) return known;
    const presence = new Map<UnitId, Map<PersonId, Attended>>();
    const seen = new Set<PersonId>();
    for (const record of this.#attendance.get(session)) {
      const unit = this.#entries.get(record.id)?.unit;
      if (unit === undefined || seen.has(record.person) || !this.#live(record)) continue;
      seen.add(record.person);
      const there = presence.get(unit);
      if (there) there.set(record.person, record);
      else presence.set(unit, new Map([[record.person, record]]));
    }
    this.#presence.set(session, presence);
    return presence;
  }

  /** Everyone at the session. */
  attendance(session: RecordId): ReadonlyMap<PersonId, Attended> {
    const all = new Map<PersonId, Attended>();
    for (const there of this.presence(session).values())
      for (const [person, record] of there) all.set(person, record);
    return all;
  }

  attendedBy(person: PersonId): readonly Attended[] {
    return this.#attended.get(person).filter(this.#live);
  }

  leavesOf(person: PersonId): readonly LeaveTaken[] {
    return this.#leaves.get(person).filter(this.#live);
  }

  essaysOf(person: PersonId): readonly EssayWritten[] {
    return this.#essays.get(person).filter(this.#live);
  }

  evidenceOf(session: RecordId): readonly EvidenceGiven[] {
    return this.#evidence.get(session).filter(this.#live);
  }

  filesOf(person: PersonId): readonly FileReceived[] {
    return this.#files.get(person).filter(this.#live);
  }

  /** What this person put on record, oldest first. */
  authoredBy(person: PersonId): readonly LedgerRecord[] {
    return this.#authored.get(person).filter(this.#live);
  }

  /** The unit a group chat belongs to; the last binding counts. */
  unitOfChat(chat: string): UnitId | undefined {
    return this.#chats.get(chat).findLast(this.#live)?.unit;
  }

  chatOf(unit: UnitId): string | undefined {
    const bound = this.#groups.get(unit).findLast(this.#live);
    return bound && this.unitOfChat(bound.chat) === unit ? bound.chat : undefined;
  }
}
