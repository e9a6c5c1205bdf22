import { describe, expect, it } from 'vitest';
import { drawMarkdown, drawText } from '../../src/simulator/markdown.ts';

const nameOf = (userid: string) => (userid === 'liming' ? '李明<b>' : undefined);
const first = (text: string) => drawMarkdown(text, 'markdown', nameOf).trim();
const second = (text: string) => drawMarkdown(text, 'markdown_v2', nameOf).trim();

describe("WeCom's markdown", () => {
  it('draws headings, bold, quotes, links and line breaks', () => {
    expect(first('# 周报\n**2** 人\n未签')).toBe('<h1>周报</h1>\n<p><strong>2</strong> 人<br>\n未签</p>');
    expect(first('> 引用')).toContain('<blockquote>');
    expect(first('[看](https://example.com/)')).toContain('rel="noopener noreferrer"');
  });

  it('draws the three colours, with markdown inside', () => {
    expect(first('<font color="warning">**3** 人</font>未交')).toBe(
      '<p><span class="font-warning"><strong>3</strong> 人</span>未交</p>',
    );
    expect(first('<font color="info">好</font>')).toContain('font-info');
    expect(first('<font color="comment">注</font>')).toContain('font-comment');
  });

  it('draws mentions by name, and an unknown userid as it is', () => {
    expect(first('<@liming> <@nobody> <@all>')).toBe(
      '<p><span class="mention">@李明&lt;b&gt;</span> <span class="mention">@nobody</span> <span class="mention">@所有人</span></p>',
    );
  });

  it('has tables and lists in its second dialect only', () => {
    expect(second('|a|\n|-|\n|1|')).toContain('<table>');
    expect(first('|a|\n|-|\n|1|')).not.toContain('<table>');
    expect(second('- 一')).toContain('<li>');
    expect(first('- 一\n- 二')).toBe('<p>- 一<br>\n- 二</p>');
  });

  it('has neither colours nor mentions in its second dialect', () => {
    expect(second('<font color="info">好</font> <@liming>')).toBe(
      '<p>&lt;font color=&quot;info&quot;&gt;好&lt;/font&gt; &lt;@liming&gt;</p>',
    );
  });

  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<font color="red" onclick="alert(1)">x</font>',
    '<font color="info"><img src=x onerror=alert(1)></font>',
    '<font color="info">x',
    '</font><font color="info">',
    '<@a"onmouseover="alert(1)>',
    '[x](javascript:alert(1))',
    '<https://example.com/?a="onload=1>',
  ];
  it.each(attacks)('lets nothing through: %s', (text) => {
    for (const html of [first(text), second(text), drawText(text, nameOf)]) {
      const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)];
      for (const [, tag, attributes] of tags) {
        expect(['p', 'span', 'br', 'h1', 'strong']).toContain(tag);
        expect(attributes).toMatch(/^( class="(mention|font-info)")?$/);
      }
    }
  });

  it('draws a picture from elsewhere as what it is called', () => {
    expect(second('![图<b>](https://example.com/x.png)')).toBe('<p>[图片] 图&lt;b&gt;</p>');
  });

  it('draws plain words with mentions and leaves all else alone', () => {
    expect(drawText('**请** <@liming>\n看 <b>', nameOf)).toBe(
      '**请** <span class="mention">@李明&lt;b&gt;</span>\n看 &lt;b&gt;',
    );
  });
});
