import {
  type DocumentSent,
  type EssayWritten,
  type FileHash,
  fileOf,
  type SessionOpened,
  type StoredFile,
} from '../records/records.ts';
import { planWorkbook } from '../report/workbook/plan.ts';
import { xlsxOf } from '../report/workbook/xlsx.ts';
import { inTurns } from '../time/steps.ts';
import { type ArchiveBrief, type Entry, momentOf, titleOf } from './brief.ts';
import { documentsPage } from './documents-page.ts';
import { addEssays } from './essays.ts';
import { addFile, type FilePaths } from './files.ts';
import type { ArchiveFolder } from './folder.ts';
import { indexPage } from './index-page.ts';
import { addLedger, type LedgerEntries } from './ledger-pages.ts';
import { minutesPage } from './minutes.ts';
import { isToldIn, opinionsPage } from './opinions-page.ts';
import { readmeOf } from './readme.ts';

/** What became of an archive, for whoever ordered it. */
export interface Packed {
  readonly units: number;
  readonly records: number;
  readonly files: number;
}

/** What of the ledgers has a page or a file of its own. */
interface Contents {
  readonly sessions: SessionOpened[];
  readonly essays: EssayWritten[];
  readonly documents: DocumentSent[];
  readonly files: Map<FileHash, StoredFile>;
}

/** Fills the folder. The folder's owner finishes or discards it. */
export async function pack(brief: ArchiveBrief, folder: ArchiveFolder): Promise<Packed> {
  const contents = contentsOf(brief);
  const total = brief.ledgers.length + contents.sessions.length + contents.files.size + 1;
  let done = 0;
  const step = (): void => brief.onProgress(++done, total);

  const paths = new Map<FileHash, string>();
  for (const [hash, file] of contents.files) {
    paths.set(hash, await addFile(brief, folder, file));
    step();
  }
  const ledgers: LedgerEntries[] = [];
  for (const ledger of brief.ledgers) {
    ledgers.push(await addLedger(brief, folder, ledger));
    step();
  }
  const minutes: Entry[] = [];
  for (const session of contents.sessions) {
    minutes.push(await addMinutes(brief, folder, session, paths));
    step();
  }
  const parts = await addParts(brief, folder, contents, paths);
  step();
  await folder.add(
    '',
    '目录.html',
    indexPage(brief, { parts, ledgers, minutes, files: filesIn(contents, paths) }),
  );
  await folder.add('', '说明.txt', readmeOf(brief));
  const records = ledgers.reduce((sum, ledger) => sum + ledger.records, 0);
  return { units: ledgers.length, records, files: folder.files };
}

function contentsOf({ ledgers, rights, progress }: ArchiveBrief): Contents {
  const found: Contents = { sessions: [], essays: [], documents: [], files: new Map() };
  const records = ledgers.flatMap(({ parts }) => parts.flatMap((part) => part.records));
  for (const record of records) {
    rights.learn(record);
    const session = progress.state.session(record.id);
    if (session) found.sessions.push(session);
    if (record.kind === 'essay.written' && !progress.state.voided(record.id)) found.essays.push(record);
    if (record.kind === 'document.sent') found.documents.push(record);
  }
  for (const record of records) {
    const file = fileOf(record);
    if (file && record.kind !== 'file.received' && rights.keepsFile(file)) found.files.set(file.hash, file);
  }
  found.sessions.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  return found;
}

async function addMinutes(
  brief: ArchiveBrief,
  folder: ArchiveFolder,
  session: SessionOpened,
  paths: FilePaths,
): Promise<Entry> {
  const day = brief.progress.zone.dayOf(session.start);
  const page = minutesPage(brief, session, paths);
  const path = await folder.add('纪要', `${day} ${titleOf(brief, session.unit)} ${session.title}.html`, page);
  return {
    path,
    title: `${momentOf(brief, session.start)} ${titleOf(brief, session.unit)} ${session.title}`,
  };
}

async function addParts(
  brief: ArchiveBrief,
  folder: ArchiveFolder,
  { essays, documents }: Contents,
  paths: FilePaths,
): Promise<Entry[]> {
  const workbook = await xlsxOf(await inTurns(planWorkbook(workbookBrief(brief))));
  return [
    { path: await folder.add('', '台账汇总.xlsx', workbook), title: '台账汇总（表格）' },
    { path: await addEssays(brief, folder, essays, paths), title: '体会文章' },
    { path: await folder.add('', '意见与整改.html', opinionsPage(brief)), title: '意见与整改' },
    {
      path: await folder.add('', '报送与审阅.html', documentsPage(brief, documents, paths)),
      title: '报送与审阅',
    },
  ];
}

function workbookBrief(brief: ArchiveBrief): Parameters<typeof planWorkbook>[0] {
  const { progress, unit, until, say, rights } = brief;
  return {
    progress,
    unit: unit.id,
    now: until,
    say,
    sight: {
      aloud: false,
      essay: (_author, essay) => rights.withheld(essay) === undefined,
      opinion: (opinion) => isToldIn(brief, opinion),
      raiser: () => false,
      document: (document) => rights.covers(document.unit),
      undelivered: rights.own,
    },
  };
}

const filesIn = ({ files }: Contents, paths: FilePaths): Entry[] =>
  [...files.values()].map(({ hash, name }) => ({ path: paths.get(hash) ?? '', title: name }));
