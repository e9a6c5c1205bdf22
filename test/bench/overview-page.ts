import { fileURLToPath } from 'node:url';
import type { Campaign } from '../../src/campaign/campaign.ts';
import { Desk } from '../../src/dialogue/desk.ts';
import { Registry } from '../../src/dialogue/registry.ts';
import { createLogger } from '../../src/log.ts';
import { Pages } from '../../src/pages/pages.ts';
import type { Books } from '../../src/progress/books.ts';
import type { Progress } from '../../src/progress/progress.ts';
import type { PersonId } from '../../src/roster/roster.ts';
import { type Instant, MovableClock } from '../../src/time/clock.ts';
import { Workdays } from '../../src/time/workdays.ts';
import { loadPageTemplates } from '../../src/web/page/templates.ts';
import type { Say } from '../../src/wording/wording.ts';
import { median } from './statistics.ts';

const TEMPLATES = loadPageTemplates(fileURLToPath(new URL('../../templates/pages/', import.meta.url)));
const REQUESTS = 9;

export interface Looked {
  readonly campaign: Campaign;
  readonly books: Books;
  readonly progress: Progress;
  readonly say: Say;
  readonly now: Instant;
  /** Somebody of the office. */
  readonly reader: PersonId;
  /** Puts one more check-in on record. */
  checkIn(): void;
}

/** Milliseconds of the server for the county's overview page, from the request's reader to its HTML; somebody checks in before each. */
export async function overviewPage(looked: Looked): Promise<number> {
  const pages = new Pages({
    reading: (person) => deskOf(looked).reading(person),
    health: () => Promise.reject(new Error('not asked for here')),
    make: () => Promise.reject(new Error('not asked for here')),
  });
  const address = { page: '', id: '', query: new URLSearchParams() };
  const times: number[] = [];
  for (let request = 0; request < REQUESTS; request++) {
    looked.checkIn();
    const start = performance.now();
    const shown = await pages.show(looked.reader, address, () => 'token');
    if (!shown) throw new Error('the overview was not shown');
    const nav = { links: [...pages.links(looked.reader, '')], name: '', token: '' };
    const html = TEMPLATES.render(shown.template, { base: '', style: '', nav, ...shown.view });
    times.push(performance.now() - start);
    if (!html.includes('<main')) throw new Error('the overview is no page');
  }
  return median(times);
}

function deskOf({ campaign, books, progress, say, now }: Looked): Desk {
  const nobody = () => false;
  return new Desk({
    campaign,
    books,
    progress: () => progress,
    roster: () => progress.roster,
    registry: new Registry([]),
    say,
    clock: new MovableClock(now),
    zone: progress.zone,
    workdays: new Workdays(campaign.workdays),
    botNames: [],
    boxAddress: () => null,
    log: createLogger('silent'),
    reach: { reachesGroup: nobody, reachesPerson: nobody },
    pages: { link: () => null, leave: () => undefined },
    draw: () => 0,
    portions: (message) => [message],
    finish: () => Promise.reject(new Error('not asked for here')),
    onQueued: () => undefined,
  });
}
