import { describe, expect, it } from 'vitest';
import { Dice } from './dice.ts';
import { BOT_DOOR, shotAt } from './door.ts';
import { letter, SECRETS, signed } from './letter.ts';
import { activeMarkup } from './markup.ts';
import type { Answer, Shot } from './shot.ts';
import { MORNING } from './stage.ts';
import { judge, type Verdict } from './verdict.ts';

const isAccount = (id: string): boolean => id === 'zhaolei';

const shot: Shot = shotAt(
  BOT_DOOR,
  '所说',
  { name: 'any/1', at: MORNING },
  { body: Buffer.alloc(0), expects: [200], occasion: 'message', nonce: 'n' },
);

/** What the bot would answer. */
function answer(reply: object, change: Partial<Answer> = {}, nonce = 'n'): Answer {
  const { encrypt } = letter(JSON.stringify(reply), SECRETS, MORNING, new Dice('answer'));
  const query = Object.fromEntries(signed(encrypt, SECRETS, MORNING, nonce).query);
  const { msg_signature: msgsignature, timestamp } = query;
  return {
    status: 200,
    took: 5,
    body: JSON.stringify({ encrypt, msgsignature, timestamp: Number(timestamp), nonce }),
    ...change,
  };
}

const said = (content: string): object => ({ msgtype: 'stream', stream: { id: 's', finish: true, content } });
const problemOf = (verdict: Verdict): string => (verdict.ok ? '' : verdict.problem);

describe('an answer', () => {
  it('that is right gives its words and its card', () => {
    expect(judge(shot, answer(said('好')), isAccount)).toMatchObject({
      ok: true,
      outcome: '200 流',
      texts: ['好'],
    });
  });

  it.each([
    ['of another status', answer({}, { status: 500 }), 'answered 500'],
    ['that is refused without need', answer({}, { status: 403 }), 'expected 200'],
    ['that is late', answer(said('好'), { took: 5001 }), 'answered after 5001 ms'],
    ['that is missing', answer({}, { body: '' }), 'a message was not answered'],
    ['that is not sealed', answer({}, { body: '{}' }), 'would not take'],
    ['with another nonce', answer(said('好'), {}, 'm'), 'the nonce of the callback'],
    ['of no known shape', answer({ msgtype: 'text', text: {} }), 'would not take'],
    ['that says that something went wrong', answer(said('❗出了意外，这条没有处理')), 'failed inside'],
    ['in which people call everybody', answer(said('收到：<@all>')), 'a mention'],
  ])('%s is wrong', (_what, given, problem) => {
    expect(problemOf(judge(shot, given, isAccount))).toContain(problem);
  });

  it('where nobody is to be answered has to be empty', () => {
    const silent: Shot = { ...shot, occasion: 'none' };
    expect(judge(silent, answer({}, { body: '' }), isAccount).ok).toBe(true);
    expect(problemOf(judge(silent, answer(said('好')), isAccount))).toContain('nobody to be answered');
  });
});

describe('what people write', () => {
  it.each([
    ['<@all>', 'a mention'],
    ['<@zhaolei', 'a mention'],
    ['[FUZZ](http://fuzz.invalid)', 'a link'],
    ['见 www.fuzz.invalid', 'a link'],
    ['<font color="info">红</font>', 'a tag'],
    ['好\n# FUZZ', 'a heading'],
    ['好\u202e坏', 'an invisible'],
    ['好\ud800', 'half a character'],
  ])('%j is active', (text, what) => {
    expect(activeMarkup(text, isAccount)).toContain(what);
  });

  it.each([
    '**赵磊** 已签到\n> 还差3天',
    '<@zhaolei>\n<font color="warning">已过期</font>',
    '＜@all＞ ［FUZZ］(http：//fuzz.invalid) ＃ FUZZ',
    '发 `/签到` 即可',
  ])('%j is not', (text) => {
    expect(activeMarkup(text, isAccount)).toBeUndefined();
  });
});
