import { describe, expect, it } from 'vitest';
import { parseRoster } from '../../src/roster/parse.ts';
import { BUREAU, HEALTH, mistakesOf, OFFICE, parseWith, person, type Row, sheetOf } from './sheets.ts';

/** `row column problem (allowed)` of every mistake; the given rows begin at row 5. */
const told = (...rows: readonly Row[]) => lines(parseWith(...rows));
const lines = (parsed: ReturnType<typeof parseWith>) =>
  mistakesOf(parsed).map(
    ({ row, column, problem, allowed }) => `${row} ${column} ${problem} (${allowed ?? ''})`,
  );

describe('accounts', () => {
  it('must be there', () => {
    expect(told(person('张三', ''))).toEqual([expect.stringMatching(/^5 账号 “张三”没有账号/)]);
  });

  it('must have a name beside them', () => {
    expect(told(person('', 'zhangsan'))).toEqual([expect.stringMatching(/^5 姓名 账号“zhangsan”没有姓名/)]);
  });

  it('may stand only once, whatever their case, and both rows are named', () => {
    expect(told(person('张三', 'zhangsan'), person('李四', 'b'), person('张三', 'ZhangSan'))).toEqual([
      expect.stringMatching(/^7 账号 账号“ZhangSan”与第 5 行重复/),
    ]);
  });

  it.each(['zhang san', '张三', '@all', '-a', 'a/b', 'a<b', 'a'.repeat(65)])('cannot be %s', (account) => {
    expect(told(person('张三', account))).toEqual([
      expect.stringMatching(/^5 账号 账号.*不合规 \(.*1–64 个字母/),
    ]);
  });

  it.each(['a', '13900000001', 'zhang.san@yunxi', 'woAbC_-1', 'a'.repeat(64)])('can be %s', (account) => {
    expect(told(person('张三', account))).toEqual([]);
  });
});

describe('the tree', () => {
  it('must know every unit above, and guesses the one that was meant', () => {
    expect(told({ 单位: '第一小学', 上级单位: '县教肓局' })).toEqual([
      '5 上级单位 上级单位“县教肓局”不在名册里 (您要填的是不是“县教育局”？“单位”一列中有的名称)',
    ]);
  });

  it('does not take a branch for a unit above', () => {
    const rows = [person('张三', 'a', { 支部: '一支部' }), { 单位: '第一小学', 上级单位: '县教育局/一支部' }];
    expect(told(...rows)).toEqual([expect.stringMatching(/^6 上级单位 .*不在名册里/)]);
  });

  it('must not go round in a circle, which is told once', () => {
    const circle = [
      { 单位: '甲', 上级单位: '乙' },
      { 单位: '乙', 上级单位: '丙' },
      { 单位: '丙', 上级单位: '甲' },
      { 单位: '丁', 上级单位: '甲' },
    ];
    expect(told(...circle)).toEqual([
      expect.stringMatching(/^5 上级单位 上级单位绕成了圈：甲 → 乙 → 丙 → 甲/),
    ]);
    expect(told({ 单位: '甲', 上级单位: '甲' })).toEqual([expect.stringMatching(/“甲”的上级单位是它自己/)]);
  });

  it('must have a root', () => {
    const found = lines(parseRoster(sheetOf({ ...OFFICE, 上级单位: '县教育局' }, BUREAU)));
    expect(found).toEqual([
      expect.stringMatching(/^null 上级单位 没有一个单位的上级单位是空的/),
      expect.stringMatching(/^2 上级单位 上级单位绕成了圈：云溪县活动办 → 县教育局 → 云溪县活动办/),
    ]);
  });

  it('must not have two roots, and names each', () => {
    expect(told({ 单位: '清源镇', 类别: '乡镇' })).toEqual([
      expect.stringMatching(/^2 上级单位 “云溪县活动办”没有填上级单位，这样的单位共有 2 个/),
      expect.stringMatching(/^5 上级单位 “清源镇”没有填上级单位/),
    ]);
  });

  it('must not be told two ways, and names both rows', () => {
    expect(told({ 单位: '县教育局', 上级单位: '县卫生局', 类别: '事业单位' })).toEqual([
      expect.stringMatching(/^5 上级单位 .*在第 3 行是“云溪县活动办”，这里却是“县卫生局”/),
      expect.stringMatching(/^5 类别 .*在第 3 行是“机关”，这里却是“事业单位”/),
    ]);
  });

  it.each(['县/局', '县\\局', '县:局', '县*局', '县?局', '县"局', '县<局', '县|局', '县\u0007局'])(
    'must not have a unit or branch called %j',
    (name) => {
      expect(told({ 单位: name, 上级单位: '县教育局' })).toEqual([expect.stringMatching(/^5 单位 名称/)]);
      expect(told({ 单位: '县教育局', 支部: name })).toEqual([expect.stringMatching(/^5 支部 名称/)]);
    },
  );

  it('must not have names too long for a list', () => {
    expect(told({ 单位: '局'.repeat(61), 上级单位: '县教育局' })).toEqual([expect.stringMatching(/太长/)]);
  });
});

describe('rows', () => {
  it('must name a unit, as the lower rows of a merged cell do not', () => {
    expect(told(person('张三', 'a', { 单位: '' }))).toEqual([
      expect.stringMatching(/^5 单位 没有填单位 \(.*合并的单元格请先取消合并/),
    ]);
  });

  it('must not have a role or a flag for nobody', () => {
    expect(told({ 单位: '县教育局', 角色: '书记' })).toEqual([
      expect.stringMatching(/^5 姓名 填了角色或标记，却没有姓名和账号/),
    ]);
  });
});

describe('roles and flags', () => {
  it.each([
    ['角色', '书计', '不认识的角色“书计”', '您要填的是不是“书记”？'],
    ['角色', '负责人', '不认识的角色“负责人”', '您要填的是不是“主要负责人”？'],
    ['角色', '书记(兼)', '不认识的角色“(兼)”', '可填：党员、书记、副书记、班子成员'],
    ['角色', '党员、群众', '同时填了党员和群众', '只填其中一个'],
    ['角色', '督导', '督导没有写明单位', '如：督导（县教育局、县卫生局）'],
    ['角色', '督导（）', '督导没有写明单位', '如：督导（县教育局、县卫生局）'],
    ['角色', '督导（县教肓局）', '督导的单位“县教肓局”不在名册里', '您要填的是不是“县教育局”？'],
    ['标记', '离退', '不认识的标记“离退”', '您要填的是不是“离退休”？可填：离退休、流动、年老体弱、免除'],
    ['标记', '请假', '不认识的标记“请假”', '可填：离退休、流动、年老体弱、免除'],
  ] as const)('%s must not be %s', (column, value, problem, allowed) => {
    const found = mistakesOf(parseWith(person('张三', 'a', { [column]: value })));
    expect(found).toEqual([{ row: 5, column, problem, allowed: expect.stringContaining(allowed) }]);
  });
});

describe('webhooks', () => {
  it.each([
    'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdefgh',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=',
    'https://work.weixin.qq.com/?key=abcdefgh',
    '无',
    '-',
  ])('must not be %s', (webhook) => {
    expect(told({ ...BUREAU, 推送地址: webhook })).toEqual([
      expect.stringMatching(/^5 推送地址 不是群机器人的推送地址/),
    ]);
  });

  it('must not differ for one group, and the report does not give them away', () => {
    const found = told(person('张三', 'a', { 推送地址: 'secret-1' }), { ...BUREAU, 推送地址: 'secret-2' });
    expect(found).toEqual([expect.stringMatching(/^6 推送地址 “县教育局”的推送地址与第 5 行的不一样/)]);
    expect(found.join()).not.toContain('secret');
  });

  it('are not given away by a row that slipped a column', () => {
    const key = '12345678-90ab-cdef-1234-567890abcdef';
    const found = told(
      person('张三', key.slice(1), { 角色: `x?key=${key}`, 标记: key, 单位: `?key=${key}` }),
    );
    expect(found.length).toBeGreaterThan(2);
    expect(found.join()).not.toContain(key);
  });
});

describe('the sheet as a whole', () => {
  it('must have a header', () => {
    const rows = [{ number: 1, cells: ['张三', 'zhangsan', '县教育局'] }];
    expect(lines(parseRoster(rows))).toEqual([expect.stringMatching(/^null null 没有找到表头 .*姓名、账号/)]);
    expect(lines(parseRoster([]))).toHaveLength(1);
  });

  it('must have the three needed columns, each once', () => {
    const rows = [{ number: 3, cells: ['姓名', '账户', '单位', '单位'] }];
    expect(lines(parseRoster(rows))).toEqual([
      '3 账号 缺少“账号”这一列 (现在的“账户”是不是这一列？列名写成“账号”)',
      '3 单位 “单位”这一列出现了两次 (只留一列)',
    ]);
  });

  it('must have something under the header', () => {
    expect(lines(parseRoster(sheetOf()))).toEqual([expect.stringMatching(/表头下面没有内容/)]);
  });

  it('has all its mistakes told at once, from top to bottom', () => {
    const found = mistakesOf(
      parseRoster(
        sheetOf(
          OFFICE,
          { ...BUREAU, 推送地址: 'http://x' },
          HEALTH,
          person('张三', '', { 标记: '忙', 角色: '书计' }),
          person('李四', 'b c', { 单位: '' }),
        ),
      ),
    );
    expect(found.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '3 推送地址',
      '5 账号',
      '5 角色',
      '5 标记',
      '6 账号',
      '6 单位',
    ]);
  });
});
