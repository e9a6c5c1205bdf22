import { activeMarkup } from './markup.ts';
import { type Read, readAnswer } from './read-answer.ts';
import type { Answer, Shot } from './shot.ts';

/** WeCom drops the connection after so many milliseconds. */
const IN_TIME = 5000;
/** What the bot says when something went wrong that is no fault of the message. */
const FAILED = /^❗?(?:系统出错|出了意外|没有登记成功|处理时间过长|服务器没能保存)/;

export type Verdict = ({ readonly ok: true } & Read) | { readonly ok: false; readonly problem: string };

/**
 * Judges one answer: in time, of a right status, empty or sealed and of a shape the platform takes; nothing people wrote is active in
 * it, and nothing went wrong inside.
 */
export function judge(shot: Shot, answer: Answer, isAccount: (id: string) => boolean): Verdict {
  const { status, body, took } = answer;
  if (took > IN_TIME) return wrong(`answered after ${Math.round(took)} ms`);
  if (status >= 500) return wrong(`answered ${status}`);
  if (!shot.expects.includes(status))
    return wrong(`answered ${status}, expected ${shot.expects.join(' or ')}`);
  if (status !== 200 || !isCallback(shot))
    return { ok: true, outcome: String(status), texts: [], card: null };
  try {
    return looked(readAnswer(shot, body), isAccount);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return wrong(`an answer the platform would not take: ${why}`);
  }
}

const wrong = (problem: string): Verdict => ({ ok: false, problem });

/** Of other paths and methods the answers are of another kind. */
const isCallback = ({ method, path }: Shot): boolean => method === 'POST' && !path.includes('healthz');

function looked(read: Read, isAccount: (id: string) => boolean): Verdict {
  const shown = [...read.texts, ...(read.card ? [read.card.title, read.card.text] : [])];
  const failure = shown.find((text) => FAILED.test(text));
  if (failure !== undefined) return wrong(`failed inside: ${failure.slice(0, 80)}`);
  const active = shown.map((text) => activeMarkup(text, isAccount)).find((found) => found !== undefined);
  if (active !== undefined) return wrong(`people's text is active: ${active}`);
  return { ok: true, ...read, outcome: `200 ${read.outcome}` };
}
