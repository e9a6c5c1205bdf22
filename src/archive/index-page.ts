import { escaped } from '../wording/markup.ts';
import { type ArchiveBrief, type Entry, momentOf, titleOf } from './brief.ts';
import { link, pageOf, paragraph, tableOf } from './html.ts';
import type { LedgerEntries } from './ledger-pages.ts';

/** Everything the index links. */
export interface Listed {
  readonly parts: readonly Entry[];
  readonly ledgers: readonly LedgerEntries[];
  readonly minutes: readonly Entry[];
  readonly files: readonly Entry[];
}

/** The page that leads to everything in the folder. */
export function indexPage(brief: ArchiveBrief, { parts, ledgers, minutes, files }: Listed): string {
  const { unit, progress, until } = brief;
  return pageOf(`${titleOf(brief, unit.id)} 活动档案`, [
    paragraph(
      `${progress.campaign.title}（${progress.campaign.document}），记录截至 ${momentOf(brief, until)}`,
    ),
    list([{ path: '说明.txt', title: '说明' }, ...parts]),
    '<h2>台账</h2>',
    tableOf(
      ['单位', '记录', '原始记录', '内容'],
      ledgers.map(({ table, raw, records, complete }) => [
        link(table.path, table.title),
        escaped(`${records} 条`),
        link(raw.path, raw.title),
        escaped(complete ? '全部归入' : '有内容没有归入，行内有说明'),
      ]),
    ),
    '<h2>纪要</h2>',
    list(minutes),
    '<h2>文件</h2>',
    list(files),
  ]);
}

const list = (entries: readonly Entry[]): string =>
  entries.length === 0
    ? paragraph('没有。')
    : `<ul>\n${entries.map(({ path, title }) => `<li>${link(path, title)}</li>`).join('\n')}\n</ul>`;
