import { describe, expect, it } from 'vitest';
import { REPLY_BYTES } from '../../src/simulator/bot/reply.ts';
import { startPlatform } from '../../src/simulator/platform.ts';
import { type Envelope, stream } from './echo-bot.ts';
import { team, useStage } from './stage.ts';

describe('the platform checks the answers of a bot', () => {
  const stage = useStage();
  const say = () => stage().platform.say({ from: 'LiMing', chat: team, text: '在吗' });

  const spoiled: [string, string, (envelope: Envelope) => unknown][] = [
    ['another nonce', 'nonce', (envelope) => ({ ...envelope, nonce: 'other' })],
    ['a timestamp in quotes', 'timestamp', (envelope) => ({ ...envelope, timestamp: '1400000000' })],
    ['a fraction of a second', 'timestamp', (envelope) => ({ ...envelope, timestamp: 1.5 })],
    ['a wrong signature', 'signature', (envelope) => ({ ...envelope, msgsignature: '0'.repeat(40) })],
    ['a signature without its text', 'envelope', ({ encrypt, nonce }) => ({ encrypt, nonce })],
    ['an answer that is not encrypted', 'envelope', () => stream('你好')],
    ['a field nobody knows', 'envelope', (envelope) => ({ ...envelope, extra: 1 })],
  ];
  it.each(spoiled)('refuses %s', async (_what, code, spoil) => {
    stage().bot.spoil = spoil;
    await expect(say()).rejects.toMatchObject({ code });
  });

  const misshapen: [string, string, unknown][] = [
    ['plain text, which may only greet', 'shape', { msgtype: 'text', text: { content: '你好' } }],
    ['a stream without an id', 'shape', { msgtype: 'stream', stream: { finish: true, content: '好' } }],
    ['a finished stream that says nothing', 'shape', stream('')],
    ['a field the platform does not know', 'shape', { ...stream('好'), markdown: {} }],
    ['more bytes than fit', 'too-long', stream('学'.repeat(REPLY_BYTES / 3 + 1))],
  ];
  it.each(misshapen)('refuses %s', async (_what, code, answer) => {
    stage().bot.answer = () => answer;
    await expect(say()).rejects.toMatchObject({ code });
  });

  it('accepts exactly as many bytes as fit', async () => {
    const text = 'a'.repeat(REPLY_BYTES);
    stage().bot.answer = () => stream(text);
    expect((await say()).text).toBe(text);
  });

  it('refuses a receiveid where there must be none', async () => {
    stage().bot.receiveId = 'ww1';
    await expect(say()).rejects.toMatchObject({ code: 'receiveid' });
  });

  it('refuses a greeting that is a stream', async () => {
    stage().bot.answer = () => stream('欢迎');
    await expect(stage().platform.enterChat('LiMing')).rejects.toMatchObject({ code: 'shape' });
  });

  it('says so when the bot fails, or is not there', async () => {
    stage().bot.answer = () => Promise.reject(Object.assign(new Error('no'), { expose: true, status: 503 }));
    await expect(say()).rejects.toMatchObject({ code: 'status' });
    await stage().bot.close();
    await expect(say()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('verifies a callback address by the bare text that comes back', async () => {
    await stage().platform.verifyUrl();
  });
});

describe('a bot that never answers', () => {
  const stage = useStage({ answerWithinMs: 100 });

  it('is not waited for for ever', async () => {
    const { platform, bot } = stage();
    bot.answer = () => new Promise(() => {});
    const said = platform.say({ from: 'LiMing', chat: team, text: '在吗' });
    await expect(said).rejects.toMatchObject({ code: 'no-answer' });
  });
});

describe('a platform with another token', () => {
  const stage = useStage();

  it('is turned away by the bot', async () => {
    const { bot, clock } = stage();
    const other = await startPlatform({
      clock,
      bot: {
        name: 'Echo Bot',
        callbackUrl: () => bot.url,
        token: 'other',
        aesKey: 'a'.repeat(43),
        receiveId: '',
      },
    });
    await expect(other.verifyUrl()).rejects.toMatchObject({ code: 'status' });
    await other.close();
  });
});
