import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BallotBox } from '../../src/journal/box/ballot-box.ts';
import { readFileBox } from '../../src/journal/box/file-box.ts';
import type { Urn } from '../../src/journal/box/urn.ts';
import type { Disk } from '../../src/journal/disk.ts';
import { nodeDisk } from '../../src/journal/disk.ts';
import type { Talk } from '../commands/talk.ts';
import { recordsOf } from '../e2e/support/books.ts';
import { everyFile } from '../opinions/support.ts';
import { instant } from '../support/county.ts';
import { allVote, CADRES, MASSES, opened, openedWithKey, SERVED } from './support.ts';

const boxText = (county: Talk): Promise<string> =>
  readFile(join(county.county.folder, 'box', 'ballots.json'), 'utf8');
const bytes = (text: string): string => Buffer.from(text).toString('latin1');

const box = async (county: Talk): Promise<readonly Urn[]> => [
  ...(await BallotBox.open(readFileBox(county.county.folder))).urns.values(),
];

/** A disk that refuses what the test says it refuses. */
function failingDisk(refuses: (path: string) => boolean): Disk {
  return {
    ...nodeDisk,
    open: async (path, mode) => {
      const file = await nodeDisk.open(path, mode);
      const write: typeof file.write = async (data, position) => {
        if (refuses(path)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        return file.write(data, position);
      };
      return { ...file, write };
    },
  };
}

describe('a secret ballot', () => {
  it('leaves nothing in any byte the bot writes that joins a voter and a vote', async () => {
    const county = await opened({ at: ['2014-03-03', '08:13'] });
    const voters = [...CADRES, ...SERVED, ...MASSES];
    for (const [index, userid] of voters.entries()) {
      county.county.clock.advance(61_234);
      const choice = index % 2 === 0 ? '好' : '较差';
      await county.county.stage.platform.say({
        from: userid,
        chat: 'private',
        text: `/评议 县卫生局 ${choice} 官僚主义 一般 张伟民 ${choice} 意见 暗号之${index}号意见`,
        msgid: `msg-of-${userid}`,
      });
    }
    const files = (await everyFile(county.county.folder)).filter(({ path }) => !/roster/.test(path));
    const held = files.find(({ path }) => path.endsWith(join('box', 'ballots.json')));
    const text = await boxText(county);
    for (const userid of voters) {
      const name = county.county.stage.app
        .outlook()
        .progress.roster.people.find(({ id }) => id === userid)?.name;
      for (const trace of [userid, name ?? '?', `msg-of-${userid}`]) expect(text).not.toContain(trace);
    }
    // Neither a moment nor an order: no number longer than a day's, and the file's own date is the opening's.
    expect(text).not.toMatch(/(?<![0-9a-f])1\d{9,12}(?![0-9a-f])/);
    expect(held?.modified).toBe(Date.parse('2014-03-03T00:00:00Z'));
    // How anybody voted cannot be read anywhere before the end, not even by who has the folder.
    const everywhere = [...files.map((file) => file.text), ...county.county.log].join('\n');
    for (const said of ['较差', '"差"', '"好"', '：好', '：差', '一般', '暗号']) {
      expect(everywhere).not.toContain(bytes(said));
      expect(everywhere).not.toContain(said);
    }
    const outside = files.filter(({ path }) => path !== held?.path).map((file) => file.text);
    const elsewhere = [...outside, ...county.county.log].join('\n');
    const votes = [...elsewhere.matchAll(/^.*"vote\.cast".*$/gm)].map(([line]) => line);
    expect(votes).toHaveLength(voters.length);
    for (const line of votes) {
      for (const { key } of (await box(county)).flatMap(({ slips }) => slips))
        expect(line).not.toContain(key);
    }
  });

  it('tells nothing when it is opened and looked into after a single vote', async () => {
    const county = await opened();
    await county.whispers('fansiyuan', '/评议 差');
    const [urn] = await box(county);
    expect(urn?.slips).toHaveLength(1);
    const first = urn?.slips[0]?.sealed?.length;
    await county.whispers('pengxiulan', '/评议 较好');
    const lengths = (await box(county)).flatMap(({ slips }) => slips.map(({ sealed }) => sealed?.length));
    expect(lengths).toEqual([first, first]);
  });

  it('lies in the box in no order that tells who came first', async () => {
    const orders = new Set<string>();
    for (let run = 0; run < 2; run++) {
      const county = await opened();
      for (const [index, voter] of [...CADRES, ...SERVED, ...MASSES].entries())
        await county.whispers(voter, `/评议 好 意见 第${index}个人说的`);
      const keys = (await box(county))[0]?.slips.map(({ key }) => key) ?? [];
      expect(keys).toEqual(keys.toSorted());
      await county.whispers('zhenghaitao', '/评议 结束 县卫生局');
      const said = await county.whispers('zhenghaitao', '/评议 结果 县卫生局 意见');
      orders.add([...said.matchAll(/第(\d+)个人/g)].map(([, index]) => index).join(' '));
    }
    // Eight of the eleven are shown. The same eight in the same order happen twice once in 6,652,800 runs.
    expect(orders.size).toBe(2);
  });

  it('does not hang together: what one voter said of two people lies apart', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好 张伟民 差 意见 会多');
    const [urn] = await box(county);
    expect(new Set(urn?.slips.map(({ key }) => key)).size).toBe(15);
    // Only the last voter's mark is still to be left out at the next write.
    expect(urn?.spent).toHaveLength(2);
  });

  it('is thrown away once it is counted, and what was written stands beside the counts without a name', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好 意见 会议太多');
    await county.whispers('zhenghaitao', '/评议 结束 县卫生局');
    expect(await box(county)).toEqual([]);
    await county.county.stage.restart();
    expect(await county.whispers('zhenghaitao', '/评议 结果 县卫生局')).toContain('领导班子：好5');
    expect(await county.whispers('zhenghaitao', '/评议 结果 县卫生局 意见')).toContain('（5条');
  });

  it('is opened after a restart only with the word that was given when it began', async () => {
    const { county, word } = await openedWithKey();
    await allVote(county, CADRES, '好');
    const written = (await everyFile(county.county.folder)).map(({ text }) => text).join('\n');
    for (const each of [word, word.replaceAll('-', '')]) {
      expect(written).not.toContain(bytes(each));
      expect(county.county.log.join('\n')).not.toContain(each);
    }
    await county.county.stage.restart();
    expect(await county.whispers('zhenghaitao', '/评议 结束 县卫生局')).toContain('收票要用票箱钥匙');
    expect(await county.whispers('zhenghaitao', '/评议 结束 县卫生局 春江月-青竹马-白石桥')).toContain(
      '钥匙不对',
    );
    await allVote(county, SERVED, '差');
    const typed = word.replaceAll('-', ' ');
    expect(await county.whispers('zhenghaitao', `/评议 结束 县卫生局 ${typed}`)).toContain('8/24人投了票');
    expect(await county.whispers('zhenghaitao', '/评议 结果 县卫生局')).toContain(
      '领导班子：好5、较好0、一般0、差3',
    );
  });

  it('is remembered over a restart: nobody votes twice, and nobody has voted in vain', async () => {
    const { county, word } = await openedWithKey();
    await allVote(county, CADRES.slice(0, 4), '好');
    await county.county.stage.restart();
    expect(await county.whispers('yanming', '/评议 差')).toContain('您已经对领导班子投过票了');
    await allVote(county, CADRES.slice(4), '差');
    await county.whispers('zhenghaitao', `/评议 结束 县卫生局 ${word}`);
    expect(await county.whispers('wanglihua', '/评议 结果 县卫生局')).toContain(
      '领导班子：好4、较好0、一般0、差1',
    );
  });

  it('has not happened when the box cannot be written, and may be cast again', async () => {
    let full = false;
    const county = await opened({ disk: failingDisk((path) => full && path.includes('/box/')) });
    full = true;
    expect(await county.whispers('yanming', '/评议 好')).toContain('没有登记成功');
    await county.county.stage.app.tick();
    expect((await fetch(`${county.county.stage.app.url}/healthz`)).status).toBe(503);
    full = false;
    expect((await fetch(`${county.county.stage.app.url}/healthz`)).status).toBe(200);
    expect(await county.whispers('yanming', '/评议 差')).toContain('已投票');
    await county.county.stage.restart();
    expect((await box(county))[0]?.slips).toHaveLength(1);
  });

  it('counts once, and is known to be cast, when only the second write fails or never comes', async () => {
    let full = false;
    const disk = failingDisk((path) => full && !path.includes('/box/'));
    const { county, word } = await openedWithKey({ disk });
    full = true;
    expect(await county.whispers('yanming', '/评议 好')).toContain('已投票');
    full = false;
    expect(await county.whispers('yanming', '/评议 差')).toContain('您已经对领导班子投过票了');
    await county.county.stage.restart();
    expect(await county.whispers('yanming', '/评议 差')).toContain('您已经对领导班子投过票了');
    await allVote(county, CADRES.slice(1), '较好');
    expect(await county.whispers('zhenghaitao', `/评议 结束 县卫生局 ${word}`)).toContain('5/24人投了票');
    expect(await county.whispers('wanglihua', '/评议 结果 县卫生局')).toContain('好1、较好4');
  });

  it('answers a message that comes again after a restart without repeating the vote', async () => {
    const county = await opened();
    const { platform } = county.county.stage;
    const said = { from: 'yanming', chat: 'private', text: '/评议 好', msgid: 'twice' } as const;
    expect((await platform.say(said)).text).toContain('领导班子：好');
    await county.county.stage.restart();
    const again = await county.county.stage.platform.say(said);
    expect(again.text).toMatch(/没有重复登记。\n- 投票$/);
    expect(again.text).not.toContain('：好');
  });

  it('is counted whole or refused while somebody is voting', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好');
    const { platform } = county.county.stage;
    const say = (from: string, text: string) => platform.say({ from, chat: 'private', text });
    const [cast, closed] = await Promise.all([
      say('fansiyuan', '/评议 差'),
      say('zhenghaitao', '/评议 结束 县卫生局'),
    ]);
    if (closed.text.includes('正好有人')) await say('zhenghaitao', '/评议 结束 县卫生局');
    const bad = cast.text.includes('已投票') ? 1 : 0;
    expect(await county.whispers('wanglihua', '/评议 结果 县卫生局')).toContain(`差${bad}`);
  });

  it('stands in the voter’s own ledger as nothing but the fact', async () => {
    const county = await opened();
    await county.whispers('fansiyuan', '/评议 张伟民 差');
    const votes = await recordsOf(county.county, 'vote.cast');
    expect(votes.map((vote) => ({ ...vote, id: '', appraisal: '' }))).toEqual([
      {
        ...{ kind: 'vote.cast', id: '', appraisal: '', subjects: [1], by: 'fansiyuan' },
        ...{ at: instant('2014-03-03', '12:20'), unit: '县图书馆/图书馆支部' },
      },
    ]);
  });
});
