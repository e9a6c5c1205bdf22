import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { asksForOpinions } from '../campaign/opinions.ts';
import type { Desk } from '../dialogue/desk.ts';
import type { Health } from '../pages/page.ts';
import { Pages } from '../pages/pages.ts';
import type { Instant } from '../time/clock.ts';
import { PublicBox } from '../web/box/public-box.ts';
import { Furniture, type PageRoute } from '../web/page/furniture.ts';
import { StaffDoor } from '../web/pages/staff-door.ts';
import { StaffPages } from '../web/pages/staff-pages.ts';
import type { Channels } from './channels.ts';
import type { AppOptions } from './options.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

const TEMPLATES = new URL('../../templates/pages/', import.meta.url);

/** What there is for people with a browser. */
export interface Website {
  readonly furniture: Furniture;
  readonly door: StaffDoor;
  /** Where everybody finds the opinion box; null where there is none. */
  readonly boxAddress: string | null;
  /** The pages, once it is known who answers what is done on them. */
  routes(desk: Desk, health: () => Promise<Health>): readonly PageRoute[];
  /** To be called before a tick: what the box remembers of its senders only for a while is forgotten. */
  forget(now: Instant): void;
}

/** `ownUrl` is where the server listens; browsers may find it under another address. */
export function openWebsite(
  { config, clock, log, publicUrl: publish, draw = (choices) => randomInt(choices) }: AppOptions,
  { campaign, say, zone }: Settings,
  { books, roster }: Store,
  { workshop }: Channels,
  ownUrl: string,
): Website {
  const publicUrl = publish ? publish(ownUrl) : config.publicUrl;
  const furniture = new Furniture({ folder: fileURLToPath(TEMPLATES), log, publicUrl });
  const door = new StaffDoor(publicUrl, clock);
  const hasBox = publicUrl !== undefined && config.opinionBox !== false && asksForOpinions(campaign);
  const address = `${publicUrl}/box`;
  const box = hasBox
    ? new PublicBox({
        ...{ furniture, campaign, state: books.state, clock, zone, say, log, roster, address },
        putInBox: books.putInBox,
        draw,
      })
    : undefined;
  return {
    furniture,
    door,
    boxAddress: box ? address : null,
    routes(desk, health) {
      const source = new Pages({
        reading: (person) => desk.reading(person),
        health,
        make: (order) => workshop.make(order),
      });
      const pages = new StaffPages({ furniture, source, conversation: desk, clock, door });
      return [furniture.route, ...pages.routes, ...(box?.routes ?? [])];
    },
    forget: (now) => box?.forget(now),
  };
}
