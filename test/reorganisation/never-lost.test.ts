import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadCampaign } from '../../src/campaign/load.ts';
import { Progress, personSubject } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import type { LedgerRecord, RecordId } from '../../src/records/records.ts';
import { identify } from '../../src/roster/identity/identify.ts';
import type { Saying } from '../../src/roster/identity/told.ts';
import { type PersonId, personId, Roster, type UnitId } from '../../src/roster/roster.ts';
import { DAY, HOUR } from '../../src/time/clock.ts';
import { toDay, Zone } from '../../src/time/zone.ts';
import { openingDay } from '../support/opening-day.ts';

const zone = new Zone('Asia/Shanghai');
const BEGIN = zone.at(toDay('2014-03-03'), 9 * 60);
const OFFICE = '县活动办';
/** Few, so that a name that was given up comes to be another unit's. */
const NAMES = ['一支部', '二支部', '三支部', '四支部', '五支部', '六支部', '七支部', '八支部'];
const BUREAUS = ['县教育局', '县卫生局', '县农业局', '县水利局', '县林业局'];

function campaignOf() {
  const loaded = loadCampaign(readFileSync('test/support/campaigns/study.yaml', 'utf8'), {
    file: 'study.yaml',
  });
  if (!loaded.ok) throw new Error('the sample campaign cannot be read');
  // What asks for all of something is owed for what either of two had left open.
  return {
    ...loaded.campaign,
    requirements: loaded.campaign.requirements.filter(({ min }) => min !== 'all'),
  };
}
const campaign = campaignOf();

interface Branch {
  owner: string;
  name: string;
}
interface Member {
  account: string;
  readonly name: string;
  home: Branch;
}

/** The clerk's sheet, and what was put on record while it changed. */
class County {
  readonly bureaus = BUREAUS.slice(0, 3);
  readonly branches: Branch[] = [];
  readonly people: Member[] = [];
  readonly state = new State();
  roster: Roster;
  now = BEGIN;
  #count = 0;

  constructor() {
    for (const owner of this.bureaus)
      for (const name of NAMES.slice(0, 2)) {
        const home = { owner, name };
        this.branches.push(home);
        for (let index = 0; index < 3; index++) {
          const account = `p${this.people.length}`;
          this.people.push({ account, name: `甲${account}`, home });
        }
      }
    this.roster = this.#taken([]);
  }

  progress(): Progress {
    return new Progress(campaign, this.roster, this.state, zone, openingDay);
  }

  /** Imports the sheet as it is now. */
  imports(sayings: readonly Saying[]): void {
    this.now += HOUR;
    this.roster = this.#taken(sayings);
    this.state.follow(this.roster);
    this.now += HOUR;
  }

  #taken(sayings: readonly Saying[]): Roster {
    const unit = { category: '机关', webhook: null };
    const units = [
      { ...unit, id: OFFICE as UnitId, name: OFFICE, kind: 'office' as const, parent: null },
      ...this.bureaus.map((name) => ({
        ...{ ...unit, id: name as UnitId, name, kind: 'unit' as const, parent: OFFICE as UnitId },
      })),
      ...this.branches.map((branch) => ({
        ...{ ...unit, id: titleOf(branch) as UnitId, name: branch.name },
        ...{ kind: 'branch' as const, parent: branch.owner as UnitId },
      })),
    ];
    const people = this.people.map(({ account, name, home }) => {
      const at = titleOf(home) as UnitId;
      return {
        id: personId(account),
        account,
        name,
        home: at,
        duties: [{ role: 'member' as const, unit: at }],
        flags: [],
      };
    });
    const before = this.roster ? this.roster : null;
    const identified = identify(before, { units, people, former: [] }, { sayings, asNew: false }, this.now);
    if ('asked' in identified)
      throw new Error(`asked in spite of all that was told: ${JSON.stringify(identified.asked)}`);
    const former = before ? [...before.formerPeople, ...before.people] : [];
    const ids = new Set(identified.data.people.map(({ id }) => id));
    return new Roster({ ...identified.data, former: former.filter(({ id }) => !ids.has(id)) });
  }

  record(record: LedgerRecord): void {
    this.state.apply({ cause: record.id, at: record.at, records: [record], outbox: [] });
  }

  #fact(unit: UnitId, by: PersonId | 'system' = 'system') {
    return { id: `r${this.#count++}` as RecordId, at: this.now, by, unit };
  }

  /** A unit meets for a day; some of those it calls come, and write about it. */
  meets(unit: UnitId, share: number): void {
    this.now += DAY;
    const opened = this.#fact(unit);
    const about = { activity: '讨论', topic: '三思三观', title: '三思三观讨论', mode: null };
    const plan = { start: this.now, minutes: null, joined: [], code: null };
    this.record({ ...opened, kind: 'session.opened', ...about, ...plan });
    for (const [index, person] of [...this.roster.peopleOf(unit)].entries()) {
      if (index % 3 > share) continue;
      const there = { session: opened.id, person: person.id, mode: '现场', late: null } as const;
      this.record({ ...this.#fact(person.home, person.id), kind: 'attended', ...there });
      this.now += HOUR;
      const essay = { person: person.id, topic: '三思三观', text: '体会', file: null, length: 2 };
      this.record({ ...this.#fact(person.home, person.id), kind: 'essay.written', ...essay });
      this.now -= HOUR;
    }
    this.now += 6 * HOUR;
    this.record({ ...this.#fact(unit), kind: 'session.closed', session: opened.id, minutes: 360 });
  }

  binds(unit: UnitId): void {
    this.record({ ...this.#fact(unit), kind: 'group.bound', chat: `chat-${unit}-${this.#count}` });
  }
}

const titleOf = ({ owner, name }: Branch): string => `${owner}/${name}`;
const pick = <T>(all: readonly T[], index: number): T => {
  const found = all[index % all.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};
const freeName = ({ branches }: County, owner: string): string | undefined =>
  NAMES.find((name) => !branches.some((each) => each.owner === owner && each.name === name));

interface Step {
  readonly what: number;
  readonly a: number;
  readonly b: number;
}

/** Something that happens to the sheet, and what the clerk says of it; undefined where it cannot happen now. */
const CHANGES: readonly ((county: County, step: Step) => readonly Saying[] | undefined)[] = [
  function rename(county, { a }) {
    const branch = pick(county.branches, a);
    const name = freeName(county, branch.owner);
    if (name === undefined) return undefined;
    const from = titleOf(branch);
    branch.name = name;
    return [{ kind: 'rename', from: [from], to: [titleOf(branch)] }];
  },
  function renameBureau(county, { a }) {
    const at = a % county.bureaus.length;
    const from = pick(county.bureaus, at);
    const to = BUREAUS.find((name) => !county.bureaus.includes(name));
    if (to === undefined) return undefined;
    county.bureaus[at] = to;
    for (const branch of county.branches) if (branch.owner === from) branch.owner = to;
    return [{ kind: 'rename', from: [from], to: [to] }];
  },
  function merge(county, { a, b }) {
    const into = pick(county.branches, a);
    const gone = pick(county.branches, b);
    if (into === gone) return undefined;
    for (const person of county.people) if (person.home === gone) person.home = into;
    county.branches.splice(county.branches.indexOf(gone), 1);
    const from = [titleOf(into), titleOf(gone)];
    const name = b % 2 === 0 ? into.name : (freeName(county, into.owner) ?? into.name);
    into.name = name;
    return [{ kind: 'merge', from, to: [titleOf(into)] }];
  },
  function split(county, { a }) {
    const whole = pick(county.branches, a);
    const name = freeName(county, whole.owner);
    const own = county.people.filter(({ home }) => home === whole);
    if (name === undefined || own.length < 2) return undefined;
    const part = { owner: whole.owner, name };
    county.branches.push(part);
    for (const person of own.slice(0, own.length / 2)) person.home = part;
    return [{ kind: 'split', from: [titleOf(whole)], to: [titleOf(whole), titleOf(part)] }];
  },
  function move(county, { a, b }) {
    const branch = pick(county.branches, a);
    const owner = pick(county.bureaus, b);
    const from = titleOf(branch);
    const isTaken = county.branches.some((each) => each.owner === owner && each.name === branch.name);
    const name = isTaken ? freeName(county, owner) : branch.name;
    const isLast = county.branches.filter((each) => each.owner === branch.owner).length === 1;
    if (name === undefined || owner === branch.owner || isLast) return undefined;
    branch.name = name;
    branch.owner = owner;
    return [{ kind: 'rename', from: [from], to: [titleOf(branch)] }];
  },
  function transfer(county, { a, b }) {
    const person = pick(county.people, a);
    if (county.people.filter(({ home }) => home === person.home).length === 1) return undefined;
    person.home = pick(county.branches, b);
    return [];
  },
  function account(county, { a, b }) {
    const person = pick(county.people, a);
    const from = person.account;
    const account = `new${b}`;
    if (county.people.some((each) => each.account === account)) return undefined;
    person.account = account;
    return [{ kind: 'account', from: [from], to: [account] }];
  },
  function again() {
    return [];
  },
];

/** What is met, of branches and of people; and every chat that leads somewhere. */
function standingOf(county: County) {
  const progress = county.progress();
  const ofUnits = county.roster.units
    .filter(({ id, kind }) => kind === 'branch' && county.roster.headcount(id) > 0)
    .flatMap(({ id }) =>
      progress.campaign.requirements
        .filter(({ each }) => each !== 'person')
        .filter((requirement) => progress.standing(requirement, { kind: 'unit', unit: id }).status === 'met')
        .map((requirement) => ({ id, requirement })),
    );
  const ofPeople = county.roster.people.flatMap((person) =>
    progress
      .forPerson(person)
      .flatMap(({ status, requirement }) => (status === 'met' ? [{ id: person.id, requirement }] : [])),
  );
  return { ofUnits, ofPeople };
}

function sessionsReached({ roster, state }: County): ReadonlySet<RecordId> {
  return new Set(roster.units.flatMap(({ id }) => state.sessionsOf(id).map((session) => session.id)));
}

const step = fc.record({ what: fc.nat(CHANGES.length - 1), a: fc.nat(30), b: fc.nat(30) });
const meeting = fc.record({ what: fc.constant(-1), a: fc.nat(30), b: fc.nat(2) });

it('no sequence of renames, mergers, splits, moves, transfers and new accounts makes met unmet or loses a record', () => {
  let met = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 2, arbitrary: step }, meeting), { maxLength: 24 }), (steps) => {
      const county = new County();
      const chats = new Set<string>();
      for (const { id } of county.roster.units) county.binds(id);
      for (const { id } of county.roster.units) chats.add(county.state.chatOf(id) ?? '');
      for (const each of steps) {
        if (each.what < 0) {
          county.meets(pick(county.roster.units.slice(1), each.a).id, each.b);
          continue;
        }
        const before = standingOf(county);
        const records = sessionsReached(county);
        const sayings = CHANGES[each.what]?.(county, each);
        if (!sayings) continue;
        county.imports(sayings);
        const progress = county.progress();
        for (const { id, requirement } of before.ofUnits) {
          const heirs = county.roster.successors(id).filter((unit) => county.roster.headcount(unit.id) > 0);
          expect(heirs.length).toBeGreaterThan(0);
          for (const unit of heirs) {
            met++;
            const { status } = progress.standing(requirement, { kind: 'unit', unit: unit.id });
            expect({ unit: unit.title, requirement: requirement.id, status }).toMatchObject({
              status: 'met',
            });
          }
        }
        for (const { id, requirement } of before.ofPeople) {
          const person = county.roster.person(id);
          if (!person) throw new Error(`${id} is not there any more`);
          expect(progress.standing(requirement, personSubject(person)).status).toBe('met');
        }
        expect([...records].filter((record) => !sessionsReached(county).has(record))).toEqual([]);
        for (const chat of chats) {
          const unit = county.state.unitOfChat(chat);
          expect(unit && county.roster.successors(unit)).not.toEqual([]);
        }
        expect(county.roster.people.length).toBe(county.people.length);
      }
    }),
    { numRuns: 150 },
  );
  // Teeth: there was something to lose.
  expect(met).toBeGreaterThan(100);
});
