import type { Person, Roster, Unit } from '../roster/roster.ts';
import type { Asked } from './asked.ts';
import type { Context } from './command.ts';
import type { DeskOptions } from './desk-options.ts';
import type { Message } from './message.ts';
import { stamper } from './stamp.ts';

interface Place {
  readonly message: Message;
  readonly asked: Asked | null;
  readonly person: Person;
  readonly unit: Unit;
  readonly roster: Roster;
}

/** Everything that may be looked at to answer a message. */
export function contextOf(
  { campaign, books, registry, say, zone, workdays, clock, reach, pages, draw, ...options }: DeskOptions,
  place: Place,
): Context {
  const { message, person } = place;
  const now = clock.now();
  return {
    ...place,
    place: message.chat.kind === 'group' ? 'group' : 'private',
    now,
    today: zone.dayOf(now),
    zone,
    workdays,
    campaign,
    state: books.state,
    progress: options.progress(),
    commands: registry.commands,
    say,
    boxAddress: options.boxAddress,
    reach,
    record: stamper(message.id, person.id, now),
    pageLink: () => pages.link(person.id, message.id),
    draw,
  };
}
