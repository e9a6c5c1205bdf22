import { readFileSync } from 'node:fs';
import type { Campaign } from '../../../src/campaign/campaign.ts';
import { loadCampaign } from '../../../src/campaign/load.ts';
import type { Commit } from '../../../src/journal/commit.ts';
import type { Outgoing } from '../../../src/journal/outgoing.ts';
import type { Outlook, Reach } from '../../../src/outreach/outlook.ts';
import { Progress } from '../../../src/progress/progress.ts';
import { State } from '../../../src/progress/state.ts';
import type { DeliveryState, LedgerRecord, RecordId } from '../../../src/records/records.ts';
import {
  type Flag,
  type Person,
  type PersonId,
  personId,
  type Role,
  Roster,
  type UnitData,
  type UnitId,
} from '../../../src/roster/roster.ts';
import type { Instant } from '../../../src/time/clock.ts';
import { Workdays } from '../../../src/time/workdays.ts';
import { type Day, minuteOf, toDay, Zone } from '../../../src/time/zone.ts';
import { loadWording } from '../../../src/wording/wording.ts';
import { openingDay } from '../../support/opening-day.ts';

export const OFFICE = '县活动办' as UnitId;
export const BUREAU = '县教育局' as UnitId;
export const FIRST = '县教育局/第一支部' as UnitId;
export const SECOND = '县教育局/第二支部' as UnitId;
export const WATER = '县水利局' as UnitId;

const unit = (id: string, kind: UnitData['kind'], category: string, parent: UnitId | null): UnitData => ({
  id: id as UnitId,
  name: id.split('/').at(-1) ?? id,
  kind,
  category,
  parent,
  webhook: null,
});

export const UNITS: readonly UnitData[] = [
  unit(OFFICE, 'office', '', null),
  unit(BUREAU, 'unit', '机关', OFFICE),
  unit(FIRST, 'branch', '机关', BUREAU),
  unit(SECOND, 'branch', '机关', BUREAU),
  unit(WATER, 'unit', '机关', OFFICE),
];

export function person(
  id: string,
  name: string,
  home: UnitId,
  roles: readonly Role[] = ['member'],
  flags: readonly Flag[] = [],
): Person {
  const duties = roles.map((role) => ({ role, unit: home }));
  return { id: personId(id), account: personId(id), name, home, duties, flags };
}

export const PEOPLE: readonly Person[] = [
  person('lin', '林小雨', FIRST, ['member', 'secretary']),
  person('chen', '陈大山', FIRST),
  person('he', '何青', FIRST),
  person('mo', '莫问', SECOND, ['member', 'secretary']),
  person('bai', '白云', WATER, ['member', 'secretary', 'leader']),
];

const CAMPAIGN_FILE = new URL('../../support/campaigns/study.yaml', import.meta.url);

export function xianju(change: Partial<Campaign> = {}): Campaign {
  const loaded = loadCampaign(readFileSync(CAMPAIGN_FILE, 'utf8'), { file: 'study.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  return { ...loaded.campaign, ...change };
}

/** The campaign with these requirements alone. */
export function only(...ids: string[]): Campaign {
  const campaign = xianju();
  return { ...campaign, requirements: campaign.requirements.filter(({ id }) => ids.includes(id)) };
}

export const { say } = loadWording('templates/messages');

export const EVERY_GROUP: Reach = { reachesPerson: () => false, reachesGroup: () => true };
export const EVERYBODY: Reach = { reachesPerson: () => true, reachesGroup: () => true };

interface Setting {
  readonly campaign?: Campaign;
  readonly people?: readonly Person[];
  readonly units?: readonly UnitData[];
  readonly zone?: string;
}

/** A small county with everything said so far. */
export class World {
  /** Everything put on record, for a test that has ledgers of its own. */
  readonly commits: Commit[] = [];
  readonly campaign: Campaign;
  readonly zone: Zone;
  readonly roster: Roster;
  readonly workdays: Workdays;
  state = new State();
  #count = 0;

  constructor({ campaign = xianju(), people = PEOPLE, units = UNITS, zone = 'Asia/Shanghai' }: Setting = {}) {
    this.campaign = campaign;
    this.zone = new Zone(zone);
    this.roster = new Roster({ units, people, former: [] });
    this.workdays = new Workdays(campaign.workdays);
  }

  /** `2014-03-21 09:00` by the wall clock of the county. */
  moment(text: string): Instant {
    const [day = '', time = ''] = text.split(' ');
    return this.zone.at(toDay(day), minuteOf(time) ?? 0);
  }

  progress(today = openingDay()): Progress {
    this.state.follow(this.roster);
    return new Progress(this.campaign, this.roster, this.state, this.zone, () => today);
  }

  outlook(when: string | Instant): Outlook {
    const now = typeof when === 'string' ? this.moment(when) : when;
    return {
      progress: this.progress(this.zone.dayOf(now)),
      workdays: this.workdays,
      zone: this.zone,
      now,
      say,
    };
  }

  record(record: LedgerRecord): RecordId {
    const commit: Commit = {
      cause: record.id,
      at: record.at,
      records: [record],
      outbox: [],
    };
    this.commits.push(commit);
    this.state.apply(commit);
    return record.id;
  }

  /** Puts what was planned into the outbox, as a tick does. */
  queue(messages: readonly Outgoing[], when: string | Instant): readonly Outgoing[] {
    const at = typeof when === 'string' ? this.moment(when) : when;
    for (const message of messages)
      this.state.apply({ cause: message.key, at, records: [], outbox: [{ unit: OFFICE, message }] });
    return messages;
  }

  #fact(unit: UnitId, when: string, by: PersonId | 'system' = 'system') {
    this.#count++;
    return { id: `r${this.#count}` as RecordId, at: this.moment(when), by, unit };
  }

  /** A session that was held and settled, with these people there. */
  meets(home: UnitId, when: string, minutes: number, who: readonly string[], topic: string | null = null) {
    const opened = this.#fact(home, when);
    this.record({
      ...opened,
      kind: 'session.opened',
      activity: topic === null ? '集中学习' : '讨论',
      topic,
      title: topic ?? '集中学习',
      mode: null,
      start: opened.at,
      minutes: null,
      joined: [],
      code: null,
    });
    for (const [index, each] of who.entries()) this.checksIn(opened.id, each, when, index * 30_000);
    const closed = this.#fact(home, when);
    const at = closed.at + minutes * 60_000;
    this.record({ ...closed, at, kind: 'session.closed', session: opened.id, minutes });
    return opened.id;
  }

  checksIn(session: RecordId, who: string, when: string, later = 0): RecordId {
    const fact = this.#fact(this.roster.person(personId(who))?.home ?? OFFICE, when);
    return this.record({
      ...fact,
      at: fact.at + later,
      kind: 'attended',
      session,
      person: personId(who),
      mode: '现场',
      late: null,
    });
  }

  writes(who: string, when: string): RecordId {
    const home = this.roster.person(personId(who))?.home ?? OFFICE;
    return this.record({
      ...this.#fact(home, when, personId(who)),
      kind: 'essay.written',
      person: personId(who),
      topic: '三思三观',
      text: '体会',
      file: null,
      length: 2,
    });
  }

  /** What became of a message. */
  notes(key: string, when: string, state: DeliveryState, detail: string): RecordId {
    return this.record({ ...this.#fact(OFFICE, when), kind: 'delivery.noted', key, state, detail });
  }

  takesLeave(who: string, from: string, to: string): RecordId {
    return this.record({
      ...this.#fact(OFFICE, `${from} 08:00`),
      kind: 'leave.taken',
      person: personId(who),
      session: null,
      from: toDay(from),
      to: toDay(to),
      reason: '出差',
    });
  }
}

export const textOf = ({ content }: Outgoing): string => (content.type === 'markdown' ? content.text : '');
export const keysOf = (messages: readonly Outgoing[]): string[] => messages.map(({ key }) => key);
export const day = (text: string): Day => toDay(text);
