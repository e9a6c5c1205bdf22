import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isUnchanged } from '../../src/roster/changes.ts';
import { personId, type RosterData, type UnitId } from '../../src/roster/roster.ts';
import { openRosterStore, RosterDamagedError } from '../../src/roster/store.ts';
import { writeOnce } from '../../src/roster/write-once.ts';
import { BUREAU, dataOf, parseWith, person, type Row } from './sheets.ts';

const roster = (...rows: readonly Row[]): RosterData => dataOf(parseWith(...rows));
const AS_NEW = { sayings: [], asNew: true };
const ZHANG = person('张三', 'zhangsan', { 支部: '一支部', 角色: '书记' });
const LI = person('李四', 'lisi', { 支部: '一支部' });
const WANG = person('王五', 'wangwu');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

const files = () => readdir(join(folder, 'roster'));
const first = () => join(folder, 'roster', '0001.json');

describe('an empty store', () => {
  it('has no roster and makes no folder by being asked', async () => {
    const store = openRosterStore(folder);
    expect(await store.currentVersion()).toBe(0);
    expect(await store.current()).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('an import', () => {
  it('is read back as it was, also by another store', async () => {
    const data = roster(ZHANG, LI, { ...BUREAU, 推送地址: 'bureau-key-1' });
    const imported = await openRosterStore(folder).import(data, 1000);
    expect(imported.version).toBe(1);
    expect(imported.came).toHaveLength(2);
    const current = await openRosterStore(folder).current();
    expect(current).toMatchObject({ version: 1, at: 1000 });
    expect(current?.roster.units).toMatchObject(data.units);
    expect(current?.roster.people).toEqual(data.people);
  });

  it('is for the owner’s eyes only, since it holds webhook keys', async () => {
    await openRosterStore(folder).import(roster(ZHANG), 0);
    expect((await stat(first())).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'roster'))).mode & 0o077).toBe(0);
  });

  it('leaves nothing behind but the version', async () => {
    const store = openRosterStore(folder);
    await store.import(roster(ZHANG), 0);
    await store.import(roster(ZHANG, LI), 1);
    expect(await files()).toEqual(['0001.json', '0002.json']);
  });

  it('that says nothing new makes no new version', async () => {
    const store = openRosterStore(folder);
    await store.import(roster(ZHANG), 0);
    const again = await store.import(roster(ZHANG), 1);
    expect(again.version).toBe(1);
    expect(isUnchanged(again)).toBe(true);
    expect(await files()).toEqual(['0001.json']);
  });
});

describe('history', () => {
  it('tells what three imports changed, and remembers by name who left until they return', async () => {
    const store = openRosterStore(folder);
    await store.import(roster(ZHANG, LI, WANG), 1);
    const before = await readFile(first(), 'utf8');

    const second = await store.import(
      roster(
        { ...ZHANG, 支部: '二支部' },
        person('赵六', 'zhaoliu'),
        person('王武', 'wangwu', { 标记: '流动' }),
      ),
      2,
      AS_NEW,
    );
    expect(second.came.map(({ name }) => name)).toEqual(['赵六']);
    expect(second.left.map(({ name }) => name)).toEqual(['李四']);
    expect(second.moved).toMatchObject([
      { person: { name: '张三' }, from: '县教育局/一支部', to: '县教育局/二支部' },
    ]);
    expect(second.renamed).toMatchObject([{ person: { name: '王武' }, from: '王五' }]);
    expect(second.flags).toMatchObject([{ person: { name: '王武' }, gained: ['mobile'], lost: [] }]);
    expect(second.duties).toMatchObject([
      {
        person: { name: '张三' },
        gained: [{ role: 'secretary', unit: '县教育局/二支部' }],
        lost: [{ role: 'secretary', unit: '县教育局/一支部' }],
      },
    ]);
    expect(second.units.added.map(({ id }) => id)).toEqual(['县教育局/二支部']);
    expect(second.units.gone.map(({ id }) => id)).toEqual(['县教育局/一支部']);

    const third = await store.import(roster(LI, { ...BUREAU, 推送地址: 'bureau-key-1' }), 3);
    expect(third.came.map(({ name }) => name)).toEqual(['李四']);
    expect(third.units.changed).toMatchObject([{ unit: { id: '县教育局' }, traits: ['webhook'] }]);

    const current = await store.current();
    expect(current?.version).toBe(3);
    expect(current?.roster.person(personId('zhangsan'))).toBeUndefined();
    expect(
      ['lisi', 'zhangsan', 'wangwu', 'zhaoliu'].map((id) => current?.roster.nameOf(personId(id))),
    ).toEqual(['李四', '张三', '王武', '赵六']);
    const kept = JSON.parse(await readFile(join(folder, 'roster', '0003.json'), 'utf8'));
    expect(kept.former.map(({ name }: { name: string }) => name)).toEqual(['张三', '赵六', '王武']);
    expect(await readFile(first(), 'utf8')).toBe(before);
  });

  it('remembers those who left long ago, over a version that did not know them', async () => {
    const store = openRosterStore(folder);
    for (const rows of [[ZHANG, LI], [LI], [LI, WANG]]) await store.import(roster(...rows), 0);
    expect((await store.current())?.roster.nameOf(personId('zhangsan'))).toBe('张三');
  });
});

describe('several imports at once', () => {
  it('all become versions, each compared with the one before, and lose nobody', async () => {
    const names = ['甲一', '乙二', '丙三', '丁四', '戊五', '己六', '庚七', '辛八'];
    const imports = await Promise.all(
      names.map((name, index) => openRosterStore(folder).import(roster(person(name, `p${index}`)), index)),
    );
    expect(imports.map(({ version }) => version).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(imports.flatMap(({ left }) => left)).toHaveLength(names.length - 1);
    expect(await files()).toHaveLength(names.length);
    const current = await openRosterStore(folder).current();
    expect(names.map((_, index) => current?.roster.nameOf(personId(`p${index}`)))).toEqual(names);
  });

  it('all become versions although drafts of theirs are taken for leftovers and removed', async () => {
    const store = openRosterStore(folder);
    await store.import(roster(ZHANG), 0);
    const imports = ['p1', 'p2', 'p3', 'p4'].map((id) => store.import(roster(person('甲一', id)), 1, AS_NEW));
    for (let count = 0; count < 60; count++) await store.tidy();
    const versions = (await Promise.all(imports)).map(({ version }) => version);
    expect(versions.toSorted()).toEqual([2, 3, 4, 5]);
    expect(await files()).toHaveLength(5);
  });

  it('never write over a version that is there', async () => {
    const file = join(folder, 'version.json');
    const write = (text: string) => writeOnce(file, Buffer.from(text));
    const results = await Promise.all(['a', 'b', 'c'].map(write));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await write('d')).toBe(false);
    expect(['a', 'b', 'c']).toContain(await readFile(file, 'utf8'));
    expect(await readdir(folder)).toEqual(['version.json']);
  });
});

/** What a version would hold that had been stored with other content. */
function resealed(text: string, version: number, edit: (body: string) => string): string {
  const body = edit(text.slice(0, text.lastIndexOf(',\n "seal"')));
  const seal = createHash('sha256').update(`${version}\n${body}`).digest('hex');
  return `${body},\n "seal": "${seal}"\n}\n`;
}

describe('a roster on disk', () => {
  const change = async (edit: (text: string) => string) => {
    await openRosterStore(folder).import(roster(ZHANG), 0);
    await writeFile(first(), edit(await readFile(first(), 'utf8')));
    return openRosterStore(folder).current();
  };
  const restore = (edit: (body: string) => string) => change((text) => resealed(text, 1, edit));

  async function expectRefused(reading: Promise<unknown>, reason: string) {
    const failure = await reading.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RosterDamagedError);
    expect(String(failure)).toContain('0001.json');
    expect(String(failure)).toContain(reason);
  }

  it.each([
    ['is empty', () => ''],
    ['is cut off', (text: string) => text.slice(0, -20)],
    ['has another name in it', (text: string) => text.replace('张三', '李四')],
    ['was written by nobody', () => '{}'],
  ])('that %s is refused by file name', async (_, edit) => {
    await expectRefused(change(edit), '内容和存入时不一样了');
  });

  it.each([
    ['is of a later schema', (body: string) => body.replace('"schema": 2', '"schema": 3'), '请升级群学'],
    ['is of an earlier schema', (body: string) => body.replace('"schema": 2', '"schema": 1'), '早先版本'],
    ['holds an unknown field', (body: string) => body.replace('"at"', '"by": 1, "at"'), '内容不合格式'],
    [
      'holds an unknown role',
      (body: string) => body.replace('"secretary"', '"king"'),
      'people.0.duties.1.role',
    ],
    ['names a unit it lacks', (body: string) => body.replace('"home": "县', '"home": "市'), '不存在的单位'],
    [
      'has two roots',
      (body: string) => body.replace('"parent": "云溪县活动办"', '"parent": null'),
      '却有 2 个',
    ],
  ])('that was stored whole but %s is refused by file name', async (_, edit, reason) => {
    await expectRefused(restore(edit), reason);
  });

  it('that was given another name is refused', async () => {
    await change((text) => text);
    await rename(first(), join(folder, 'roster', '0007.json'));
    await expect(openRosterStore(folder).current()).rejects.toThrow('0007.json：内容和存入时不一样了');
  });

  it('whose place a folder has taken is refused by name', async () => {
    await mkdir(first(), { recursive: true });
    await expectRefused(openRosterStore(folder).current(), '是一个文件夹');
    await expectRefused(openRosterStore(folder).import(roster(LI), 1), '是一个文件夹');
  });

  it('that is damaged is not built upon', async () => {
    await change(() => '{').catch(() => undefined);
    await expect(openRosterStore(folder).import(roster(LI), 1)).rejects.toThrow(RosterDamagedError);
    expect(await files()).toEqual(['0001.json']);
  });

  it('is found among leftovers of a crash, which the next import removes, and other files', async () => {
    await mkdir(join(folder, 'roster'));
    for (const name of ['.half.tmp', '0009.json.bak', '00009.json', 'notes.txt'])
      await writeFile(join(folder, 'roster', name), '{');
    expect(await openRosterStore(folder).currentVersion()).toBe(0);
    expect((await openRosterStore(folder).import(roster(ZHANG), 0)).version).toBe(1);
    expect((await files()).sort()).toEqual(['00009.json', '0001.json', '0009.json.bak', 'notes.txt']);
  });

  it('goes on counting past 9999', async () => {
    await change((text) => text);
    const text = resealed(await readFile(first(), 'utf8'), 9999, (body) =>
      body.replace('"version": 1', '"version": 9999'),
    );
    await writeFile(join(folder, 'roster', '9999.json'), text);
    const store = openRosterStore(folder);
    expect((await store.import(roster(LI), 1)).version).toBe(10_000);
    expect(await store.currentVersion()).toBe(10_000);
  });

  it('keeps people whose unit is gone among the former', async () => {
    const store = openRosterStore(folder);
    await store.import(roster(ZHANG, LI), 0);
    await store.import(roster(WANG), 1);
    const current = await store.current();
    expect(current?.roster.unit('县教育局/一支部' as UnitId)).toBeUndefined();
    expect(current?.roster.nameOf(personId('lisi'))).toBe('李四');
  });
});
