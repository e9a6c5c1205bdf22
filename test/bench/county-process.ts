import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openBooks } from '../../src/app/open-books.ts';
import type { Campaign } from '../../src/campaign/campaign.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import type { FileStore } from '../../src/journal/files/files.ts';
import { journalFolder } from '../../src/journal/segments.ts';
import { createLogger } from '../../src/log.ts';
import { planDigests } from '../../src/outreach/digest.ts';
import { workbookOf } from '../../src/outreach/digest-workbook.ts';
import type { Outlook, Reach } from '../../src/outreach/outlook.ts';
import { planReminders } from '../../src/outreach/reminders.ts';
import type { Books } from '../../src/progress/books.ts';
import { Progress } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import type { FileHash, RecordId } from '../../src/records/records.ts';
import { Workshop } from '../../src/report/workshop.ts';
import { type Person, personId, Roster, type RosterData } from '../../src/roster/roster.ts';
import { inTurns } from '../../src/time/steps.ts';
import { Workdays } from '../../src/time/workdays.ts';
import { toDay, Zone } from '../../src/time/zone.ts';
import { loadWording } from '../../src/wording/wording.ts';
import { batches } from './batches.ts';
import { answerParent } from './child.ts';
import type { CountyFigures } from './county.ts';
import { checkIn, historyOfCounty, todaysSession } from './history.ts';
import { inventRoster, OFFICE } from './invented.ts';
import { overviewPage } from './overview-page.ts';
import { CountySize } from './size.ts';
import { median, timed } from './statistics.ts';

const [folder = ''] = process.argv.slice(2);
const zone = new Zone('Asia/Shanghai');
const templates = new URL('../../templates/', import.meta.url);
const { say } = loadWording(fileURLToPath(new URL('messages/', templates)));
const READER: Person = {
  id: personId('reader'),
  account: 'reader',
  name: '活动办',
  home: OFFICE,
  duties: [{ role: 'office', unit: OFFICE }],
  flags: [],
};
/** What storing costs is measured elsewhere. */
const NOWHERE: FileStore = {
  put: async (content, name) => ({
    hash: '' as FileHash,
    name,
    bytes: content.byteLength,
    type: 'image/png',
  }),
  get: () => Promise.reject(new Error('nothing is kept')),
};
const THURSDAY = zone.at(toDay('2014-04-10'), 10 * 60);
const FRIDAY = zone.at(toDay('2014-04-11'), 17 * 60);

answerParent(async (question): Promise<CountyFigures> => {
  const data = inventRoster(CountySize.parse(question));
  const roster = new Roster({ ...data, people: [...data.people, READER] });
  const campaign = xianju();
  const parsing = await timed(parseOnly);
  globalThis.gc?.();
  const { books, opening } = await rebuild();
  const rss = process.resourceUsage().maxRSS * 1024;
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const { state } = books;
  // As the program does at its start.
  state.essaysAlike.catchUp();
  const records = state.size;
  const progress = new Progress(campaign, roster, state, zone, () => zone.dayOf(THURSDAY));
  const plans = await planning({
    progress,
    workdays: new Workdays(campaign.workdays),
    zone,
    say,
    now: THURSDAY,
  });
  const [branch] = roster.units.filter(({ kind }) => kind === 'branch');
  if (!branch) throw new RangeError('a county has one branch at least');
  const people = roster.residents(branch.id);
  let asked = 0;
  const page = await overviewPage({
    campaign,
    books,
    progress,
    say,
    now: THURSDAY,
    reader: READER.id,
    checkIn() {
      const person = people[asked % people.length] ?? READER;
      const id = `page${asked++}` as RecordId;
      state.apply(checkIn(branch.id, todaysSession(0), person, THURSDAY, id));
    },
  });
  const update = updating(campaign, roster, state);
  await books.journal.close();
  return { records, parsing, opening, rss, heap, page, update, folding: folding(data), ...plans };
});

function xianju(): Campaign {
  const loaded = loadCampaign(
    readFileSync(new URL('../support/campaigns/study.yaml', import.meta.url), 'utf8'),
    {
      file: '',
    },
  );
  if (loaded.ok) return loaded.campaign;
  throw new Error(JSON.stringify(loaded.mistakes));
}

/** The least that reading the ledgers can cost: every line through JSON.parse, nothing checked and nothing kept. */
async function parseOnly(): Promise<void> {
  const journal = journalFolder(folder);
  for (const name of await readdir(journal))
    for (const line of (await readFile(join(journal, name), 'utf8')).split('\n'))
      if (line !== '') JSON.parse(line);
}

async function rebuild(): Promise<{ books: Books; opening: number }> {
  const start = performance.now();
  const books = await openBooks({ folder, log: createLogger('silent') });
  return { books, opening: performance.now() - start };
}

/** Milliseconds, the event loop's longest pause among them, and messages of the reminders on the eve of a deadline and of a Friday's digest. */
async function planning(outlook: Outlook): Promise<Pick<CountyFigures, 'reminders' | 'digest'>> {
  const reach = { reachesGroup: () => true, reachesPerson: () => true };
  const plan = async (work: () => Promise<number>): Promise<CountyFigures['digest']> => {
    const pauses = monitorEventLoopDelay({ resolution: 1 });
    pauses.enable();
    // The monitor counts from its first round on.
    await sleep(5);
    const start = performance.now();
    const messages = await work();
    const took = performance.now() - start;
    await sleep(5);
    pauses.disable();
    return { took, pause: pauses.max / 1e6, messages };
  };
  return {
    reminders: await plan(async () => (await inTurns(planReminders(outlook, reach))).length),
    digest: await plan(() => digestWithFiles({ ...outlook, now: FRIDAY }, reach)),
  };
}

/** The office's digest, its pictures and its workbook, all made; how many messages that is. */
async function digestWithFiles(outlook: Outlook, reach: Reach): Promise<number> {
  const workshop = new Workshop({ files: NOWHERE });
  let messages = 0;
  for (const { message, pictures } of await inTurns(planDigests(outlook, reach))) {
    const files = await Promise.all(
      [...pictures, ...workbookOf(outlook, message)].map((draft) => workshop.finish(draft)),
    );
    messages += 1 + files.length;
  }
  await workshop.close();
  return messages;
}

/** Microseconds for one check-in to be counted, and for the person and the branch to be told where they stand. */
function updating(campaign: Campaign, roster: Roster, state: State): number {
  const branches = roster.units.filter(({ kind }) => kind === 'branch');
  const times = branches.flatMap(({ id: unit }, branch) =>
    roster.residents(unit).map((person, place) => {
      const id = `u${branch}-${place}` as RecordId;
      const commit = checkIn(unit, todaysSession(branch), person, THURSDAY, id);
      const start = performance.now();
      state.apply(commit);
      const progress = new Progress(campaign, roster, state, zone, () => zone.dayOf(THURSDAY));
      progress.forPerson(person);
      progress.forUnit(unit);
      return performance.now() - start;
    }),
  );
  return median(times) * 1000;
}

/** Milliseconds of folding alone: the records are in memory already, some at a time. */
function folding(data: RosterData): number {
  const state = new State();
  let took = 0;
  for (const batch of batches(historyOfCounty(data), 10_000)) {
    const start = performance.now();
    for (const commit of batch) state.apply(commit);
    took += performance.now() - start;
  }
  return took;
}
