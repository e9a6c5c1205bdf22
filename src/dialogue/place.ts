import type { State } from '../progress/state.ts';
import type { Person, Roster, Unit, UnitId } from '../roster/roster.ts';
import type { Message } from './message.ts';

/** The unit a message is about: the group's, or in a private chat the one the person answers for. */
export function unitOfMessage(
  message: Message,
  person: Person,
  roster: Roster,
  state: State,
): Unit | undefined {
  if (message.chat.kind === 'group') {
    const bound = state.unitOfChat(message.chat.id);
    const units = bound === undefined ? [] : roster.successors(bound);
    // Of a unit that was split, the part the speaker went to.
    return units.find(({ id }) => roster.within(person.home, id)) ?? units[0];
  }
  return roster.unit(dutyOf(person) ?? person.home);
}

/** The unit a person answers for as secretary or deputy, or in the office. */
export function dutyOf(person: Person): UnitId | undefined {
  for (const role of ['secretary', 'deputy', 'office'] as const) {
    const duty = person.duties.find((each) => each.role === role);
    if (duty) return duty.unit;
  }
  return undefined;
}

/** The units whose state a person may ask about without naming them: those of the highest duties, else the home branch. */
export function unitsInCharge(person: Person, roster: Roster): readonly Unit[] {
  const ids = new Set(person.duties.filter(({ role }) => role !== 'member').map(({ unit }) => unit));
  const highest = [...ids].filter(
    (id) => ![...ids].some((other) => other !== id && roster.within(id, other)),
  );
  return (highest.length > 0 ? highest : [person.home]).flatMap((id) => roster.unit(id) ?? []);
}
