import type { Campaign, Readership, Requirement } from '../campaign/campaign.ts';
import type { Due } from '../campaign/deadline.ts';
import type { Facts, SessionFact } from '../campaign/facts.ts';
import type { Note, Subject, Tally } from '../campaign/measures/measure.ts';
import { isKind } from '../campaign/measures/selector.ts';
import { isQuorate, type Whom } from '../campaign/quorum.ts';
import { holds, type Person, type PersonId, type Roster, type Unit, type UnitId } from '../roster/roster.ts';
import { Workdays } from '../time/workdays.ts';
import type { Day, Zone } from '../time/zone.ts';
import { dueOf, type Leeway, leewayOf } from './dates.ts';
import { type Dues, duesOf } from './dues.ts';
import { ledgerFacts } from './facts/index.ts';
import type { State } from './state.ts';
import { EVERYBODY } from './turnout.ts';

/** Where somebody stands on one requirement. `idle`: there is nothing to do yet, e.g. no discussion to prove. */
export type Status = 'met' | 'unmet' | 'idle';

export interface Standing {
  readonly requirement: Requirement;
  readonly subject: Subject;
  readonly status: Status;
  readonly have: number;
  readonly need: number;
  readonly notes: readonly Note[];
  /** By when; null where there is no date, or none yet. */
  readonly due: Due | null;
  /** Why the office no longer asks it. What is waived is `idle`, whatever was done. */
  readonly waived?: string;
  /** Whose turn it is, as the measure tells. */
  readonly turn?: Tally['turn'];
}

/** A requirement laid on people, seen for a unit: who has to, who has, who has not. The rest has nothing to do yet. */
export interface Coverage {
  readonly requirement: Requirement;
  readonly unit: UnitId;
  readonly asked: readonly PersonId[];
  readonly met: readonly PersonId[];
  readonly missing: readonly PersonId[];
  /** Of whom the office no longer asks it: none of the met, none of the missing. */
  readonly waived: readonly PersonId[];
  readonly dues: Dues;
}

/** A requirement laid on units, seen from above: which have to, which have, which have not. */
export interface Rollup {
  readonly requirement: Requirement;
  readonly asked: readonly UnitId[];
  readonly met: readonly UnitId[];
  readonly missing: readonly UnitId[];
  /** Of which the office no longer asks it: none of the met, none of the missing. */
  readonly waived: readonly UnitId[];
  readonly dues: Dues;
}

/** What the ledgers say against the campaign. Everything is computed when asked, so it can never disagree with them. */
export class Progress {
  readonly campaign: Campaign;
  readonly roster: Roster;
  readonly state: State;
  readonly zone: Zone;
  readonly facts: Facts;
  readonly workdays: Workdays;
  /** All that a session calls, but those whom the campaign lets stay away. */
  readonly #everybody: Whom;
  readonly #asked = new Map<Requirement, Map<UnitId, readonly Person[]>>();

  /** `today` is asked anew each time: a promise that is good today is not good for ever. */
  constructor(campaign: Campaign, roster: Roster, state: State, zone: Zone, today: () => Day) {
    this.campaign = campaign;
    this.roster = roster;
    this.state = state;
    this.zone = zone;
    this.#everybody = { ...EVERYBODY, excused: campaign.excuse };
    this.workdays = new Workdays(campaign.workdays);
    this.facts = ledgerFacts({ state, roster, zone, campaign, today });
  }

  requirement(id: string): Requirement | undefined {
    return this.campaign.requirements.find((requirement) => requirement.id === id);
  }

  standing(requirement: Requirement, subject: Subject, facts: Facts = this.facts): Standing {
    const tally = requirement.measure.tally(subject, facts);
    const { have, need: own, all = 0, more = false, turn, since } = tally;
    const least = own ?? (requirement.min === 'all' ? all : requirement.min);
    const need = more && !isOver(requirement, have + 1) ? Math.max(least, have + 1) : least;
    const over = isOver(requirement, have);
    const status = need === 0 ? 'idle' : have >= need && !over ? 'met' : 'unmet';
    const leeway = this.leeway(requirement, subject);
    const due = dueOf(this, requirement, subject, leeway?.extension, since);
    const shared = { requirement, subject, have, need, due };
    if (leeway?.waiver) {
      const { reason } = leeway.waiver;
      return { ...shared, status: 'idle', waived: reason, notes: [{ key: 'note.waived', view: { reason } }] };
    }
    const notes: Note[] = over ? [{ key: 'note.over', view: { max: requirement.max ?? 0, have } }] : [];
    return { ...shared, status, notes: [...notes, ...tally.notes], ...(turn ? { turn } : {}) };
  }

  /** What the office has agreed to; undefined where it was never asked. */
  leeway(requirement: Requirement, subject: Subject): Leeway | undefined {
    return leewayOf(this, requirement, subject);
  }

  /** By when, with the time the office has given; a unit's day also for what is asked of its people. */
  dueOf(requirement: Requirement, subject: Subject): Due | null {
    return dueOf(this, requirement, subject, this.leeway(requirement, subject)?.extension);
  }

  /** Whether enough were there for some requirement that asks for such a session; where none does, by the campaign's own rule. */
  isQuorate(session: SessionFact): boolean {
    const asking = this.campaign.requirements
      .map(({ measure }) => measure)
      .filter(({ sessions }) => sessions !== null && isKind(sessions, session));
    return asking.length > 0
      ? asking.some(({ rules: { quorum, whom } }) => isQuorate(quorum, session.turnout(whom)))
      : isQuorate(this.campaign.quorum, session.turnout(this.#everybody));
  }

  /** Whether the requirement is laid on this unit itself. One without people is asked nothing. */
  asksUnit(requirement: Requirement, unit: Unit): boolean {
    if (requirement.each === 'person' || this.roster.headcount(unit.id) === 0) return false;
    const { office } = requirement.where;
    if (unit.kind === 'office') return requirement.each === 'unit' && office !== 'no';
    if (office === 'only') return false;
    const right =
      requirement.each === 'branch' ? this.roster.children(unit.id).length === 0 : unit.kind === 'unit';
    return right && this.#inCategory(requirement, unit);
  }

  asksPerson(requirement: Requirement, person: Person): boolean {
    if (requirement.each !== 'person') return false;
    const { role, notRole, flag, member } = requirement.where;
    const home = this.roster.unit(person.home);
    return (
      home !== undefined &&
      this.#inCategory(requirement, home) &&
      (role.length === 0 || role.some((each) => holds(person, each))) &&
      !notRole.some((each) => holds(person, each)) &&
      (!member || holds(person, 'member')) &&
      (flag.length === 0 || flag.some((each) => person.flags.includes(each))) &&
      !requirement.except.flag.some((flag) => person.flags.includes(flag))
    );
  }

  /** The people at home there that the requirement is laid on; worked out once, for roster and campaign stay as they are. */
  askedAt(requirement: Requirement, home: UnitId): readonly Person[] {
    const homes = this.#asked.get(requirement) ?? new Map<UnitId, readonly Person[]>();
    this.#asked.set(requirement, homes);
    const known = homes.get(home);
    if (known) return known;
    const asked = this.roster.residents(home).filter((person) => this.asksPerson(requirement, person));
    homes.set(home, asked);
    return asked;
  }

  #inCategory(requirement: Requirement, unit: Unit): boolean {
    const { category } = requirement.where;
    return category.length === 0 || category.includes(unit.category);
  }

  /** How the unit or branch stands on what is asked of units. A branch is shown its own part of its unit's duty. */
  forUnit(id: UnitId): Standing[] {
    const unit = this.roster.unit(id);
    if (!unit) return [];
    // What the office has to do itself is no part of the duty of those below it.
    const bearers = [...this.roster.lineage(id)].filter(
      (bearer) => bearer.id === id || bearer.kind !== 'office',
    );
    return this.campaign.requirements
      .filter((requirement) => bearers.some((bearer) => this.asksUnit(requirement, bearer)))
      .map((requirement) => this.standing(requirement, { kind: 'unit', unit: id }));
  }

  /** How a person stands on what is asked of people. */
  forPerson(person: Person): Standing[] {
    return this.campaign.requirements
      .filter((requirement) => this.asksPerson(requirement, person))
      .map((requirement) => this.standing(requirement, personSubject(person)));
  }

  /** Requirements laid on people, over everyone whose home is the unit or lies below it. */
  coverage(id: UnitId): Coverage[] {
    const people = [...this.roster.peopleOf(id)];
    return this.campaign.requirements
      .filter((requirement) => requirement.each === 'person')
      .map((requirement) => this.coverageOf(requirement, id, people))
      .filter((coverage) => coverage.asked.length > 0);
  }

  coverageOf(
    requirement: Requirement,
    unit: UnitId,
    people: Iterable<Person> = this.roster.peopleOf(unit),
  ): Coverage {
    const asked = [...people].filter((person) => this.asksPerson(requirement, person));
    const standings = new Map(
      asked.map((person) => [person.id, this.standing(requirement, personSubject(person))]),
    );
    return { requirement, unit, ...sorted(standings) };
  }

  /** Requirements laid on units, over the unit and all below it. */
  rollup(id: UnitId): Rollup[] {
    const units = [...this.roster.subtree(id)];
    return this.campaign.requirements
      .filter((requirement) => requirement.each !== 'person')
      .map((requirement) => this.#rollupOf(requirement, units))
      .filter((rollup) => rollup.asked.length > 0);
  }

  #rollupOf(requirement: Requirement, units: readonly Unit[]): Rollup {
    const asked = units.filter((unit) => this.asksUnit(requirement, unit)).map((unit) => unit.id);
    const standings = new Map(
      asked.map((unit) => [unit, this.standing(requirement, { kind: 'unit', unit })]),
    );
    return { requirement, ...sorted(standings) };
  }

  /** Who may read what this person hands in for the requirement. */
  readership(requirement: Requirement, person: Person): Readership {
    const leads = holds(person, 'leader') || holds(person, 'principal');
    return leads ? requirement.readers.leader : requirement.readers.others;
  }
}

export const personSubject = (person: Person): Subject => ({
  kind: 'person',
  person: person.id,
  home: person.home,
});

/** Whether it counts only with people who were entered a day or more after a session. */
export const countsLate = ({ notes }: Standing): boolean => notes.some(({ key }) => key === 'note.late');

/** Where all of them stand together: everybody has met it, somebody has not, or the rest has nothing to do yet. */
export function statusOf({
  asked,
  met,
  missing,
}: { readonly [K in 'asked' | 'met' | 'missing']: readonly unknown[] }): Status {
  if (missing.length > 0) return 'unmet';
  return met.length === asked.length ? 'met' : 'idle';
}

const isOver = ({ max }: Requirement, have: number): boolean => max !== null && have > max;

/** Everybody asked, and of those who has met the requirement, who has not, and who is let off; in the order given. */
function sorted<K>(standings: ReadonlyMap<K, Standing>) {
  const those = (wanted: (standing: Standing) => boolean): K[] =>
    [...standings].filter(([, each]) => wanted(each)).map(([key]) => key);
  return {
    asked: [...standings.keys()],
    met: those(({ status }) => status === 'met'),
    missing: those(({ status }) => status === 'unmet'),
    waived: those(({ waived }) => waived !== undefined),
    dues: duesOf([...standings.values()]),
  };
}
