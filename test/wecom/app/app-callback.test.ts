import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/journal/outgoing.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/time/clock.ts';
import { bytesOf } from '../../../src/wecom/limits.ts';
import { eventually } from '../support.ts';
import {
  APP,
  APP_CALLBACK,
  type AppSetup,
  chatOfLi,
  expectDiscreet,
  openApp,
  tell,
  toLi,
} from './support.ts';

const never = new Promise<string>(() => undefined);
const say = ({ platform }: AppSetup, text = '签到', msgid?: string) =>
  platform.sayToApp({ from: 'LiMing', text, ...(msgid !== undefined && { msgid }) });
const arrived = async ({ platform }: AppSetup, count: number) =>
  (await platform.expectMessages(chatOfLi, count, 20_000)).map(({ content }) => content);

describe('the address', () => {
  it('passes the check made when it is saved', async () => {
    await (await openApp()).platform.app.verifyUrl();
  });

  it('is none for an app that only sends', async () => {
    const { app, listener } = await openApp({ callback: false });
    expect(
      app.callback({ answer: async () => ({ text: '', card: null }), greet: listener.greets }),
    ).toBeUndefined();
  });

  it('refuses what is signed with another token, or is for another company', async () => {
    const company = await openApp({ platform: { corpId: 'ww-another' } });
    await expect(say(company)).rejects.toMatchObject({ message: expect.stringContaining('HTTP 400') });
    const setup = await openApp();
    const sealed = encrypt(APP_CALLBACK.aesKey, '<xml><MsgType>text</MsgType></xml>', APP.corpId);
    const query = signed(setup, sealed);
    query.set('msg_signature', getSignature('another-token', query.get('timestamp') ?? '', 'n0nce', sealed));
    const body = `<xml><Encrypt>${sealed}</Encrypt></xml>`;
    expect((await fetch(`${setup.url()}?${query}`, { method: 'POST', body })).status).toBe(403);
    expect([...company.listener.heard, ...setup.listener.heard]).toEqual([]);
  });

  it('reads nothing but the encrypted part of a small, plain, timely XML', async () => {
    const setup = await openApp();
    const url = setup.url();
    const sealed = encrypt(APP_CALLBACK.aesKey, '<xml><MsgType>text</MsgType></xml>', APP.corpId);
    const post = async (body: string, headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(`${url}?${signed(setup, sealed)}`, { method: 'POST', body, headers })).status;
    const envelope = `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;
    expect(await post(envelope)).toBe(200);
    expect(await post(JSON.stringify({ encrypt: sealed }))).toBe(400);
    expect(await post(`<!DOCTYPE xml>${envelope}`)).toBe(400);
    expect(await post(`<xml>${'<A>'.repeat(5000)}${'</A>'.repeat(5000)}</xml>`)).toBe(400);
    expect(await post(`<xml><Encrypt>${sealed}</Encrypt><Encrypt>${sealed}</Encrypt></xml>`)).toBe(400);
    expect(await post('')).toBe(400);
    expect(await post(envelope, { 'content-encoding': 'gzip' })).toBe(415);
    expect(await post(`${envelope}${' '.repeat(1024 * 1024)}`)).toBe(413);
    expect(await post(`<xml><Encrypt>${sealed.slice(0, -4)}AAA=</Encrypt></xml>`)).toBe(403);
    expect((await fetch(url, { method: 'PUT' })).status).toBe(405);
    expect(setup.listener.heard).toHaveLength(0);
    expectDiscreet(setup, sealed.slice(0, 20));
  });

  it('answers 400 to what is signed and encrypted and yet no message', async () => {
    const setup = await openApp();
    const url = setup.url();
    for (const plain of [
      '',
      'hello',
      '<xml></xml>',
      '<xml><MsgType>text</MsgType><MsgType>text</MsgType></xml>',
    ]) {
      const sealed = encrypt(APP_CALLBACK.aesKey, plain, APP.corpId);
      const body = `<xml><Encrypt>${sealed}</Encrypt></xml>`;
      expect((await fetch(`${url}?${signed(setup, sealed)}`, { method: 'POST', body })).status).toBe(400);
    }
  });
});

function signed({ clock }: AppSetup, encrypted: string): URLSearchParams {
  const timestamp = String(Math.floor(clock.now() / SECOND));
  const msg_signature = getSignature(APP_CALLBACK.token, timestamp, 'n0nce', encrypted);
  return new URLSearchParams({ msg_signature, timestamp, nonce: 'n0nce' });
}

describe('a message', () => {
  it('is answered with the callback, in plain words', async () => {
    const setup = await openApp();
    setup.listener.says = async ({ text }) => `**收到**：${text}\n> 谢谢 ]]> <b>&`;
    expect(await say(setup, '签到 <&>', '4561255354251345929')).toMatchObject({
      answered: true,
      text: '收到：签到 <&>\n谢谢 ]]> <b>&',
    });
    expect(setup.listener.heard).toEqual([
      {
        id: '4561255354251345929',
        from: 'liming',
        chat: { kind: 'single', id: null },
        text: '签到 <&>',
        quote: null,
        files: [],
        tapped: null,
        at: setup.clock.now(),
      },
    ]);
    expect(setup.calls('message/send')).toHaveLength(0);
  });

  it('brings its file along, fetched from WeCom', async () => {
    const setup = await openApp();
    await setup.platform.sayToApp({
      from: 'LiMing',
      file: { name: '体会.docx', bytes: Buffer.from('体会') },
    });
    await setup.platform.sayToApp({ from: 'LiMing', image: Buffer.from('a picture') });
    expect(setup.listener.heard.map(({ files }) => files)).toMatchObject([
      [{ ok: true, file: { name: '体会.docx', bytes: 6 } }],
      [{ ok: true, file: { bytes: 9 } }],
    ]);
  });

  it('of 2048 bytes goes with the callback, one of more by messages divided between lines', async () => {
    const setup = await openApp();
    setup.listener.says = async () => 'x'.repeat(2048);
    expect((await say(setup)).text).toBe('x'.repeat(2048));
    const lines = Array.from({ length: 150 }, (_, index) => `第${index}个支部：学习已满三天`);
    setup.listener.says = async () => lines.join('\n');
    expect(await say(setup)).toMatchObject({ answered: false });
    const texts = (await arrived(setup, 3)).map((content) => ('text' in content ? content.text : ''));
    expect(texts.join('\n').split('\n')).toEqual(lines);
    for (const text of texts) expect(bytesOf(text)).toBeLessThanOrEqual(2048);
  });

  it('of a length without end is cut, and says so', async () => {
    const setup = await openApp();
    setup.listener.says = async () => '学习'.repeat(20_000);
    await say(setup);
    const contents = await arrived(setup, 10);
    expect(contents.at(-1)).toMatchObject({ text: expect.stringMatching(/…（内容较长，已截断）$/) });
    expect(setup.platform.takeMessages()).toEqual([]);
  });

  it('of a kind that is not taken is answered politely', async () => {
    const setup = await openApp();
    const plain = `<xml><FromUserName>LiMing</FromUserName><MsgType>voice</MsgType><MsgId>1</MsgId></xml>`;
    expect(await raw(setup, plain)).toMatch(/抱歉，暂时看不懂/);
    expect(setup.listener.heard).toHaveLength(0);
  });

  it('is answered honestly when the work fails, nothing of it is logged, and a repeat is a fresh try', async () => {
    const setup = await openApp();
    setup.listener.says = async () => {
      throw new Error('私密内容');
    };
    expect((await say(setup, '私密内容', '7')).text).toMatch(/^系统出错/);
    setup.listener.says = async () => '已签到';
    expect((await setup.platform.repeatApp('7')).text).toBe('已签到');
    expectDiscreet(setup, '私密');
  });
});

/** The decrypted words of what a plaintext is answered with. */
async function raw(setup: AppSetup, plain: string): Promise<string> {
  const sealed = encrypt(APP_CALLBACK.aesKey, plain, APP.corpId);
  const body = `<xml><Encrypt>${sealed}</Encrypt></xml>`;
  const response = await fetch(`${setup.url()}?${signed(setup, sealed)}`, { method: 'POST', body });
  const answer = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(await response.text())?.[1] ?? '';
  return decrypt(APP_CALLBACK.aesKey, answer).message;
}

describe('an answer that is late', () => {
  it('comes as a message of its own, and the callback is answered with nothing in time', async () => {
    const setup = await openApp();
    const work = Promise.withResolvers<string>();
    setup.listener.says = () => work.promise;
    const said = say(setup);
    await setup.hand.ring();
    expect(await said).toMatchObject({ answered: false, text: '' });
    expect(setup.calls('message/send')).toHaveLength(0);
    work.resolve('**周报**在此');
    expect(await arrived(setup, 1)).toEqual([{ type: 'text', text: '周报在此' }]);
  });

  it('is tried three times when WeCom is busy, and not again when it may have arrived', async () => {
    const setup = await openApp();
    const late = async (): Promise<void> => {
      const work = Promise.withResolvers<string>();
      setup.listener.says = () => work.promise;
      const said = say(setup);
      await setup.hand.ring();
      await said;
      work.resolve('周报');
    };
    setup.platform.failNext(2, { kind: 'errcode', errcode: -1 }, 'app');
    await late();
    await setup.hand.ring();
    await setup.hand.ring();
    expect(await arrived(setup, 1)).toHaveLength(1);
    setup.platform.failNext(3, { kind: 'errcode', errcode: -1 }, 'app');
    await late();
    await setup.hand.ring();
    await setup.hand.ring();
    await eventually(() => setup.calls('message/send')).toHaveLength(6);
    // Five tries were in vain, and each is told of.
    await eventually(() => setup.lines).toHaveLength(5);
    expect(setup.hand.waiting).toBe(0);
    setup.platform.failNext(1, { kind: 'answer-lost' }, 'app');
    const before = setup.lines.length;
    await late();
    expect(await arrived(setup, 1)).toHaveLength(1);
    await eventually(() => setup.lines.slice(before)).toMatchObject([expect.stringContaining('unknown')]);
    expect([setup.hand.waiting, setup.calls('message/send').length]).toEqual([0, 7]);
  });

  it('in several parts goes on after one of which nobody knows whether it arrived', async () => {
    const setup = await openApp();
    setup.listener.says = async () =>
      Array.from({ length: 3 }, (_, part) => `${part}`.repeat(2047)).join('\n');
    setup.platform.failNext(1, { kind: 'answer-lost' }, 'app');
    await say(setup);
    expect(await arrived(setup, 3)).toMatchObject(
      ['0', '1', '2'].map((digit) => ({ text: digit.repeat(2047) })),
    );
    expect(setup.calls('message/send')).toHaveLength(3);
  });

  it('in several parts ends with one that certainly does not arrive', async () => {
    const setup = await openApp();
    setup.listener.says = async () => 'x'.repeat(5000);
    setup.platform.failNext(1, { kind: 'errcode', errcode: 81013 }, 'app');
    await say(setup);
    await eventually(() => setup.lines.join('')).toContain('81013');
    expect(setup.calls('message/send')).toHaveLength(1);
  });

  it('counts for what the member may get', async () => {
    const setup = await openApp();
    for (let count = 0; count < 29; count++) await tell(setup, `${count}`);
    setup.platform.takeMessages();
    setup.listener.says = async () => 'x'.repeat(5000);
    await say(setup);
    expect(await arrived(setup, 1)).toHaveLength(1);
    await eventually(() => setup.lines.join('')).toContain('as much as WeCom shows');
    expect(setup.app.channel.lane(toLi)?.hasRoom?.()).toBe(false);
    expect(setup.calls('message/send')).toHaveLength(30);
  });
});

describe('hazard 2: repeats', () => {
  it('three times at once is worked on once and answered the same', async () => {
    const setup = await openApp();
    const work = Promise.withResolvers<string>();
    setup.listener.says = () => work.promise;
    const first = say(setup, '签到', '1');
    await eventually(() => setup.listener.heard).toHaveLength(1);
    const others = [setup.platform.repeatApp('1'), setup.platform.repeatApp('1')];
    await eventually(() => setup.hand.waiting).toBe(3);
    work.resolve('已签到');
    for (const answer of await Promise.all([first, ...others]))
      expect(answer).toMatchObject({ answered: true, text: '已签到' });
    expect(setup.listener.heard).toHaveLength(1);
    expect(setup.written()).toEqual(['已签到']);
  });

  it('after an answer gives it again without working again', async () => {
    const setup = await openApp();
    await say(setup, '签到', '1');
    setup.listener.says = async () => '又一次';
    expect((await setup.platform.repeatApp('1')).text).toBe('收到：签到');
    expect(setup.listener.heard).toHaveLength(1);
  });

  it('of what is answered late brings one late answer', async () => {
    const setup = await openApp();
    const work = Promise.withResolvers<string>();
    setup.listener.says = () => work.promise;
    const first = say(setup, '周报', '1');
    await setup.hand.ring();
    await first;
    const second = setup.platform.repeatApp('1');
    await eventually(() => setup.hand.waiting).toBe(1);
    work.resolve('周报在此');
    expect(await second).toMatchObject({ answered: false });
    expect(await arrived(setup, 1)).toHaveLength(1);
    expect(await setup.platform.repeatApp('1')).toMatchObject({ answered: false });
    expect(setup.calls('message/send')).toHaveLength(1);
  });

  it('is remembered for ten minutes, after which the domain is asked again', async () => {
    const setup = await openApp();
    await say(setup, '签到', '1');
    setup.clock.advance(4 * MINUTE);
    await setup.platform.repeatApp('1');
    expect(setup.listener.heard).toHaveLength(1);
    await say(setup, '别的', '2');
    setup.clock.advance(10 * MINUTE);
    await say(setup, '签到', '1');
    expect(setup.listener.heard.map(({ id }) => id)).toEqual(['1', '2', '1']);
  });

  it('two events of one second that differ in one field are two', async () => {
    const { setup, message } = await cardSent();
    for (const button of ['同意', '退回']) await setup.platform.tap({ from: 'LiMing', message, button });
    expect(setup.listener.heard.map(({ text }) => text)).toEqual(['/审阅 7 同意', '/审阅 7 退回']);
    expect(new Set(setup.listener.heard.map(({ id }) => id)).size).toBe(2);
  });

  it('the same event again is one', async () => {
    const { setup, message } = await cardSent();
    const { msgid } = await setup.platform.tap({ from: 'LiMing', message, button: '同意' });
    await setup.platform.repeatApp(msgid);
    expect(setup.listener.heard).toHaveLength(1);
  });
});

const CARD: Card = {
  id: 'document-7',
  title: '学习计划请您审阅',
  lines: ['城关支部报送'],
  choices: [
    { label: '同意', says: '/审阅 7 同意' },
    { label: '退回', says: '/审阅 7 退回' },
  ],
};

/** A card that 李明 has got from the app. */
async function cardSent(): Promise<{ setup: AppSetup; message: string }> {
  const setup = await openApp();
  await setup.app.channel.send(toLi, { type: 'card', card: CARD, text: '请审阅' }, false);
  const [, card] = setup.platform.takeMessages(chatOfLi);
  return { setup, message: card?.id ?? '' };
}

describe('a tap', () => {
  const tapped = async (setup: AppSetup, message: string) =>
    (await setup.platform.tap({ from: 'LiMing', message, button: '同意' })).card?.content;

  it('is heard as what could have been typed, about the card it was on', async () => {
    const { setup, message } = await cardSent();
    await tapped(setup, message);
    expect(setup.listener.heard).toMatchObject([
      { from: 'liming', text: '/审阅 7 同意', tapped: 'document-7', chat: { kind: 'single', id: null } },
    ]);
  });

  it('changes the card, and is answered in words that nobody else sees', async () => {
    const { setup, message } = await cardSent();
    setup.listener.card = { ...CARD, lines: ['已看过'], choices: [{ label: '撤回', says: '/撤回 7' }] };
    expect(await tapped(setup, message)).toMatchObject({
      type: 'card',
      card: { title: '学习计划请您审阅', text: '已看过', buttons: [{ text: '撤回', key: '/撤回 7' }] },
    });
    const [words, ...more] = await setup.platform.expectMessages({ app: 'LiMing' }, 1);
    expect(words?.content).toMatchObject({ type: 'text', text: expect.stringContaining('收到') });
    expect(more).toEqual([]);
    expect((await setup.platform.tap({ from: 'LiMing', message, button: '撤回' })).card).not.toBeNull();
    await setup.platform.expectMessages({ app: 'LiMing' }, 1);
  });

  it('greys out the buttons of a card with nothing left to choose', async () => {
    const { setup, message } = await cardSent();
    setup.listener.card = { ...CARD, lines: ['✅ 已同意'], choices: [] };
    expect(await tapped(setup, message)).toMatchObject({
      card: { text: '✅ 已同意', buttons: [], replacedBy: '已处理' },
    });
    await expect(tapped(setup, message)).rejects.toMatchObject({ code: 'rule' });
    const [{ request } = { request: undefined }] = setup.calls('message/update_template_card');
    expect(request).toMatchObject({ userids: ['LiMing'], agentid: APP.agentId });
    expect(request).not.toHaveProperty('template_card.task_id');
  });

  it('is answered in words where the card stays as it was', async () => {
    const { setup, message } = await cardSent();
    setup.listener.says = async () => '您已经**审阅过**了';
    expect(await tapped(setup, message)).toBeUndefined();
    expect(await arrived(setup, 1)).toEqual([{ type: 'text', text: '您已经审阅过了' }]);
  });

  it('is answered in words where the card cannot be changed', async () => {
    const { setup, message } = await cardSent();
    setup.listener.card = { ...CARD, choices: [] };
    setup.listener.says = async () => '已同意';
    setup.platform.failNext(1, { kind: 'errcode', errcode: 60140 }, 'app');
    expect(await tapped(setup, message)).toBeUndefined();
    expect(await arrived(setup, 1)).toEqual([{ type: 'text', text: '已同意' }]);
  });

  it('may bring another card, after the words', async () => {
    const { setup, message } = await cardSent();
    setup.listener.card = { ...CARD, id: 'document-8' };
    setup.listener.says = async () => '还有一份';
    await tapped(setup, message);
    expect(await arrived(setup, 2)).toMatchObject([{ text: '还有一份' }, { card: { title: CARD.title } }]);
  });

  it('that takes long is acknowledged in time and shown when it is done', async () => {
    const { setup, message } = await cardSent();
    const work = Promise.withResolvers<string>();
    setup.listener.says = () => work.promise;
    setup.listener.card = { ...CARD, choices: [] };
    const tap = tapped(setup, message);
    await setup.hand.ring();
    expect(await tap).toBeUndefined();
    work.resolve('已同意');
    await eventually(() => setup.platform.world.message(message)?.content).toMatchObject({
      card: { replacedBy: '已处理' },
    });
  });
});

describe('a card beside an answer', () => {
  it('comes after the words', async () => {
    const setup = await openApp();
    setup.listener.card = CARD;
    expect((await say(setup)).text).toBe('收到：签到');
    expect(await arrived(setup, 1)).toMatchObject([{ type: 'card', card: { title: CARD.title } }]);
    await setup.platform.repeatApp(setup.listener.heard[0]?.id ?? '');
    expect(setup.platform.takeMessages()).toEqual([]);
  });

  it('is left out when it has nothing to tap', async () => {
    const setup = await openApp();
    setup.listener.card = { ...CARD, choices: [] };
    expect((await say(setup)).text).toBe('收到：签到');
    expect(setup.calls('message/send')).toHaveLength(0);
  });
});

describe('opening the app', () => {
  const enter = ({ platform }: AppSetup) => platform.enterApp('LiMing');

  it('is greeted once in twelve hours, though WeCom tells of it each time', async () => {
    const setup = await openApp();
    setup.listener.greets = async () => '**您好**，我是群学。';
    expect(await enter(setup)).toMatchObject({ answered: true, text: '您好，我是群学。' });
    expect(await enter(setup)).toMatchObject({ answered: false });
    expect((await setup.platform.enterApp('wangfang')).answered).toBe(true);
    setup.clock.advance(12 * HOUR);
    expect((await enter(setup)).answered).toBe(true);
    expect(setup.listener.greeted).toEqual(['liming', 'wangfang', 'liming']);
  });

  it('is not greeted when that fails or takes too long, but the next time', async () => {
    const setup = await openApp();
    setup.listener.greets = async () => {
      throw new Error('broken');
    };
    expect((await enter(setup)).answered).toBe(false);
    setup.listener.greets = () => never;
    const slow = enter(setup);
    await setup.hand.ring();
    expect((await slow).answered).toBe(false);
    setup.listener.greets = async () => '您好';
    expect((await enter(setup)).text).toBe('您好');
  });
});
