import type { EssayWritten } from '../records/records.ts';
import { escaped } from '../wording/markup.ts';
import { type ArchiveBrief, homeTitle, momentOf } from './brief.ts';
import { BOM } from './csv.ts';
import type { FilePaths } from './files.ts';
import type { ArchiveFolder } from './folder.ts';
import { link, pageOf, paragraph, tableOf } from './html.ts';

const HOW =
  '报送活动办的文章附有全文；其余的按规定只由支部阅读，这里只列出有这一篇，不归入原文、字数和文件。';

/** The essays of the archive: those that are sent up in full, of the others that there is one. */
export async function addEssays(
  brief: ArchiveBrief,
  folder: ArchiveFolder,
  essays: readonly EssayWritten[],
  paths: FilePaths,
): Promise<string> {
  const rows: string[][] = [];
  for (const essay of essays) {
    const { roster } = brief.progress;
    const author = roster.nameOf(essay.person);
    const home = homeTitle(brief, essay.person);
    rows.push([...[author, home, essay.topic].map(escaped), await heldOf(brief, folder, essay, paths)]);
  }
  const body = rows.length === 0 ? paragraph('没有文章。') : tableOf(['姓名', '单位', '题目', '原文'], rows);
  return folder.add('', '体会文章.html', pageOf('体会文章', [paragraph(HOW), body]));
}

async function heldOf(
  brief: ArchiveBrief,
  folder: ArchiveFolder,
  essay: EssayWritten,
  paths: FilePaths,
): Promise<string> {
  const withheld = brief.rights.withheld(essay);
  if (withheld) return escaped(`有这一篇，没有归入（${withheld.why}）`);
  const author = brief.progress.roster.nameOf(essay.person);
  const file = essay.file ? paths.get(essay.file.hash) : undefined;
  if (essay.text === null) return file === undefined ? '' : link(file, essay.file?.name ?? file);
  const text = `${author}　${essay.topic}　${momentOf(brief, essay.at)}\n\n${essay.text}\n`;
  const path = await folder.add(
    '体会文章',
    `${author} ${essay.topic}.txt`,
    BOM + text.replace(/\r?\n/g, '\r\n'),
  );
  return link(path, '全文');
}
