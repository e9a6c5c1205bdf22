import { describe, expect, it } from 'vitest';
import { parseRoster } from '../../src/roster/parse.ts';
import { personId, Roster, type UnitId } from '../../src/roster/roster.ts';
import {
  BUREAU,
  dataOf,
  mistakesOf,
  noticesOf,
  OFFICE,
  parseWith,
  person,
  type Row,
  sheetOf,
} from './sheets.ts';

const id = (text: string) => text as UnitId;
const rowsOf = (...cells: readonly (readonly string[])[]) =>
  cells.map((line, index) => ({ number: index + 1, cells: line }));

describe('units', () => {
  it('form a tree under the one unit that has none above it', () => {
    const school = { 单位: '第一小学', 上级单位: '县教育局', 类别: '事业单位' };
    const { units } = dataOf(parseWith(school));
    expect(units.map(({ id, kind, parent, category }) => [id, kind, parent, category])).toEqual([
      ['云溪县活动办', 'office', null, '机关'],
      ['县教育局', 'unit', '云溪县活动办', '机关'],
      ['县卫生局', 'unit', '云溪县活动办', '机关'],
      ['第一小学', 'unit', '县教育局', '事业单位'],
    ]);
  });

  it('need their category and the unit above only once, on any of their rows', () => {
    const rows = sheetOf(
      { 姓名: '张三', 账号: 'a', 单位: '县教育局' },
      { 姓名: '李四', 账号: 'b', 单位: '县教育局', 类别: '机关' },
      { 姓名: '王五', 账号: 'c', 单位: '县教育局', 上级单位: '云溪县活动办' },
      OFFICE,
    );
    const roster = new Roster(dataOf(parseRoster(rows)));
    expect(roster.unit(id('县教育局'))).toMatchObject({ parent: '云溪县活动办', category: '机关' });
  });

  it('have branches that take over their category, also when it is told later', () => {
    const rows = sheetOf(OFFICE, person('张三', 'a', { 支部: '机关支部' }), BUREAU);
    expect(dataOf(parseRoster(rows)).units).toContainEqual({
      id: '县教育局/机关支部',
      name: '机关支部',
      kind: 'branch',
      category: '机关',
      parent: '县教育局',
      webhook: null,
    });
  });

  it('may have branches of the same name as another unit has', () => {
    const data = dataOf(
      parseWith(
        person('张三', 'a', { 支部: '机关支部' }),
        person('李四', 'b', { 单位: '县卫生局', 支部: '机关支部' }),
      ),
    );
    expect(data.people.map(({ home }) => home)).toEqual(['县教育局/机关支部', '县卫生局/机关支部']);
  });

  it('take a webhook for the branch on the row, otherwise for the unit', () => {
    const address = (key: string) => `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`;
    const { units } = dataOf(
      parseWith(
        person('张三', 'a', { 支部: '机关支部', 推送地址: 'branch-key-1' }),
        person('李四', 'b', { 支部: '机关支部', 推送地址: address('branch-key-1') }),
        person('王五', 'c', { 推送地址: ` ${address('unit-key-1')} ` }),
      ),
    );
    expect(units.map(({ id, webhook }) => [id, webhook])).toEqual([
      ['云溪县活动办', null],
      ['县教育局', address('unit-key-1')],
      ['县卫生局', null],
      ['县教育局/机关支部', address('branch-key-1')],
    ]);
  });

  it('keep a webhook on premises of their own', () => {
    const own = 'https://wecom.yunxi.example/cgi-bin/webhook/send?key=own-key-1';
    expect(dataOf(parseWith({ ...BUREAU, 推送地址: own })).units[1]?.webhook).toBe(own);
  });
});

describe('people', () => {
  const dutiesOf = (more: Parameters<typeof person>[2]) =>
    dataOf(parseWith(person('张三', 'a', more))).people[0]?.duties.map(({ role, unit }) => `${role} ${unit}`);

  it('live in their branch when one is given, otherwise in their unit, and are members there', () => {
    expect(dutiesOf({})).toEqual(['member 县教育局']);
    expect(dutiesOf({ 支部: '机关支部' })).toEqual(['member 县教育局/机关支部']);
  });

  it.each([
    ['书记', ['member 县教育局/机关支部', 'secretary 县教育局/机关支部']],
    ['班子成员', ['member 县教育局/机关支部', 'leader 县教育局']],
    ['主要负责人', ['member 县教育局/机关支部', 'leader 县教育局', 'principal 县教育局']],
    ['活动办', ['member 县教育局/机关支部', 'office 云溪县活动办']],
    ['县群众路线活动办公室', ['member 县教育局/机关支部', 'office 云溪县活动办']],
    ['教实办', ['member 县教育局/机关支部', 'office 云溪县活动办']],
    ['群众', []],
    ['群众、活动办', ['office 云溪县活动办']],
    ['督导：县卫生局', ['member 县教育局/机关支部', 'supervisor 县卫生局']],
  ])('with the role %s hold the right duties', (role, duties) => {
    expect(dutiesOf({ 支部: '机关支部', 角色: role })).toEqual(duties);
  });

  it('of a bureau’s own office are not handed the county by their title', () => {
    const told = mistakesOf(parseWith(person('周敏', 'zhoumin', { 支部: '机关支部', 角色: '办公室' })));
    expect(told).toMatchObject([{ row: 5, column: '角色', allowed: expect.stringContaining('活动办') }]);
    const own = mistakesOf(parseWith(person('周敏', 'zhoumin', { 角色: '县教育局活动办' })));
    expect(own).toMatchObject([{ problem: expect.stringContaining('不认识的角色') }]);
  });

  it('on the rows of the county office itself are its staff by either word', () => {
    const row: Row = { 姓名: '林一', 账号: 'lin', 单位: '云溪县活动办' };
    for (const 角色 of ['办公室', '活动办'])
      expect(dataOf(parseWith({ ...row, 角色 })).people[0]?.duties).toContainEqual({
        role: 'office',
        unit: '云溪县活动办',
      });
  });

  it('without a branch are secretary of their unit', () => {
    expect(dutiesOf({ 角色: '书记' })).toContain('secretary 县教育局');
  });

  it('may hold several roles and flags in one cell, however separated', () => {
    for (const cell of [
      '书记、班子成员',
      '书记，班子成员',
      '书记;班子成员',
      '班子成员 / 书记',
      '书记　班子成员',
    ])
      expect(dutiesOf({ 角色: cell })).toEqual(['member 县教育局', 'secretary 县教育局', 'leader 县教育局']);
    const frail = dataOf(parseWith(person('张三', 'a', { 标记: '免除，年老体弱 离退休/流动' })));
    expect(frail.people[0]?.flags).toEqual(['retired', 'mobile', 'frail', 'excused']);
  });

  it('are known by the lower-cased account', () => {
    expect(dataOf(parseWith(person('张三', 'ZhangSan'))).people[0]?.id).toBe(personId('zhangsan'));
  });

  it('may share a name', () => {
    expect(dataOf(parseWith(person('王伟', 'wangwei'), person('王伟', 'wangwei2'))).people).toHaveLength(2);
  });
});

describe('a sheet typed by hand', () => {
  it('is cleaned: full width, invisible characters, spaces in Chinese names', () => {
    const rows = rowsOf(
      ['姓 名', '账号（企业微信）', '单位*', '角色'],
      ['张　三', 'ｚｈａｎｇｓａｎ', '云溪县 活动办', '办公室\n'],
      ['\u202e李\u200b四', 'lisi\u00a0', '云溪县活动办', ''],
      ['Anna  Li', 'anna', '云溪县活动办', ''],
    );
    const { people } = dataOf(parseRoster(rows));
    expect(people.map(({ id, name }) => [id, name])).toEqual([
      ['zhangsan', '张三'],
      ['lisi', '李四'],
      ['anna', 'Anna Li'],
    ]);
  });

  it('may begin with a title, have empty rows, and any order of columns', () => {
    const rows = rowsOf(
      ['云溪县活动名册（2014年3月）'],
      ['填表人：办公室'],
      [],
      ['单位', '角色', '帐号', '姓名'],
      [],
      ['云溪县活动办', '', 'a', '张三'],
      ['', ' ', '', ''],
    );
    expect(dataOf(parseRoster(rows)).people).toHaveLength(1);
  });

  it('may have columns of its own, which are told to be ignored', () => {
    const parsed = parseRoster(
      rowsOf(['序号', '姓名', '账号', '单位', '联系电话'], ['1', '张三', 'a', '云溪县活动办', '139'], ['2']),
    );
    expect(dataOf(parsed).people).toHaveLength(1);
    expect(noticesOf(parsed)[0]).toBe('用不到的列，没有读：“序号”、“联系电话”');
  });
});

describe('notices', () => {
  const found = (...rows: readonly Row[]) => noticesOf(parseWith(...rows)).join('\n');

  it('tell of branches without a secretary, and of childless units where people live', () => {
    const text = found(person('张三', 'a', { 支部: '机关支部' }), person('李四', 'b', { 单位: '县卫生局' }));
    expect(text).toContain('“县教育局/机关支部”还没有书记');
    expect(text).toContain('“县卫生局”还没有书记');
    expect(text).not.toContain('“县教育局”还没有书记');
    expect(found(person('张三', 'a', { 支部: '机关支部', 角色: '书记' }))).not.toContain('还没有书记');
  });

  it('tell of groups that cannot be reached and of groups that share an address, never the address', () => {
    const text = found(
      person('张三', 'a', { 支部: '一支部', 推送地址: 'same-key-1' }),
      person('李四', 'b', { 支部: '二支部', 推送地址: 'same-key-1' }),
    );
    expect(text).toContain('“云溪县活动办”没有填推送地址');
    expect(text).toContain('“县教育局/一支部”、“县教育局/二支部”填了同一个推送地址');
    expect(text).not.toContain('same-key');
  });

  it('tell of units without a category and of a roster without an office clerk', () => {
    expect(found({ 单位: '清源镇', 上级单位: '云溪县活动办' })).toContain('“清源镇”没有填类别');
    expect(found()).toContain('还没有人的角色是“活动办”');
    expect(found(person('张三', 'a', { 角色: '活动办' }))).not.toContain('还没有人的角色');
  });
});
