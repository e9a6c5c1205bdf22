import { describe, expect, it } from 'vitest';
import { readHouseholds, readListed, readNamed } from '../../src/dialogue/deeds/deed-text.ts';
import { toDay } from '../../src/time/zone.ts';

const setting = {
  acts: [{ name: '集体学习', also: ['学习'] }],
  today: toDay('2014-03-12'),
  lean: 'back',
} as const;
const HOUSEHOLDS = ['河东村', '河东村1户', '河东村2户', '河东村3户', '柳树湾村1户', '柳树湾村2户'];
const BOOKS = ['《厉行节约、反对浪费》', '《之江新语》', '《学习文件选编》', '《论述选编》'];
const PEOPLE = ['甲局班子成员1号', '甲局班子成员12号', '乙局班子成员1号'];

const listed = (rest: string, targets: readonly string[]) => readListed(rest, setting, targets);

describe('households of a list', () => {
  it.each([
    ['河东村 2户', ['河东村2户']],
    ['河东村2户', ['河东村2户']],
    ['河东村 1户、3户', ['河东村1户', '河东村3户']],
    ['河东村 1-3户', ['河东村1户', '河东村2户', '河东村3户']],
    ['河东村 1户 柳树湾村 2户', ['河东村1户', '柳树湾村2户']],
    ['河东 ２户', ['河东村2户']],
    ['河东村', ['河东村']],
  ])('are found in “%s”', (rest, targets) => {
    expect(listed(rest, HOUSEHOLDS).targets).toEqual(targets);
  });

  it('leave what follows as it was typed', () => {
    const text = listed('河东村 2户 昨天 漏雨，要修  屋顶', HOUSEHOLDS);
    expect(text).toMatchObject({ targets: ['河东村2户'], day: '2014-03-11', note: '漏雨，要修  屋顶' });
  });

  it('that are on no list are told, not taken for the village', () => {
    expect(listed('河东村 9户', HOUSEHOLDS).stray).toBe(true);
    expect(listed('河东村 9月', HOUSEHOLDS).stray).toBe(false);
  });

  it('of one row are not taken for those of another whose name is longer', () => {
    const targets = ['河东村', '河东村困难户1户', '河东村困难户2户'];
    expect(listed('河东村 2户', targets)).toMatchObject({ targets: ['河东村'], stray: true });
    expect(listed('困难户 2户', targets).targets).toEqual(['河东村困难户2户']);
  });

  it('need a village that is known', () => {
    expect(listed('2户', HOUSEHOLDS).targets).toEqual([]);
    expect(listed('柳树湾村', HOUSEHOLDS)).toMatchObject({ targets: [], place: '柳树湾村' });
  });
});

describe('titles', () => {
  it.each([
    ['之江新语', '《之江新语》'],
    ['《之江新语》', '《之江新语》'],
    ['之江', '《之江新语》'],
    ['厉行节约、反对浪费', '《厉行节约、反对浪费》'],
    ['2', '《之江新语》'],
    ['第2本', '《之江新语》'],
  ])('are found by “%s”', (typed, title) => {
    expect(listed(typed, BOOKS).targets).toEqual([title]);
  });

  it('are not guessed where a part fits several', () => {
    expect(listed('选编', BOOKS)).toMatchObject({
      targets: [],
      choice: ['《学习文件选编》', '《论述选编》'],
    });
  });

  it('are not found by a number that is not on the list', () => {
    expect(listed('9', BOOKS).targets).toEqual([]);
  });
});

describe('people by number', () => {
  it('are found by unit, kind and number, and 12号 is not the twelfth of the month', () => {
    expect(listed('甲局 班子成员 12号 3月5日', PEOPLE)).toMatchObject({
      targets: ['甲局班子成员12号'],
      day: '2014-03-05',
    });
  });

  it('are found by their unit and a part of their kind, where several units have such', () => {
    const retired = [
      '甲局退出班子老同志1号',
      '甲局退出班子老同志2号',
      '甲局班子成员1号',
      '乙局退出班子老同志1号',
    ];
    expect(listed('甲局 老同志 1-2号', retired).targets).toEqual(retired.slice(0, 2));
    expect(listed('甲局 班子 1号', retired).targets).not.toContain('乙局退出班子老同志1号');
  });

  it('are not guessed where two units have them', () => {
    expect(listed('班子成员 1号', PEOPLE)).toMatchObject({ targets: [], choice: [PEOPLE[0], PEOPLE[2]] });
  });
});

describe('what stands on no list', () => {
  it('is one target, a day and an act in any order, and a note', () => {
    expect(readNamed('3月5日 《走好 群众路线》 河东村 大家都来了', setting)).toMatchObject({
      targets: ['走好 群众路线'],
      day: '2014-03-05',
      note: '河东村 大家都来了',
    });
    expect(readNamed('清源竹业 学习', setting)).toMatchObject({ targets: ['清源竹业'], act: '集体学习' });
  });

  it('if it is a household, is a village and a number and never a name', () => {
    expect(readHouseholds('河东村 12户 5号', setting).targets).toEqual(['河东村12户', '河东村5户']);
    expect(readHouseholds('河东村 老李家', setting).targets).toEqual([]);
    expect(readHouseholds('12户', setting).targets).toEqual([]);
  });
});
