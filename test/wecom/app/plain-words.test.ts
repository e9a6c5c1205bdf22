import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../src/wecom/app/plain-words.ts';
import { bytesOf } from '../../../src/wecom/limits.ts';
import { plain } from '../../../src/wording/plain.ts';

describe('markdown as plain words', () => {
  it.each([
    ['**加粗**的字', '加粗的字'],
    ['**一**和**二**', '一和二'],
    ['> **引用**\n> 第二行', '引用\n第二行'],
    ['>> 两层', '两层'],
    ['  > 缩进的', '缩进的'],
    ['# 标题\n正文', '标题\n正文'],
    ['### 小标题', '小标题'],
    ['- 一\n- 二', '- 一\n- 二'],
    ['1. 一\n2. 二', '1. 一\n2. 二'],
    ['<font color="warning">过期</font>了', '过期了'],
    ['[说明](https://example.com/a)', '说明 https://example.com/a'],
    ['发 `帮助` 看用法', '发 帮助 看用法'],
    ['一\n\n\n\n二', '一\n\n二'],
    ['**没有结束', '**没有结束'],
    ['3 * 4 ** 2', '3 * 4 ** 2'],
    ['#1 不是标题', '#1 不是标题'],
    ['', ''],
  ])('%j becomes %j', (markdown, words) => {
    expect(plainWords(markdown)).toBe(words);
  });

  it('leaves what people wrote as it was made safe', () => {
    const typed = plain('**别** # 这 > 样 <font color="x"> [a](http://b)');
    expect(plainWords(`**张三**：${typed}`)).toBe(`张三：${typed}`);
  });

  it('are never longer than the markdown', () => {
    const piece = fc.constantFrom(
      '**',
      '>',
      '> ',
      '#',
      '# ',
      '\n',
      '- ',
      '字',
      '`',
      '<font>',
      '](https://a)',
      '[',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const markdown = pieces.join('');
        expect(bytesOf(plainWords(markdown))).toBeLessThanOrEqual(bytesOf(markdown));
      }),
    );
  });
});
