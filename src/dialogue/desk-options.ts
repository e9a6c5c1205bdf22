import type { Campaign } from '../campaign/campaign.ts';
import type { Logger } from '../log.ts';
import type { Reach } from '../outreach/outlook.ts';
import type { Act, Recorded } from '../outreach/recorder.ts';
import type { Books } from '../progress/books.ts';
import type { Progress } from '../progress/progress.ts';
import type { PersonId, Roster } from '../roster/roster.ts';
import type { Clock } from '../time/clock.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Zone } from '../time/zone.ts';
import type { Say } from '../wording/wording.ts';
import type { Registry } from './registry.ts';

export interface DeskOptions {
  readonly campaign: Campaign;
  readonly books: Books;
  readonly registry: Registry;
  readonly say: Say;
  readonly clock: Clock;
  readonly zone: Zone;
  readonly workdays: Workdays;
  readonly botNames: readonly string[];
  /** Where everybody finds the opinion box on the web; null where there is none. */
  readonly boxAddress: string | null;
  readonly log: Logger;
  /** Asked anew for every message: an import may have replaced it. */
  roster(): Roster;
  progress(): Progress;
  /** Whom messages can be sent to. */
  readonly reach: Reach;
  /** The pages for people with a browser. */
  readonly pages: PageDoor;
  /** A whole number from 0 up to, not including, `choices` that nobody can predict. */
  draw(choices: number): number;
  /** Everything is durable and counted when it resolves. Rejects with a JournalWriteError, and then nothing has happened. */
  record(act: Act): Promise<Recorded>;
}

/** The way into the pages. */
export interface PageDoor {
  /** A link that lets the person in once; null while there are no pages. The message makes it unlike any other. */
  link(person: PersonId, message: string): string | null;
  /** Signs the person out everywhere and cancels links not yet used. */
  leave(person: PersonId): void;
}
