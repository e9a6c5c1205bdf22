import type { Outgoing, Target } from '../journal/outgoing.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Channel, Lane } from './channel.ts';
import type { Reach } from './outlook.ts';
import { portions } from './portions.ts';

export interface Route {
  readonly channel: Channel;
  readonly lane: Lane;
}

/** The channels in the order they are tried. A target takes the first that leads to it and is whole, else it waits for the first. */
export class Ways implements Reach {
  readonly #channels: readonly Channel[];

  constructor(channels: readonly Channel[]) {
    this.#channels = channels;
  }

  /** How the target is reached now; `closed` are the names of channels that have turned out not to lead to it. */
  route(target: Target, closed: ReadonlySet<string> = new Set()): Route | undefined {
    const routes = this.#routes(target).filter(({ channel }) => !closed.has(channel.name));
    return routes.find(({ lane }) => lane.down !== true) ?? routes[0];
  }

  reachesGroup(unit: UnitId): boolean {
    return this.route({ kind: 'group', unit }) !== undefined;
  }

  /** Whether the person can be written to alone. */
  reachesPerson(person: PersonId): boolean {
    return this.route({ kind: 'person', person }) !== undefined;
  }

  /** The message in pieces that fit every way it may go. */
  portions(message: Outgoing): readonly Outgoing[] {
    const sizes = this.#routes(message.to).map(({ channel }) => channel.markdownBytes);
    const limit = Math.min(...(sizes.length > 0 ? sizes : this.#channels.map((each) => each.markdownBytes)));
    return portions(message, limit);
  }

  #routes(target: Target): Route[] {
    return this.#channels.flatMap((channel) => {
      const lane = channel.lane(target);
      return lane ? [{ channel, lane }] : [];
    });
  }
}
