import { type ArchiveBrief, momentOf, titleOf } from './brief.ts';
import { BOM } from './csv.ts';

/** Explains the folder to somebody who has never seen the program, in twenty years. */
export function readmeOf(brief: ArchiveBrief): string {
  const { unit, progress, rights, until } = brief;
  const lines = [
    `${titleOf(brief, unit.id)} 活动档案`,
    '',
    `活动：${progress.campaign.title}（${progress.campaign.document}）`,
    `范围：${titleOf(brief, unit.id)}${rights.own ? '和全县各单位' : '和它的下级'}`,
    `记录截至：${momentOf(brief, until)}（${progress.zone.name}）`,
    '装订日期：见 SHA256SUMS 的第一行。除了那一行，同样的台账装订出来的档案一字不差。',
    '',
    '一、里面有什么',
    '目录.html        用浏览器打开，不用上网，各部分都有链接。',
    '台账汇总.xlsx    汇总表，用 Excel、WPS 或 LibreOffice 打开。',
    '台账\\*.csv       每个单位一张表，一行一条记录，用表格软件打开。以单引号开头的格子，单引号是防止被当成公式加上的。',
    '台账\\*.jsonl     同一份台账的原始记录，UTF-8 文本，一行一次登记（JSON）。供核对用，平时不必看。',
    '纪要\\            每次会议一页，有签到的人和材料。',
    '体会文章\\        报送活动办的体会文章全文。体会文章.html 列出全部篇目。',
    '意见与整改.html  意见和它的办理过程。',
    '报送与审阅.html  报送的文件和审阅结论。',
    '文件\\            收到的照片和文件，名称前八位是内容的校验码。',
    '',
    '二、没有归入的内容和原因',
    '1. 按规定只由支部阅读的体会文章，只记有这一篇。装订档案的人不因此成为这些文章的读者。',
    '2. 匿名意见不留任何可以追到人的内容。投票只有结果，不留谁、什么时候投的票。',
    '3. 请假事由、和个人的私聊消息、没有用上的来件不归档（个人信息只保存必要的部分）。',
    rights.own
      ? '4. 这是活动办自己的档案，包括督导的记录和评议时写的意见，请按内部资料保管。'
      : '4. 督导的看法和记录、评议时写的意见、意见由谁提出，只归入活动办自己的档案。',
    '原始台账里，每一行是一次登记中属于这个单位的全部记录；有内容没有归入的行，行内 "withheld" 说明了原因；不能看出先后的行排在最后。完整的原件仍在原系统里。',
    '',
    '三、怎么核对档案没有被改动',
    'Windows：在本文件夹里打开“命令提示符”，输入',
    '    certutil -hashfile 目录.html SHA256',
    '把得到的一串字和 SHA256SUMS 里同一个文件名前面的比较，一样就是没有改动。SHA256SUMS 用记事本可以打开。',
    'Linux 或 macOS：在本文件夹里运行',
    '    sha256sum -c SHA256SUMS',
    '    （macOS：shasum -a 256 -c SHA256SUMS）',
    '建议把 SHA256SUMS 另存一份，或打印盖章，与档案分开保管。',
    '',
  ];
  return BOM + lines.join('\r\n');
}
