import type { Finding } from '../finding.ts';
import { BoxDamagedError, type BoxName, boxFile } from './box.ts';
import type { SealedList } from './sealed-list.ts';

const RESTORE = '请从备份恢复这个文件';
const START_EMPTY = '没有备份、只能从空的开始的，让这个文件的内容只是 []';

export const missing = (name: BoxName): BoxDamagedError =>
  new BoxDamagedError([finding(name, '不见了', `${RESTORE}；${START_EMPTY}`)]);

/** Items that are sealed, but not as this version writes them. The cause is left out: it could quote somebody. */
export const unknown = (name: BoxName): BoxDamagedError =>
  new BoxDamagedError([finding(name, '的内容不合规定，可能是别的版本写的', RESTORE)]);

/** Some of what was written cannot be read. */
export function incomplete(name: BoxName, list: SealedList, what: (text: string) => string): BoxDamagedError {
  const { count, items } = list;
  const had = count === undefined ? '结尾读不出' : `写入时有 ${count} 条`;
  const problem = `不完整：${had}，现在完好的有 ${items.length} 条`;
  const lines = list.damaged.map((line) => damagedLine(name, line, what));
  return new BoxDamagedError([...lines, finding(name, problem, `${RESTORE}；${lastResort(name, list)}`)]);
}

function lastResort(name: BoxName, { count, items: { length } }: SealedList): string {
  if (length === 0 || (name === 'ballots' && count !== undefined)) return START_EMPTY;
  return `没有备份、只能不要损坏的那些的，删去损坏的行，再把倒数第二行改成 {"v":2,"items":${length},"seal":""}`;
}

/** `what` names the item, as far as that can be read from the line. */
export const damagedLine = (
  name: BoxName,
  { line, text }: SealedList['damaged'][number],
  what: (text: string) => string,
): Finding =>
  finding(name, `第 ${line} 行损坏${what(text)}`, '备份较旧的，可以停下机器人，只把这一行换成备份里的那一行');

/** What is on record says that there were more: the document comes from an older backup. */
export const outdated = (name: BoxName, numbers: readonly string[]): Finding =>
  finding(
    name,
    `里没有编号 ${numbers.join('、')} 的意见，台账里却办理过`,
    '可能是从较旧的备份恢复的；有较新的备份的，请换成较新的',
  );

/** Nothing is lost: the document is put right when it is next written. */
export const mended = (name: BoxName): Finding =>
  finding(
    name,
    '被改动过，但每一条都完好，条数也对，没有丢失',
    '内容不用恢复，下次写入时会改正；请检查这块磁盘',
  );

export const finding = (name: BoxName, problem: string, advice: string): Finding => ({
  file: boxFile(name),
  problem,
  advice,
});
