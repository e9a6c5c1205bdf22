import { nodeDisk } from '../journal/disk.ts';
import { openFileStore } from '../journal/files/file-store.ts';
import type { FileStore } from '../journal/files/files.ts';
import { lockFolder } from '../journal/folder-lock.ts';
import type { Books } from '../progress/books.ts';
import { LiveProgress } from '../progress/live.ts';
import { Progress } from '../progress/progress.ts';
import { LiveRoster } from '../roster/live.ts';
import type { Roster } from '../roster/roster.ts';
import { openRosterStore } from '../roster/store.ts';
import type { Instant } from '../time/clock.ts';
import { unwatched } from '../time/on-progress.ts';
import type { Day } from '../time/zone.ts';
import { openBooks } from './open-books.ts';
import type { AppOptions } from './options.ts';
import { type Settings, StartError } from './settings.ts';

/** Everything the county keeps, and where it stands. */
export interface Store {
  readonly books: Books;
  readonly files: FileStore;
  /** Today's roster. */
  roster(): Roster;
  /** Where the county stands under today's roster. */
  progress(): Progress;
  /** To be called before a tick: a newer roster may have been imported, and a new day begun. */
  refresh(now: Instant): Promise<void>;
}

/**
 * Opens the data folder and reads all of it. Rejects with a StartError when there is no roster, with a FolderInUseError when
 * another process has the folder, and with an error that names the file when something in it is damaged.
 */
export async function openStore(
  { config, log, clock, disk = nodeDisk, watch = () => unwatched }: AppOptions,
  { campaign, zone }: Settings,
  cleanup: AsyncDisposableStack,
): Promise<Store> {
  const folder = config.dataFolder;
  const roster = await LiveRoster.open(openRosterStore(folder), log);
  if (!roster) throw new StartError('还没有名册，没有启动。请先运行：npm run roster -- import 名册.xlsx');

  const lock = await lockFolder(folder);
  cleanup.defer(() => lock.release());
  const files = await openFileStore(folder, disk);
  const books = await openBooks({ folder, log, disk, onProgress: watch('reading') });
  cleanup.defer(() => books.journal.close());
  for (const { file, problem } of books.boxFindings()) log.warn({ file, problem }, 'the box is damaged');
  // Takes seconds in a large county: now, and not while somebody waits for an answer.
  books.state.essaysAlike.catchUp(watch('comparing'));

  books.state.follow(roster.now);
  const today = (): Day => zone.dayOf(clock.now());
  const progress = new LiveProgress((now) => new Progress(campaign, now, books.state, zone, today));
  return {
    books,
    files,
    roster: () => roster.now,
    progress: () => progress.under(roster.now),
    async refresh(now) {
      const before = roster.now;
      await roster.refresh();
      if (roster.now !== before) books.state.follow(roster.now);
      // Tried again every minute; that it failed is told by whatever else is to be written.
      await books.freshenBox(zone.dayOf(now)).catch(() => undefined);
    },
  };
}
