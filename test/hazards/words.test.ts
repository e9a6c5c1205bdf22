import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ChatRef, textOf } from '../../src/simulator/chat.ts';
import { readAppInbound } from '../../src/wecom/app/app-inbound.ts';
import { inboundOf } from '../../src/wecom/inbound.ts';
import { recordsOf } from '../e2e/support/books.ts';
import { activeMarkup } from '../fuzz/markup.ts';
import { type County, essayText, openCounty } from '../support/county.ts';

const BRANCH = 'education1';

/** As somebody might have typed them into the roster. */
const NAMES: readonly (readonly [name: string, typed: string])[] = [
  ['赵磊', '赵\u202e磊\u202c'],
  ['孙晓燕', '孙\u200b晓\u2060燕\ufeff'],
  ['钱永康', '<@all>钱永康'],
  ['刘志强', '[刘志强](http://fuzz.invalid)'],
  ['陈建国', '<font color="info">陈建国</font>'],
  ['水清扬', '**水清扬** # FUZZ'],
];

/** What people put where words of theirs are shown. */
const HOSTILE =
  '<@all> <@zhaolei> [FUZZ](http://fuzz.invalid) <font color="info">FUZZ</font>\n# FUZZ\n| FUZZ | `FUZZ\u202e\u200b\u0007';

/** The same where there is less room. */
const SHORT = '<@all>[FUZZ](b)<font>';

async function hostileRoster(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-roster-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const sample = await readFile('templates/campaigns/roster-sample.csv', 'utf8');
  const spoiled = NAMES.reduce(
    (text, [name, typed]) => text.replaceAll(`${name},`, `"${typed.replaceAll('"', '""')}",`),
    sample,
  );
  const file = join(folder, 'roster.csv');
  await writeFile(file, spoiled);
  return file;
}

/** Everything the bot has said anywhere, the words of cards among it. */
function said(county: County): string[] {
  const { world } = county.stage.platform;
  const { people } = county.stage.app.outlook().progress.roster;
  const chats: ChatRef[] = [
    ...world.groups.map(({ id }) => ({ group: id })),
    ...people.flatMap(({ id }) => [{ private: id }, { app: id }]),
  ];
  return chats.flatMap((chat) =>
    world
      .messagesIn(chat)
      .filter(({ author }) => author.kind !== 'person')
      .map(({ content }) => textOf(content)),
  );
}

/** None of it may act as anything but text, whoever wrote it; gives how much there was. */
function allHarmless(county: County): number {
  const { roster } = county.stage.app.outlook().progress;
  const everything = said(county);
  for (const text of everything)
    expect(
      activeMarkup(text, (id) => roster.people.some((each) => each.id === id)),
      text,
    ).toBeUndefined();
  return everything.length;
}

describe('hazard 7: names in the roster', () => {
  it('with right-to-left and zero-width characters are found as anybody would type them, and shown without', async () => {
    const county = await openCounty({ rosterFile: await hostileRoster(), bound: [BRANCH, 'office'] });
    await county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 半天');
    expect(await county.says('zhoumin', BRANCH, '/补签 赵磊 孙晓燕')).toContain('赵磊、孙晓燕');
    const present = (await recordsOf(county, 'attended')).map(({ person }) => person);
    expect(present).toEqual(expect.arrayContaining(['zhaolei', 'sunxiaoyan']));
    expect(await county.whispers('sunxiaoyan', '/我的')).toMatch(/^\**孙晓燕/);
    expect(await county.says('zhoumin', BRANCH, '/未签')).not.toMatch(
      /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/,
    );
    expect(allHarmless(county)).toBeGreaterThan(5);
  });

  it('that are markup or call everybody do so nowhere: replies, lists, reminders, digests, cards', async () => {
    const county = await openCounty({
      setUp: 'AC',
      rosterFile: await hostileRoster(),
      bound: [BRANCH, 'library', 'office'],
    });
    const { platform } = county.stage;
    await county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 半天');
    for (const who of ['qianyongkang', 'liuzhiqiang', 'chenjianguo']) {
      expect(await county.says(who, BRANCH, '/签到')).toContain('已签到');
      await county.whispers(who, '/我的');
      await platform.enterChat(who);
      await platform.enterApp(who);
    }
    await county.whispers('chenjianguo', `/体会 三思三观 ${essayText(1)}`);
    county.minutesPass(185);
    await county.says('zhoumin', BRANCH, '/结束');
    for (const text of ['/未签', '/名单', '/进度', '/帮助']) await county.says('zhoumin', BRANCH, text);
    for (const text of ['/进度 县教育局', '/名单 体会', '/周报'])
      await county.says('wanglihua', 'office', text);
    await county.until('2014-04-12', '12:00');
    expect(said(county).some((text) => text.includes('周报'))).toBe(true);
    expect(said(county).some((text) => /体会文章.*钱永康/s.test(text))).toBe(true);
    expect(allHarmless(county)).toBeGreaterThan(30);
    county.ignorePosts();
  });

  it('mention nobody but whom they name, by the account, which is one word', async () => {
    const county = await openCounty({ rosterFile: await hostileRoster(), bound: [BRANCH] });
    await county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 半天');
    await county.says('liuzhiqiang', BRANCH, '/签到');
    county.minutesPass(185);
    await county.says('zhoumin', BRANCH, '/结束');
    await county.until('2014-04-09', '12:00');
    const posts = county.posted(BRANCH);
    const mentions = posts.flatMap((post) => post.mentions);
    expect(mentions).toContain('qianyongkang');
    const { people } = county.stage.app.outlook().progress.roster;
    for (const each of mentions) expect(people.map(({ id }) => id)).toContain(each);
    county.ignorePosts();
  });
});

describe('hazard 7: what people write', () => {
  it('is only text wherever it is shown again: titles, reasons, names of files, opinions, words nobody knows', async () => {
    const county = await openCounty({
      campaignFile: 'test/fuzz/campaign.yaml',
      bound: [BRANCH, 'library', 'office'],
    });
    await county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 半天');
    await county.says('zhaolei', BRANCH, `/请假 ${HOSTILE}`);
    await county.says('zhoumin', BRANCH, `/补签 孙晓燕 原因 ${HOSTILE}`);
    await county.says('zhoumin', BRANCH, '/结束 3小时');
    await county.says('zhoumin', BRANCH, `/材料 记录 ${HOSTILE}`);
    await county.says('zhoumin', BRANCH, `/撤销 孙晓燕 ${HOSTILE}`);
    await county.whispers('chenjianguo', `/党课 《${HOSTILE}》 河东村`);
    await county.whispers('chenjianguo', `/体会 三思三观 ${HOSTILE}${essayText(2)}`);
    await county.whispers('chenjianguo', '/调阅');
    await county.whispers('chenjianguo', `/报送 实施方案 ${HOSTILE}${essayText(3)}`);
    await county.whispers('jinxin', '/审阅 1');
    await county.whispers('jinxin', `/审阅 1 退回 ${HOSTILE}`);
    await county.whispers('jinxin', `/督导 县教育局 2 ${HOSTILE}`);
    await county.whispers('zhoumin', `/心愿 ${SHORT} 目标：${SHORT} 孙晓燕 4月20日`);
    await county.whispers('zhoumin', '/心愿');
    await county.whispers('suzhigang', `/意见 ${HOSTILE}`);
    await county.whispers('suzhigang', `/意见 匿名 ${HOSTILE}`);
    await county.whispers('wanglihua', '/意见');
    await county.whispers('wanglihua', '/意见 梳辫子');
    await county.sendsFile('sunxiaoyan', `${HOSTILE.replaceAll('/', '')}.txt`, Buffer.from(essayText(4)));
    await county.whispers('sunxiaoyan', `/${HOSTILE}`);
    await county.whispers('sunxiaoyan', `/进度 ${HOSTILE}`);
    await county.says('zhaolei', BRANCH, HOSTILE);
    await county.says('wanglihua', 'office', '/周报 发送');
    await county.until('2014-03-21', '18:00');
    for (const kind of [
      'leave.taken',
      'essay.written',
      'evidence.given',
      'document.sent',
      'item.opened',
    ] as const)
      expect((await recordsOf(county, kind)).length, kind).toBeGreaterThan(0);
    // It is there, and that it cannot act is all that was done to it.
    expect(said(county).join('\n')).toContain('＜@all＞');
    expect(allHarmless(county)).toBeGreaterThan(40);
    county.ignorePosts();
  });

  it('may be a command of 10,000 characters: an essay is kept whole, anything else answered shortly', async () => {
    const county = await openCounty({ bound: [BRANCH] });
    const essay = `${essayText(1).repeat(200)}`.slice(0, 10_000);
    expect(await county.whispers('zhaolei', `/体会 三思三观 ${essay}`)).toContain('10000字');
    expect((await recordsOf(county, 'essay.written'))[0]?.text).toBe(essay);
    await county.says('zhoumin', BRANCH, '/开会 集中学习 半天');
    const word = '学'.repeat(10_000);
    for (const text of [
      `/签到 ${word}`,
      `/请假 ${word}`,
      `/${word}`,
      word,
      `/进度 ${word}`,
      `/撤销 ${word}`,
      `/帮助 ${word}`,
      `/补签 ${word}`,
    ]) {
      const reply = await county.says('zhoumin', BRANCH, text);
      expect(reply.length, text.slice(0, 5)).toBeLessThan(2000);
    }
    for (const text of [
      `${'/签到 '.repeat(2500)}`,
      `/${'签到'.repeat(5000)}`,
      '/'.repeat(10_000),
      `@${'a'.repeat(9999)}`,
      '@'.repeat(10_000),
    ])
      expect((await county.says('zhoumin', BRANCH, text)).length).toBeLessThan(2000);
  });

  it('may hold NUL and half characters, which are left out of what is kept and shown', async () => {
    const county = await openCounty({ bound: [BRANCH] });
    const essay = `\0${essayText(1)}\ud83d`;
    expect(await county.whispers('zhaolei', `/体会 三思三观 ${essay}`)).toContain('已收到 赵磊 的体会文章');
    const [written] = await recordsOf(county, 'essay.written');
    expect(written?.text).toContain(essayText(1));
    expect(written?.text).not.toMatch(/\0/);
    expect(written?.text?.isWellFormed()).toBe(true);
    await county.stage.restart();
    expect(await county.whispers('zhaolei', '/调阅')).toContain(essayText(1));
  });

  // The words that every object of JavaScript has an answer to.
  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
    'may be %s, which is no word of ours',
    async (word) => {
      const county = await openCounty({ bound: [BRANCH] });
      await county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 半天');
      for (const command of [
        '/签到',
        '/补签 孙晓燕',
        '/请假',
        '/材料',
        '/材料 记录',
        '/开会 集中学习',
        '/体会',
        '/结束',
        '/撤销',
        '/名单',
        '/进度',
        '/帮助',
        '/',
      ])
        for (const text of [`${command} ${word}`, `${command}${word}`, `${command} 3月5日 ${word} 半天`])
          expect(await county.says('zhoumin', BRANCH, text), text).not.toMatch(
            /出了意外|没有登记成功|系统出错/,
          );
      county.ignorePosts();
    },
  );
});

describe('hazard 7: a tap', () => {
  const bodyOf = (task_id: string): object => ({
    msgid: 'm',
    chattype: 'single',
    from: { userid: 'zhaolei' },
    msgtype: 'event',
    event: { eventtype: 'template_card_event', template_card_event: { event_key: '/签到', task_id } },
  });

  it('is one only when its task could have been given out, for a card is shown again under it', () => {
    expect(inboundOf(bodyOf('session-1@0123456789ab'))).toMatchObject({ kind: 'tap' });
    for (const task of ['', ' ', '<@all>', '任务', 'a b', 'a\n', 'a'.repeat(129)])
      expect(inboundOf(bodyOf(task)), task).toEqual({ kind: 'ignored' });
  });

  it('in the app says what its button says, whatever the rest of its XML holds', () => {
    const xml = (fields: string): string =>
      `<xml><FromUserName>zhaolei</FromUserName><MsgType>event</MsgType><Event>template_card_event</Event>${fields}</xml>`;
    expect(readAppInbound(xml('<EventKey><![CDATA[/签到]]></EventKey><TaskId>a</TaskId>'))).toMatchObject({
      kind: 'tap',
      draft: { text: '/签到' },
    });
    for (const fields of [
      '<TaskId></TaskId>',
      '<EventKey>/签到</EventKey>',
      `<TaskId>${'a'.repeat(300)}</TaskId>`,
    ])
      expect(readAppInbound(xml(fields))).toEqual({ kind: 'ignored' });
  });
});
