import { describe, expect, it } from 'vitest';
import { county } from './support.ts';

describe('典型', () => {
  it('are put forward for the award of their unit’s category, honoured by the office, and listed as they came', async () => {
    const talk = await county();
    expect(await talk.says('douwenjing', 'library', '/典型')).toContain('“服务标兵”（事业单位）：还没有提名');
    expect(await talk.says('douwenjing', 'library', '/典型 提名 苏志刚 十年无投诉')).toContain(
      '苏志刚 为“服务标兵”（县图书馆，第1号）',
    );
    talk.later();
    expect(await talk.whispers('ludayong', '/典型 提名 老百姓的贴心人 苗翠芳 走遍二十六户')).toContain(
      '第2号',
    );
    talk.later();
    expect(await talk.says('douwenjing', 'library', '/典型 推荐 少儿部 周末故事会')).toContain('第3号');
    talk.later();
    expect(await talk.says('wanglihua', 'office', '/典型 表彰 2')).toContain(
      '清源镇 苗翠芳 “老百姓的贴心人”',
    );
    expect(await talk.says('wanglihua', 'office', '/dx')).toMatch(
      /“服务标兵”（事业单位）\n- 1\. 苏志刚.*\n- 3\. 少儿部.*\n“人民好公仆”（机关）：还没有提名\n“老百姓的贴心人”（乡镇）\n- 2\. 苗翠芳（清源镇）.*，已表彰/,
    );
    // A unit's list is its own.
    const own = await talk.says('suzhigang', 'library', '/典型');
    expect(own).toContain('少儿部');
    expect(own).not.toContain('苗翠芳');
    expect(own).not.toContain('/典型 表彰');
  });

  it('are put forward by those in charge, and honoured by the office alone', async () => {
    const talk = await county();
    expect(await talk.says('suzhigang', 'library', '/典型 提名 葛俊杰 好')).toContain(
      '需要由 县图书馆 的负责人',
    );
    await talk.says('douwenjing', 'library', '/典型 提名 苏志刚 十年无投诉');
    for (const who of ['douwenjing', 'jinxin'])
      expect(await talk.whispers(who, '/典型 表彰 1')).toContain('需要由');
  });

  it.each([
    ['/典型 提名', '请写明姓名（或集体名称）和事迹'],
    ['/典型 提名 葛俊杰', '请写明姓名（或集体名称）和事迹'],
    ['/典型 提名 人民好公仆 葛俊杰 勤勉', '不是评给 县图书馆 这一类单位的'],
    ['/典型 提名 苏志刚 还是他', '已经提名为“服务标兵”，是第1号'],
  ])('says what is wrong: %s', async (text, reply) => {
    const talk = await county();
    await talk.says('douwenjing', 'library', '/典型 提名 苏志刚 十年无投诉');
    talk.later();
    expect(await talk.says('douwenjing', 'library', text)).toContain(reply);
  });

  it('can be taken back, the honour first', async () => {
    const talk = await county();
    await talk.says('douwenjing', 'library', '/典型 提名 苏志刚 十年无投诉');
    talk.later();
    expect(await talk.says('wanglihua', 'office', '/典型 表彰')).toContain('第几号提名');
    expect(await talk.says('wanglihua', 'office', '/典型 表彰 7')).toContain('没有第7号');
    await talk.says('wanglihua', 'office', '/典型 表彰 1');
    talk.later();
    expect(await talk.says('wanglihua', 'office', '/典型 表彰 1')).toContain('没有重复登记');
    expect(await talk.says('wanglihua', 'office', '/撤销 典型')).toContain('苏志刚的表彰登记');
    expect(await talk.says('wanglihua', 'office', '/典型')).not.toContain('已表彰');
    expect(await talk.says('douwenjing', 'library', '/撤销 典型')).toContain('苏志刚的提名登记');
    expect(await talk.says('douwenjing', 'library', '/典型')).toContain('还没有提名');
  });
});
