import type { Outgoing } from '../journal/outgoing.ts';
import type { Person, PersonId, Unit, UnitId } from '../roster/roster.ts';
import type { Steps } from '../time/steps.ts';
import { isReminderTime } from './calendar.ts';
import { isAway } from './leave.ts';
import { mayPress, pressing } from './milestones.ts';
import { NudgeBudget } from './nudge-budget.ts';
import { type Outlook, type Reach, todayOf } from './outlook.ts';
import { groupText, privateText } from './reminder-text.ts';
import { type Shortage, shortagesOf } from './shortages.ts';

/** More mentions than this make a group message unreadable. */
const MENTIONS = 20;

/**
 * Today's reminders that have not been decided yet: one message a group and one a person at most, only about what is missing
 * and only to people who have not been nudged enough. Empty outside of reminder time.
 */
export function* planReminders(outlook: Outlook, reach: Reach): Steps<Outgoing[]> {
  return isReminderTime(outlook) ? yield* new ReminderPlan(outlook, reach).messages() : [];
}

/** `remind/essay/城关支部/T-3`; a person is told from a unit by the `@`. */
const purposeOf = (requirement: string, recipient: string, milestone: string): string =>
  `remind/${requirement}/${recipient}/${milestone}`;

class ReminderPlan {
  readonly #outlook: Outlook;
  readonly #reach: Reach;
  readonly #budget: NudgeBudget;

  constructor(outlook: Outlook, reach: Reach) {
    this.#outlook = outlook;
    this.#reach = reach;
    this.#budget = new NudgeBudget(outlook);
  }

  // Groups first: who is spoken to there is not written to in private on the same day.
  *messages(): Steps<Outgoing[]> {
    const shortages = yield* this.#shortages();
    const groups = Map.groupBy(
      shortages.filter((shortage) => this.#isNews(shortage, shortage.place.id)),
      (shortage) => this.#groupFor(shortage.place),
    );
    const toGroups: Outgoing[] = [];
    for (const [unit, found] of groups) {
      toGroups.push(...this.#toGroup(unit, found));
      yield;
    }
    const covered = new Set(toGroups.flatMap(({ covers }) => covers));
    return [...toGroups, ...(yield* this.#toPeople(shortages, covered))];
  }

  *#shortages(): Steps<Shortage[]> {
    const { progress, workdays } = this.#outlook;
    const { campaign } = progress;
    const calendar = { campaign, workdays, today: todayOf(this.#outlook) };
    const requirements = campaign.requirements.filter((each) => mayPress(each, calendar));
    return yield* shortagesOf(progress, requirements, (requirement, due) =>
      pressing(requirement, due, calendar),
    );
  }

  #toGroup(unit: UnitId, shortages: readonly Shortage[]): Outgoing[] {
    const key = this.#keyFor(unit);
    if (this.#outbox.has(key)) return [];
    const secretaries = shortages.flatMap(({ place }) => this.#secretariesOf(place));
    const mention = this.#nudgeable([...secretaries, ...this.#mentionable(shortages)]).slice(0, MENTIONS);
    if (mention.length === 0 && secretaries.length > 0) return [];
    this.#budget.take(mention);
    const covers = shortages.flatMap((shortage) => [
      ...this.#uncovered(shortage, shortage.place.id),
      ...mention
        .filter((person) => lacks(shortage, person))
        .flatMap((p) => this.#uncovered(shortage, `@${p}`)),
    ]);
    const text = groupText(this.#outlook, unit, shortages);
    return [this.#message(key, { kind: 'group', unit }, text, mention, covers)];
  }

  *#toPeople(shortages: readonly Shortage[], covered: ReadonlySet<string>): Steps<Outgoing[]> {
    const mine = new Map<Person, Shortage[]>();
    for (const shortage of shortages) {
      for (const person of membersOf(shortage)) {
        const known = mine.get(person);
        if (known) known.push(shortage);
        else mine.set(person, [shortage]);
      }
      yield;
    }
    const messages: Outgoing[] = [];
    for (const [person, all] of mine) {
      messages.push(...this.#toPerson(person, all, covered));
      yield;
    }
    return messages;
  }

  #toPerson(person: Person, all: readonly Shortage[], covered: ReadonlySet<string>): Outgoing[] {
    if (!this.#reach.reachesPerson(person.id)) return [];
    const recipient = `@${person.id}`;
    const news = all.filter(
      (shortage) => this.#isNews(shortage, recipient) && !covered.has(this.#latest(shortage, recipient)),
    );
    const key = this.#keyFor(recipient);
    if (news.length === 0 || this.#outbox.has(key) || !this.#isNudgeable(person)) return [];
    this.#budget.take([person.id]);
    const covers = news.flatMap((shortage) => this.#uncovered(shortage, recipient));
    const text = privateText(
      this.#outlook,
      news.map(({ pressing }) => pressing),
    );
    return [this.#message(key, this.#alone(person), text, [person.id], covers)];
  }

  /** Who turns out not to be reachable alone is mentioned in the group, as others are whom no private message can reach. */
  #alone({ id, home }: Person): Outgoing['to'] {
    const { campaign, roster } = this.#outlook.progress;
    const place = roster.unit(home);
    const group = campaign.reminders.mention && place ? this.#groupFor(place) : undefined;
    const aloud = group !== undefined && this.#reach.reachesGroup(group) ? { aloud: group } : {};
    return { kind: 'person', person: id, ...aloud };
  }

  #message(
    key: string,
    to: Outgoing['to'],
    text: string,
    nudges: readonly PersonId[],
    covers: readonly string[],
  ): Outgoing {
    const { zone, progress } = this.#outlook;
    const expires = zone.at(todayOf(this.#outlook), progress.campaign.reminders.awake.until);
    const mention = to.kind === 'group' ? nudges : [];
    return { key, to, content: { type: 'markdown', text, mention }, covers, nudges, expires };
  }

  get #outbox() {
    return this.#outlook.progress.state.outbox;
  }

  #keyFor(recipient: string): string {
    return `remind/${recipient}/${todayOf(this.#outlook)}`;
  }

  #latest({ pressing: { requirement, reached } }: Shortage, recipient: string): string {
    return purposeOf(requirement.id, recipient, reached[0]);
  }

  #isNews(shortage: Shortage, recipient: string): boolean {
    return this.#outbox.covered(this.#latest(shortage, recipient)) === undefined;
  }

  /** The milestone reached, and those before it that nobody was told of: they need no message of their own any more. */
  #uncovered({ pressing: { requirement, reached } }: Shortage, recipient: string): string[] {
    return reached
      .map((milestone) => purposeOf(requirement.id, recipient, milestone))
      .filter((purpose) => this.#outbox.covered(purpose) === undefined);
  }

  /**
   * The group that is told: the place's own, else the nearest unit's above. Never the office's, where a branch's people are
   * not: a branch that no group is bound for shall come up as undeliverable.
   */
  #groupFor(place: Unit): UnitId {
    for (const unit of this.#outlook.progress.roster.lineage(place.id))
      if ((unit.kind !== 'office' || unit === place) && this.#reach.reachesGroup(unit.id)) return unit.id;
    return place.id;
  }

  #secretariesOf(place: Unit): readonly Person[] {
    const { roster } = this.#outlook.progress;
    for (const unit of roster.lineage(place.id)) {
      const holders = roster.holders('secretary', unit.id);
      if (holders.length > 0) return holders;
    }
    return [];
  }

  #mentionable(shortages: readonly Shortage[]): Person[] {
    if (!this.#outlook.progress.campaign.reminders.mention) return [];
    return shortages.flatMap(membersOf).filter((person) => !this.#reach.reachesPerson(person.id));
  }

  #nudgeable(people: readonly Person[]): PersonId[] {
    return [...new Set(people.filter((person) => this.#isNudgeable(person)).map(({ id }) => id))];
  }

  #isNudgeable(person: Person): boolean {
    return (
      !person.flags.includes('excused') && !isAway(this.#outlook, person) && this.#budget.allows(person.id)
    );
  }
}

const membersOf = (shortage: Shortage): readonly Person[] =>
  shortage.of === 'people' ? shortage.missing : [];
const lacks = (shortage: Shortage, id: PersonId): boolean =>
  membersOf(shortage).some((person) => person.id === id);
