import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, plain, plainLines } from '../../src/wording/plain.ts';
import { anyText } from '../support/any-text.ts';

describe('text that people wrote', () => {
  it.each([
    ['a mention of everybody', '<@all>', '＜@all＞'],
    ['a mention of one', '请<@zhangsan>看', '请＜@zhangsan＞看'],
    ['a link', '[点我](https://evil.example)', '［点我］(https：//evil.example)'],
    ['a bare link', '看 www.evil.example', '看 www．evil.example'],
    ['a picture', '![x](http://evil.example/x.png)', '！［x］(http：//evil.example/x.png)'],
    ['a font', '<font color="warning">急</font>', '＜font color="warning"＞急＜/font＞'],
    ['a heading', '# 大标题', '＃ 大标题'],
    ['bold', '**重要**', '＊＊重要＊＊'],
    ['code', '`rm`', '｀rm｀'],
    ['a table', '|a|b|', '｜a｜b｜'],
  ])('cannot act as %s', (_, text, shown) => expect(plain(text)).toBe(shown));

  it('cannot begin a new line', () => expect(plain('张三\n# 李四')).toBe('张三 ＃ 李四'));

  it('cannot hide or turn round what stands beside it', () => {
    expect(plain('张\u202e三\u200b\u0000')).toBe('张三');
    expect(plain('a\ud800b')).toBe('a\ufffdb');
  });

  it('never keeps a character of syntax, whatever it is', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(plain(text)).not.toMatch(/[<>[\]*_#`~|\\!\n\r]|:\/\//);
      }),
    );
  });

  it('keeps its lines where it may have several, and none begins a list or a rule', () => {
    expect(plainLines('一\n- 二\n1. 三\n---')).toBe('一\n - 二\n 1. 三\n ---');
  });
});

describe('an excerpt', () => {
  it('is the whole text when it fits', () => expect(excerpt('三思三观', 4)).toBe('三思三观'));
  it('ends with an ellipsis', () => expect(excerpt('三思三观', 3)).toBe('三思三…'));
  it('never cuts a character in the middle', () => expect(excerpt('👨‍👩‍👧‍👦好人', 1)).toBe('👨‍👩‍👧‍👦…'));
});
