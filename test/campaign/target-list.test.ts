import { describe, expect, it } from 'vitest';
import { expand, inFew, type TargetList, unanswered } from '../../src/campaign/target-list.ts';

describe('an item of a list', () => {
  it('stands for every number of its range', () => {
    expect(expand('河东村 1-3户')).toEqual(['河东村1户', '河东村2户', '河东村3户']);
    expect(expand('班子成员 9至10号')).toEqual(['班子成员9号', '班子成员10号']);
  });

  it('stands for itself where there is no range', () => {
    expect(expand('《厉行节约、反对浪费》')).toEqual(['《厉行节约、反对浪费》']);
    expect(expand('河东村 7 户')).toEqual(['河东村7户']);
  });

  it('is a mistake when its range runs backwards', () => {
    expect(expand('河东村 3-1户')).toBeUndefined();
  });
});

describe('targets in few words', () => {
  it('are runs, with the place said once', () => {
    const targets = ['河东村1户', '河东村2户', '河东村3户', '河东村8户', '柳树湾村', '柳树湾村2户'];
    expect(inFew(targets, 9)).toBe('河东村1-3户、8户、柳树湾村、柳树湾村2户');
  });

  it('are cut where a telephone ends, with the number of all', () => {
    expect(inFew(['甲', '乙', '丙'], 2)).toBe('甲、乙等3处');
    expect(inFew([], 2)).toBe('');
  });
});

describe('the questions of a list', () => {
  const list: TargetList = {
    id: 'helped',
    title: '帮扶户',
    per: 'all',
    targets: [],
    ask: ['原因', '时限'],
    unless: '已解决',
  };

  it('are answered by their word and a colon, over several notes', () => {
    expect(unanswered(list, ['原因：缺劳力'])).toEqual(['时限']);
    expect(unanswered(list, ['原因：缺劳力', '时限: 6月底'])).toEqual([]);
  });

  it('are not answered by the word alone or by nothing behind the colon', () => {
    expect(unanswered(list, ['不知道原因', '时限：，'])).toEqual(['原因', '时限']);
  });

  it('are needless where it is solved, and only where that word stands alone', () => {
    expect(unanswered(list, ['去看了，已解决。'])).toEqual([]);
    expect(unanswered(list, ['还没有已解决的办法'])).toEqual(['原因', '时限']);
  });
});
