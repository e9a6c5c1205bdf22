import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tellerOf } from '../../src/progress/teller.ts';
import { appraisalClosed } from '../../src/records/records.ts';
import type { Talk } from '../commands/talk.ts';
import { allVote, CADRES, opened, openedWithKey, SERVED } from './support.ts';

const CLOSE = '/评议 结束 县卫生局';
const WITHOUT = `${CLOSE} 不计损坏票`;

const boxPath = (county: Talk): string => join(county.county.folder, 'box', 'ballots.json');

/** Changes one character in so many slips, as a bad disk would, and starts the bot again. */
async function damage(county: Talk, slips: number): Promise<void> {
  const text = await readFile(boxPath(county), 'utf8');
  let left = slips;
  const changed = text.replaceAll(/"sealed":"./g, (each) => (left-- > 0 ? '"sealed":"!' : each));
  await writeFile(boxPath(county), changed);
  await county.county.stage.restart();
}

async function health(county: Talk): Promise<{ status: number; body: string }> {
  const response = await fetch(`${county.county.stage.app.url}/healthz`);
  return { status: response.status, body: await response.text() };
}

describe('a damaged ballot', () => {
  it('is named before the end and at the end, and nothing is counted', async () => {
    const { county, word } = await openedWithKey();
    await allVote(county, [...CADRES, ...SERVED], '好');
    await damage(county, 1);
    expect((await health(county)).body).toMatch(/box\/ballots\.json 第 \d+ 行损坏，是一张选票/);
    await allVote(county, ['tangmancang'], '差');
    expect(await county.whispers('zhenghaitao', '/评议')).toContain('票箱里有1张票损坏');
    expect(await county.whispers('zhenghaitao', `${CLOSE} ${word}`)).toMatch(
      /没有收票.*该有9张票.*其中1张损坏.*（第\d张损坏）/,
    );
    expect(county.county.stage.app.books.state.appraisals.open()).toHaveLength(1);
  });

  it('is left out when the supervisors say so, and that stands in the result', async () => {
    const { county, word } = await openedWithKey();
    await allVote(county, [...CADRES, ...SERVED], '好');
    await damage(county, 2);
    expect(await county.whispers('wanglihua', `${WITHOUT} ${word}`)).toMatch(
      /要由县卫生局的督导组（.*郑海涛.*）决定/,
    );
    expect(await county.whispers('zhenghaitao', `${WITHOUT} ${word}`)).toMatch(
      /8\/24人投了票，已计票[\s\S]*有2张票损坏，按决定没有计入/,
    );
    expect(await county.whispers('zhenghaitao', '/评议 结果 县卫生局')).toMatch(
      /领导班子：好6、较好0、一般0、差0[\s\S]*另有2张票损坏，没有计入/,
    );
    const { progress } = county.county.stage.app.outlook();
    const appraised = progress.roster.units.find(({ name }) => name === '县卫生局');
    const [ballot] = appraised ? progress.state.appraisals.of(appraised.id) : [];
    const closing = ballot && progress.state.appraisals.closing(ballot.id);
    expect(closing && appraisalClosed.tells(closing, tellerOf(progress))).toContain('2 张选票损坏，没有计入');
  });

  it('is still counted only when enough are left', async () => {
    const { county, word } = await openedWithKey();
    await allVote(county, CADRES, '好');
    await damage(county, 1);
    expect(await county.whispers('zhenghaitao', `${WITHOUT} ${word}`)).toContain('不满5张，不计票');
  });

  it('is noticed as missing at the end when the box comes from an older backup', async () => {
    const { county, word } = await openedWithKey();
    await allVote(county, CADRES, '好');
    const backup = await readFile(boxPath(county));
    await allVote(county, SERVED, '差');
    await writeFile(boxPath(county), backup);
    await county.county.stage.restart();
    expect(await county.whispers('fansiyuan', '/评议 差')).toContain('您已经对领导班子投过票了');
    expect(await county.whispers('zhenghaitao', `${CLOSE} ${word}`)).toContain(
      '该有8张票（每项评价一张），其中3张',
    );
    expect(await county.whispers('zhenghaitao', `${WITHOUT} ${word}`)).toContain('有3张票损坏');
  });

  it('changes nothing about a ballot that is whole', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好');
    expect(await county.whispers('zhenghaitao', WITHOUT)).not.toContain('损坏');
    expect(await county.whispers('zhenghaitao', '/评议 结果 县卫生局')).not.toContain('损坏');
  });

  it('keeps the bot from starting when it cannot be known which votes there were', async () => {
    const county = await opened();
    await allVote(county, CADRES, '好');
    const text = await readFile(boxPath(county), 'utf8');
    await writeFile(boxPath(county), text.replace('"spent":["', '"spent":["f'));
    await expect(county.county.stage.restart()).rejects.toThrow('box/ballots.json 第 2 行损坏');
    await writeFile(boxPath(county), text);
    await county.county.stage.restart();
    expect((await health(county)).body).not.toContain('损坏');
  });
});
