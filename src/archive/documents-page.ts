import type { DocumentSent } from '../records/records.ts';
import { escaped } from '../wording/markup.ts';
import { type ArchiveBrief, momentOf, titleOf, writerOf } from './brief.ts';
import type { FilePaths } from './files.ts';
import { link, pageOf, paragraph, tableOf } from './html.ts';

/** What was sent up, every version of it, and what was decided on each. */
export function documentsPage(
  brief: ArchiveBrief,
  documents: readonly DocumentSent[],
  paths: FilePaths,
): string {
  if (documents.length === 0) return pageOf('报送与审阅', [paragraph('没有报送文件。')]);
  return pageOf(
    '报送与审阅',
    documents.flatMap((sent) => documentOf(brief, sent, paths)),
  );
}

function documentOf(brief: ArchiveBrief, sent: DocumentSent, paths: FilePaths): string[] {
  const { state } = brief.progress;
  const path = sent.file ? paths.get(sent.file.hash) : undefined;
  const isVoid = state.voided(sent.id) !== undefined;
  return [
    `<h2>${escaped(`${titleOf(brief, sent.unit)} ${sent.type} 第 ${sent.version} 稿${isVoid ? '（已撤销）' : ''}`)}</h2>`,
    paragraph(`登记号 ${sent.number}，${momentOf(brief, sent.at)}，${writerOf(brief, sent.by)}报送`),
    ...(sent.text === null ? [] : [paragraph(sent.text)]),
    ...(path === undefined ? [] : [`<p>${link(path, sent.file?.name ?? path)}</p>`]),
    ...(sent.points.length === 0 ? [] : [paragraph(`写明了：${sent.points.join('、')}`)]),
    tableOf(
      ['时间', '谁', '哪一级', '结论', '意见'],
      state.documents
        .reviewsOf(sent.id)
        .map(({ at, by, step, verdict, reason }) =>
          [
            momentOf(brief, at),
            writerOf(brief, by),
            step === 'office' ? '活动办' : '督导',
            verdict === 'approved' ? '同意' : '退回',
            reason ?? '',
          ].map(escaped),
        ),
    ),
  ];
}
