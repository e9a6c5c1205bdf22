import type { Commit } from '../journal/commit.ts';
import {
  type Attended,
  type ChatOpened,
  type DoubtSettled,
  type EssayWritten,
  type EvidenceGiven,
  type FileReceived,
  type GroupBound,
  isAppraisal,
  isDeed,
  isDocument,
  isFollowUp,
  isLeeway,
  isOpinion,
  type LeaveTaken,
  type LedgerRecord,
  type RecordId,
  type RecordVoided,
  type SessionClosed,
  type SessionMoved,
  type SessionOpened,
} from '../records/records.ts';
import type { Stretch } from '../roster/history.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import { AppraisalsState } from './appraisals-state.ts';
import { DeedState } from './deed-state.ts';
import { DocumentsState } from './documents-state.ts';
import { EssaysAlike } from './essays-alike.ts';
import { FollowUpsState } from './follow-ups-state.ts';
import { LeewayState } from './leeway-state.ts';
import { MakeupsState } from './makeups-state.ts';
import { OpinionsState } from './opinions-state.ts';
import { OutboxState } from './outbox-state.ts';
import { Roll } from './roll.ts';
import { SessionChanges } from './session-changes.ts';
import { Shelf } from './shelf.ts';
import { NO_SUCCESSION, type Succession, UnitShelf } from './unit-shelf.ts';

/** Who was at a session, by the home branch they had then. */
export type Presence = ReadonlyMap<UnitId, ReadonlyMap<PersonId, Attended>>;

/**
 * Everything the ledgers say, folded into what can be asked quickly. Pure data: it knows neither campaign nor clock.
 * Records are applied in the order of the journal; one that is there already changes nothing. Voided records are kept and never shown.
 */
export class State {
  readonly outbox = new OutboxState();
  /** Knows voided essays too. */
  readonly essaysAlike = new EssaysAlike();
  readonly sessionChanges = new SessionChanges();
  readonly appraisals = new AppraisalsState(
    (record) => this.#live(record),
    (unit) => this.#lineOf(unit),
  );
  readonly deeds = new DeedState(
    (record) => this.#live(record),
    (unit) => this.#lineOf(unit),
  );
  readonly documents = new DocumentsState(
    (record) => this.#live(record),
    (unit) => this.#lineOf(unit),
  );
  readonly followUps = new FollowUpsState(
    (record) => this.#live(record),
    (unit) => this.#lineOf(unit),
  );
  readonly makeups = new MakeupsState(
    (record) => this.#live(record),
    (unit) => this.#lineOf(unit),
  );
  readonly leeway = new LeewayState((record) => this.#live(record));
  readonly opinions = new OpinionsState((record) => this.#live(record));
  #succession = NO_SUCCESSION;
  readonly #records = new Map<RecordId, LedgerRecord>();
  readonly #voids = new Shelf<RecordId, RecordVoided>();
  readonly #sessions = new UnitShelf<SessionOpened>((unit) => this.#lineOf(unit));
  readonly #joined = new UnitShelf<SessionOpened>((unit) => this.#lineOf(unit));
  readonly #led = new Shelf<PersonId, SessionOpened>();
  readonly #moves = new Shelf<RecordId, SessionMoved>();
  readonly #moved = new Map<RecordId, SessionOpened>();
  readonly #closings = new Shelf<RecordId, SessionClosed>();
  readonly #attendance = new Shelf<RecordId, Attended>();
  readonly #leaves = new Shelf<PersonId, LeaveTaken>();
  readonly #essays = new Shelf<PersonId, EssayWritten>();
  readonly #evidence = new Shelf<RecordId, EvidenceGiven>();
  readonly #files = new Shelf<PersonId, FileReceived>();
  readonly #chats = new Shelf<string, GroupBound>();
  readonly #groups = new UnitShelf<GroupBound>((unit) => this.#lineOf(unit));
  readonly #private = new Shelf<PersonId, ChatOpened>();
  readonly #authored = new Shelf<PersonId, LedgerRecord>();
  readonly #attended = new Shelf<PersonId, Attended>();
  readonly #settled = new Shelf<string, DoubtSettled>();
  readonly #rolls = new Map<RecordId, Roll>();

  /**
   * Takes note of what became of units under the roster in force. To be called whenever it is exchanged: whoever asks for a unit is
   * answered with the records of those whose place it has taken as well.
   */
  follow(succession: Succession): void {
    this.#succession = succession;
    this.opinions.follow(succession);
  }

  #lineOf(unit: UnitId): readonly Stretch[] {
    return this.#succession.lineOfSuccession(unit);
  }

  /** How many different records have been applied. */
  get size(): number {
    return this.#records.size;
  }

  apply(commit: Commit): void {
    for (const record of commit.records) this.#add(record);
    for (const { unit, message } of commit.outbox) this.outbox.queue({ unit, at: commit.at, message });
  }

  #add(record: LedgerRecord): void {
    if (this.#records.has(record.id)) return;
    this.#records.set(record.id, record);
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
        if (record.chair !== undefined) this.#led.add(record.chair, record);
        this.#sessions.add(record.unit, record);
        this.#move(record.id);
        this.#touch(record.id);
        break;
      case 'session.moved':
        this.#moves.add(record.session, record);
        this.#move(record.session);
        this.#touchAround(record.session);
        break;
      case 'session.closed':
        this.#closings.add(record.session, record);
        this.#touchAround(record.session);
        break;
      case 'attended':
        this.#attended.add(record.person, record);
        this.#attendance.add(record.session, record);
        this.#enroll(record);
        this.#touch(record.session);
        break;
      case 'makeup.logged':
      case 'makeup.checked':
        this.makeups.add(record);
        break;
      case 'leave.taken':
        this.#leaves.add(record.person, record);
        break;
      case 'essay.written':
        this.#essays.add(record.person, record);
        this.essaysAlike.add(record);
        break;
      case 'evidence.given':
        this.#evidence.add(record.session, record);
        break;
      case 'file.received':
        this.#files.add(record.person, record);
        break;
      case 'chat.opened':
        this.#private.add(record.person, record);
        break;
      case 'delivery.noted':
        this.outbox.note(record);
        break;
      case 'record.voided':
        this.#void(record);
        break;
      case 'doubt.settled':
        this.#settled.add(record.doubt, record);
        break;
      default:
        if (isAppraisal(record)) this.appraisals.add(record);
        else if (isDeed(record)) this.deeds.add(record);
        else if (isDocument(record)) this.documents.add(record);
        else if (isFollowUp(record)) this.followUps.add(record);
        else if (isLeeway(record)) this.leeway.add(record);
        else if (isOpinion(record)) this.opinions.add(record);
        else record satisfies never;
    }
  }

  // A roll that is known grows with whoever comes, so that a hall of thousands checks in as quickly as a room of ten. One that
  // the record cannot simply be added to is called anew when it is asked for.
  #enroll(record: Attended): void {
    const roll = this.#rolls.get(record.session);
    if (!roll) return;
    const isLatest = this.#attendance.get(record.session).at(-1) === record;
    if (isLatest && this.#live(record)) roll.call(record);
    else this.#rolls.delete(record.session);
  }

  #void(record: RecordVoided): void {
    this.#voids.add(record.target, record);
    const target = this.#records.get(record.target);
    if (target?.kind === 'attended') this.#rolls.delete(target.session);
    if (target?.kind === 'session.opened') this.#touchAround(target.id);
    if (target?.kind === 'session.moved') this.#move(target.session);
    if (target?.kind === 'session.closed' || target?.kind === 'session.moved')
      this.#touchAround(target.session);
    if (target?.kind === 'attended') this.#touchSessionsOf(target.person);
    if (target) this.opinions.forget(target);
  }

  // What a session says of itself is kept as it was said; everybody else sees when it begins by now.
  #move(id: RecordId): void {
    const opened = this.#records.get(id);
    const move = this.#moves.get(id).findLast(this.#live);
    if (opened?.kind !== 'session.opened' || !move) this.#moved.delete(id);
    else this.#moved.set(id, { ...opened, start: move.start });
  }

  #asMoved = (session: SessionOpened): SessionOpened => this.#moved.get(session.id) ?? session;

  #standing(sessions: readonly SessionOpened[]): readonly SessionOpened[] {
    const live = sessions.filter(this.#live);
    return this.#moved.size === 0 ? live : live.map(this.#asMoved);
  }

  #touch(session: RecordId): void {
    const opened = this.#records.get(session);
    this.sessionChanges.touch(session, opened?.kind === 'session.opened' ? opened : undefined);
  }

  // How long a session was decides whether its people can have been at another one.
  #touchAround(session: RecordId): void {
    this.#touch(session);
    if (!this.sessionChanges.isWatched) return;
    for (const { person } of this.#attendance.get(session)) this.#touchSessionsOf(person);
  }

  #touchSessionsOf(person: PersonId): void {
    for (const { session } of this.#attended.get(person)) this.#touch(session);
  }

  #live = (record: LedgerRecord): boolean => this.#voids.get(record.id).length === 0;

  /** The record, also one that was taken back. */
  record(id: RecordId): LedgerRecord | undefined {
    return this.#records.get(id);
  }

  /** Who took the record back and why; undefined while it stands. */
  voided(id: RecordId): RecordVoided | undefined {
    return this.#voids.get(id)[0];
  }

  /** The session, as it was moved last; undefined when it was taken back. */
  session(id: RecordId): SessionOpened | undefined {
    const record = this.#records.get(id);
    return record?.kind === 'session.opened' && this.#live(record) ? this.#asMoved(record) : undefined;
  }

  /** Sessions the unit itself holds. */
  sessionsOf(unit: UnitId): readonly SessionOpened[] {
    return this.#standing(this.#sessions.get(unit));
  }

  /** Sessions of others that name the unit as joining. */
  sessionsJoinedBy(unit: UnitId): readonly SessionOpened[] {
    return this.#standing(this.#joined.get(unit));
  }

  /** Sessions the person chairs or speaks at. */
  sessionsLedBy(person: PersonId): readonly SessionOpened[] {
    return this.#standing(this.#led.get(person));
  }

  /** How the session was settled; the last word counts. */
  closing(session: RecordId): SessionClosed | undefined {
    return this.#closings.get(session).findLast(this.#live);
  }

  presence(session: RecordId): Presence {
    return this.#roll(session).byUnit;
  }

  /** Everyone at the session. */
  attendance(session: RecordId): ReadonlyMap<PersonId, Attended> {
    return this.#roll(session).everyone;
  }

  #roll(session: RecordId): Roll {
    const known = this.#rolls.get(session);
    if (known) return known;
    const roll = new Roll();
    for (const record of this.#attendance.get(session)) if (this.#live(record)) roll.call(record);
    this.#rolls.set(session, roll);
    return roll;
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

  /** The verdict on a doubt; undefined while nobody has looked at it again. */
  settled(doubt: string): DoubtSettled | undefined {
    return this.#settled.get(doubt).findLast(this.#live);
  }

  /** What this person put on record, oldest first. */
  authoredBy(person: PersonId): readonly LedgerRecord[] {
    return this.#authored.get(person).filter(this.#live);
  }

  /** The unit a group chat belongs to; the last binding counts. */
  unitOfChat(chat: string): UnitId | undefined {
    return this.#chats.get(chat).findLast(this.#live)?.unit;
  }

  /** What the platform calls a person who has spoken to the bot in private; undefined for who has not. */
  privateChatOf(person: PersonId): string | undefined {
    return this.#private.get(person).at(-1)?.chat;
  }

  /** The group chat bound to the unit; where it has none of its own, one of those whose place it has taken. */
  chatOf(unit: UnitId): string | undefined {
    for (const bindings of this.#groups.byUnit(unit)) {
      const bound = bindings.findLast(this.#live);
      if (bound && this.unitOfChat(bound.chat) === bound.unit) return bound.chat;
    }
    return undefined;
  }
}
