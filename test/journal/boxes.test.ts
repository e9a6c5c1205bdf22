import { open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BallotBox } from '../../src/journal/box/ballot-box.ts';
import { mintLock } from '../../src/journal/box/ballot-lock.ts';
import { BoxDamagedError, type BoxName } from '../../src/journal/box/box.ts';
import { openFileBox, readFileBox } from '../../src/journal/box/file-box.ts';
import { type BoxedOpinion, OpinionBox } from '../../src/journal/box/opinion-box.ts';
import { slipsIn } from '../../src/journal/box/urn.ts';
import { verifyBoxes } from '../../src/journal/box/verify.ts';
import type { Finding } from '../../src/journal/finding.ts';
import type { RecordId } from '../../src/records/records.ts';
import { personId } from '../../src/roster/roster.ts';
import { toDay } from '../../src/time/zone.ts';
import { dataFolder } from './fixtures.ts';

const DAY = toDay('2014-03-03');
const BALLOT = 'm1/0' as RecordId;
const { lock, key } = mintLock('春江月青竹马白石桥');

const opinion = (number: string, text: string): BoxedOpinion => ({
  ...{ number, text, day: DAY, people: '老同志', question: null, proposed: null, about: null },
  ...{ salt: '0'.repeat(32), receipt: 'f'.repeat(64), ratings: [] },
});

/** Three opinions, two of them rated, and a ballot of four slips. */
async function smallBox(): Promise<string> {
  const folder = await dataFolder();
  const box = await openFileBox(folder, true);
  const opinions = await OpinionBox.open(box);
  for (const each of [
    opinion('4821', '窗口开得太晚'),
    opinion('1734', '路灯不亮'),
    opinion('9050', '会太多'),
  ])
    await opinions.change({ kind: 'dropped', opinion: each }, DAY);
  for (const [number, satisfied] of [
    ['1734', true],
    ['9050', false],
  ] as const) {
    const rating = { answer: 'm2/0' as RecordId, satisfied, text: '还在开' };
    await opinions.change({ kind: 'rated', number, rating }, DAY);
  }
  await castFour(await BallotBox.open(box));
  return folder;
}

async function castFour(ballots: BallotBox): Promise<void> {
  for (const [voter, choice] of [
    ['yanming', '好'],
    ['jiangli', '差'],
  ] as const) {
    const slips = [
      { subject: 0, pool: 0, aspect: null, choice },
      { subject: 0, comment: '会议太多' },
    ];
    await ballots.cast({ appraisal: BALLOT, day: DAY, lock, person: personId(voter), subjects: [0], slips });
  }
}

const pathOf = (folder: string, name: BoxName): string => join(folder, 'box', `${name}.json`);

async function verified(folder: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of verifyBoxes(folder)) findings.push(finding);
  return findings;
}

const problems = async (folder: string): Promise<string> =>
  (await verified(folder)).map(({ file, problem }) => `${file} ${problem}`).join('\n');

/** What the document holds, nothing when the box refuses it, and what is said of it. */
async function opened(folder: string, name: BoxName) {
  try {
    const box = readFileBox(folder);
    if (name === 'opinions') {
      const { opinions, findings } = await OpinionBox.open(box);
      return { content: [...opinions.values()], findings };
    }
    const { urns, findings } = await BallotBox.open(box);
    const content = [...urns.values()].map(({ slips, ...urn }) => ({
      ...urn,
      slips: slips.flatMap(({ sealed }) => sealed ?? []),
      lost: slips.filter(({ sealed }) => sealed === null).length,
    }));
    return { content, findings };
  } catch (error) {
    if (error instanceof BoxDamagedError) return { content: undefined, findings: error.findings };
    throw error;
  }
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** Whether the one is the other but for slips that are known to be lost. */
function isLessLostSlips(content: Opened['content'], whole: Opened['content']): boolean {
  const [urn] = content ?? [];
  const [original] = whole ?? [];
  if (!urn || !original || !('lost' in urn) || !('lost' in original)) return false;
  const rest = original.slips.filter((each) => urn.slips.includes(each));
  const restored = { ...urn, slips: original.slips, lost: 0 };
  return (
    urn.lost > 0 &&
    rest.length === urn.slips.length &&
    urn.slips.length + urn.lost === original.slips.length &&
    JSON.stringify(restored) === JSON.stringify(original)
  );
}

function verdict({ content, findings }: Opened, { content: whole }: Opened, name: BoxName): string {
  const isNamed = findings.length > 0 && findings.every(({ file }) => file === `box/${name}.json`);
  if (content === undefined) return isNamed ? 'refused and named' : 'refused without a name';
  if (JSON.stringify(content) === JSON.stringify(whole))
    return isNamed ? 'nothing lost, and told' : 'harmless';
  return isNamed && isLessLostSlips(content, whole) ? 'a lost slip named' : 'silently wrong';
}

describe('the box', () => {
  it.each([
    ['opinions', ['nothing lost, and told', 'refused and named']],
    ['ballots', ['a lost slip named', 'nothing lost, and told', 'refused and named']],
  ] as const)('notices every single byte that changes in %s', async (name, verdicts) => {
    const folder = await smallBox();
    const whole = await opened(folder, name);
    expect(await verified(folder)).toEqual([]);
    const found = new Set<string>();
    const bytes = await readFile(pathOf(folder, name));
    const file = await open(pathOf(folder, name), 'r+');
    for (const [index, byte] of bytes.entries()) {
      await file.write(Buffer.of(byte ^ (1 << (index % 8))), 0, 1, index);
      found.add(verdict(await opened(folder, name), whole, name));
      await file.write(Buffer.of(byte), 0, 1, index);
    }
    await file.close();
    expect([...found].sort()).toEqual(verdicts);
  });

  it.each(['opinions', 'ballots'] as const)('notices that the end of %s is missing', async (name) => {
    const folder = await smallBox();
    const whole = await opened(folder, name);
    const { length } = await readFile(pathOf(folder, name));
    const found = new Set<string>();
    for (const left of [length - 1, length - 5, length - 40, length >> 1, length >> 2, 2, 1, 0]) {
      await truncate(pathOf(folder, name), left);
      found.add(verdict(await opened(folder, name), whole, name));
    }
    expect([...found].sort()).toEqual(['nothing lost, and told', 'refused and named']);
  });

  it('notices lines that are missing, doubled or moved', async () => {
    const folder = await smallBox();
    const path = pathOf(folder, 'opinions');
    const lines = (await readFile(path, 'utf8')).split('\n');
    const [start = '', first = '', second = '', third = '', ...end] = lines;
    const written = async (...changed: string[]): Promise<string> => {
      await writeFile(path, [start, ...changed, ...end].join('\n'));
      return problems(folder);
    };
    expect(await written(first, third)).toBe('box/opinions.json 不完整：写入时有 3 条，现在完好的有 2 条');
    expect(await written(first, first, third)).toContain('不完整');
    expect(await written(first, second, third, third)).toContain('不完整');
    expect(await written(third, second, first)).toContain('没有丢失');
  });

  it('names the damaged opinion by its number, and quotes nobody', async () => {
    const folder = await smallBox();
    const path = pathOf(folder, 'opinions');
    await writeFile(path, (await readFile(path, 'utf8')).replace('窗口', '门口'));
    expect(await problems(folder)).toBe(
      'box/opinions.json 第 3 行损坏，是编号 4821 的意见\n' +
        'box/opinions.json 不完整：写入时有 3 条，现在完好的有 2 条',
    );
  });

  it('accepts a damaged line that was replaced from an older copy', async () => {
    const folder = await smallBox();
    const path = pathOf(folder, 'opinions');
    const text = await readFile(path, 'utf8');
    const older = text.split('\n')[2] ?? '';
    const opinions = await OpinionBox.open(readFileBox(folder));
    await opinions.change({ kind: 'dropped', opinion: opinion('9999', '后来的一条') }, DAY);
    await writeFile(path, (await readFile(path, 'utf8')).replace('窗口', '门口'));
    expect((await opened(folder, 'opinions')).content).toBeUndefined();
    const damaged = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, damaged.with(2, older).join('\n'));
    const mended = await OpinionBox.open(readFileBox(folder));
    expect([...mended.opinions.keys()]).toEqual(['1734', '4821', '9050', '9999']);
  });

  it('goes on without a damaged opinion once somebody has taken it out on purpose', async () => {
    const folder = await smallBox();
    const path = pathOf(folder, 'opinions');
    await writeFile(path, (await readFile(path, 'utf8')).replace('窗口', '门口'));
    const [advice] = (await verified(folder)).slice(-1).map((finding) => finding.advice);
    const end = /\{"v":2.*\}$/.exec(advice ?? '')?.[0] ?? '';
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.with(4, end).toSpliced(2, 1).join('\n'));
    const box = await OpinionBox.open(readFileBox(folder));
    expect([...box.opinions.keys()]).toEqual(['1734', '9050']);
    expect(box.findings).toHaveLength(1);
  });

  it('remembers a damaged slip over later votes, and reads the others', async () => {
    const folder = await smallBox();
    const path = pathOf(folder, 'ballots');
    const text = await readFile(path, 'utf8');
    const line = text.split('\n').findIndex((each) => each.includes('"sealed"'));
    await writeFile(path, text.replace(/("sealed":"..)./, '$1!'));
    expect(await problems(folder)).toBe(
      `box/ballots.json 第 ${line + 1} 行损坏，是一张选票\nbox/ballots.json 里有 1 张选票损坏，打不开`,
    );
    await castFour(await BallotBox.open(readFileBox(folder)));
    expect(await problems(folder)).toBe('box/ballots.json 里有 1 张选票损坏，打不开');
    const [urn] = (await BallotBox.open(readFileBox(folder))).urns.values();
    const { slips, damaged } = slipsIn(urn, key);
    expect(slips).toHaveLength(7);
    expect(damaged).toHaveLength(1);
  });

  it('is made while nothing is on record yet; a document that is missing later is noticed', async () => {
    const folder = await dataFolder();
    await openFileBox(folder, true);
    expect(await verified(folder)).toEqual([]);
    await rm(pathOf(folder, 'ballots'));
    await openFileBox(folder, true);
    expect(await problems(folder)).toBe('box/ballots.json 不见了');
    await writeFile(pathOf(folder, 'ballots'), '');
    expect(await problems(folder)).toContain('不完整');
    await writeFile(pathOf(folder, 'ballots'), '[]');
    expect(await verified(folder)).toEqual([]);
    await rm(join(folder, 'box'), { recursive: true });
    await openFileBox(folder, false);
    expect(await problems(folder)).toBe('box/opinions.json 不见了\nbox/ballots.json 不见了');
  });

  it('is usable while every document can be read and the disk takes more', async () => {
    const folder = await smallBox();
    const box = readFileBox(folder);
    expect(await box.isUsable()).toBe(true);
    await rm(pathOf(folder, 'ballots'));
    expect(await box.isUsable()).toBe(false);
  });
});
