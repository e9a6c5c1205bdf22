import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/simulator/chat.ts';
import { WatchedDisk } from '../journal/watched-disk.ts';
import { type County, openCounty, PIXEL } from '../support/county.ts';

const MARK = '青石桥边那户人家的屋顶';
const TITLE = '心里的话甲乙丙';
const ESSAY = `这次讨论我一直想着${MARK}，答应过的事拖了三个月没有办，说到底是怕麻烦，怕担责任。`;
const LEAVE = '陪老母亲住院';

/** Whatever of the bot's settings is long enough to be a secret. */
const secretsOf = (settings: object): string[] =>
  Object.values(settings).filter((value) => typeof value === 'string' && value.length >= 20);

/** A week in which everything goes wrong that can be made to: what the log would be tempted to tell. */
async function aBadWeek(): Promise<{ readonly county: County; readonly replies: string[] }> {
  const disk = new WatchedDisk();
  const county = await openCounty({ bound: ['education1', 'office'], disk });
  const { platform, app } = county.stage;
  const replies: string[] = [];
  const says = async (who: string, text: string) =>
    void replies.push(await county.says(who, 'education1', text));
  const whispers = async (who: string, text: string) => void replies.push(await county.whispers(who, text));

  await says('zhoumin', '/开会 讨论 三思三观 半天 口令');
  await whispers('zhoumin', '/口令');
  await whispers('zhaolei', `/体会 三思三观 ${ESSAY}`);
  await says('zhaolei', `/请假 ${LEAVE}`);
  replies.push(await county.sendsFile('sunxiaoyan', `${TITLE}.txt`, Buffer.from(ESSAY)));
  await whispers('sunxiaoyan', '/体会 三思三观');
  disk.fail('datasync', 'EIO');
  await whispers('qianyongkang', `/体会 三思三观 ${ESSAY}`);
  disk.heal();
  platform.failNext(1, { kind: 'status', status: 502 }, 'media');
  replies.push(await county.sendsPicture('zhaolei', PIXEL));
  for (const fault of [{ kind: 'html' }, { kind: 'reset' }, { kind: 'errcode', errcode: 93000 }] as const) {
    platform.failNext(1, fault);
    await county.says('zhoumin', 'education1', '/材料 记录 讨论了三思三观');
    county.minutesPass(40);
    await app.delivered();
  }
  for (const query of ['', '?msg_signature=0&timestamp=1&nonce=n', '?msg_signature=x&msg_signature=y'])
    await fetch(`${app.url}/wecom/callback${query}`, {
      method: 'POST',
      body: JSON.stringify({ encrypt: ESSAY }),
    });
  await whispers('zhaolei', ESSAY);
  await county.until('2014-03-07', '17:00');
  return { county, replies };
}

describe('what nobody else may read', () => {
  it('an essay shows in no log line, no message to the office, no digest, and to nobody of the office', async () => {
    const { county } = await aBadWeek();
    const posts = county.stage.platform.takeMessages();
    expect(posts.some(({ content }) => textOf(content).includes('周报'))).toBe(true);
    for (const { content } of posts) {
      expect(textOf(content)).not.toContain(MARK);
      expect(textOf(content)).not.toContain(TITLE);
      if (content.type === 'file') expect(Buffer.from(content.file.bytes).toString()).not.toContain(MARK);
    }
    const logged = county.log.join('\n');
    expect(logged).toContain('not sent');
    for (const private_ of [MARK, TITLE, LEAVE]) expect(logged).not.toContain(private_);

    const commands = [
      '/调阅 赵磊',
      '/调阅 zhaolei',
      '/查看 孙晓燕',
      '/名单 体会',
      '/名单 县教育局',
      '/进度 县教育局/机关第一支部',
      '/周报',
      '/未送达',
      '/我的',
      '/调阅',
      '/撤销 赵磊 看一看',
      '/材料 记录',
      '/体会 三思三观',
    ];
    for (const officer of ['wanglihua', 'caoxiaodong', 'yunxiaomei'])
      for (const text of commands) {
        const alone = await county.whispers(officer, text);
        const inGroup = await county.says(officer, 'office', text);
        expect(alone + inGroup, text).not.toMatch(new RegExp(`${MARK}|${TITLE}`));
      }
    expect(await county.whispers('wanglihua', '/调阅 赵磊')).toContain('由支部保存');
    expect(await county.whispers('zhoumin', '/调阅 赵磊')).toContain(MARK);
    county.ignorePosts();
  });

  it('no secret is in a reply, a log line, /healthz, an error or what is shown of undelivered messages', async () => {
    const { county, replies } = await aBadWeek();
    const { platform, config, app } = county.stage;
    const roster = app.outlook().progress.roster;
    const keys = roster.units.flatMap(
      ({ webhook }) => URL.parse(webhook ?? '')?.searchParams.get('key') ?? [],
    );
    expect(keys.length).toBeGreaterThan(10);
    replies.push(await county.whispers('wanglihua', '/未送达'));
    expect(replies.at(-1)).toMatch(/未送达\d条/);
    const seen = [
      ...replies,
      ...county.log,
      await (await fetch(`${app.url}/healthz`)).text(),
      JSON.stringify(platform.outbound),
    ].join('\n');
    for (const secret of [...secretsOf(config.wecom.bot), 'webhook/send?key', ...keys])
      expect(seen).not.toContain(secret);
    county.ignorePosts();
  });

  it('the sign-in code of a session is in the secretary’s private chat alone', async () => {
    const { county, replies } = await aBadWeek();
    const code = /\*\*(\d{4})\*\*/.exec(replies[1] ?? '')?.[1] ?? '';
    expect(code).toMatch(/^\d{4}$/);
    const others = [...replies.toSpliced(1, 1), ...county.log];
    const posts = county.stage.platform.takeMessages().map(({ content }) => textOf(content));
    for (const text of [...others, ...posts]) expect(text).not.toMatch(new RegExp(`(?<!\\d)${code}(?!\\d)`));
  });

  it('keys of webhooks are on disk in the roster alone', async () => {
    const { county } = await aBadWeek();
    county.ignorePosts();
    const entries = await readdir(county.folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile() && !each.parentPath.endsWith('roster'))) {
      const content = await readFile(join(entry.parentPath, entry.name), 'utf8');
      expect(content, entry.name).not.toMatch(/key=demo|demo-yunxi/);
      for (const secret of secretsOf(county.stage.config.wecom.bot))
        expect(content, entry.name).not.toContain(secret);
    }
  });
});
