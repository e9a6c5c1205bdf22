import type { OutboxState } from '../progress/outbox-state.ts';
import type { PersonId } from '../roster/roster.ts';
import { isoWeek } from '../time/zone.ts';
import { type Outlook, todayOf } from './outlook.ts';

/** Whom one may still nudge: once a day at most, and so many times an ISO week. Counts what is being planned as well. */
export class NudgeBudget {
  readonly #outlook: Outlook;
  readonly #outbox: OutboxState;
  readonly #planned = new Set<PersonId>();

  constructor(outlook: Outlook) {
    this.#outlook = outlook;
    this.#outbox = outlook.progress.state.outbox;
  }

  allows(person: PersonId): boolean {
    if (this.#planned.has(person)) return false;
    const today = todayOf(this.#outlook);
    const week = isoWeek(today);
    const days = [...this.#outbox.nudgesOf(person)].map((at) => this.#outlook.zone.dayOf(at));
    const thisWeek = days.filter((day) => isoWeek(day) === week);
    return !days.includes(today) && thisWeek.length < this.#outlook.progress.campaign.reminders.weeklyBudget;
  }

  take(people: Iterable<PersonId>): void {
    for (const person of people) this.#planned.add(person);
  }
}
