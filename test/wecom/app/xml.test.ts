import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../src/wecom/app/xml.ts';

const LONGEST = 100_000;
const read = (xml: string) => {
  const fields = readXml(xml, LONGEST);
  return fields && Object.fromEntries(fields);
};

describe('the XML of a callback', () => {
  it('is its fields, in CDATA or not', () => {
    const xml = '<xml>\n<A><![CDATA[一 <b>&amp;]]></A>\n<B>二&lt;&#19977;</B><C></C><D/>\n</xml>';
    expect(read(xml)).toEqual({ A: '一 <b>&amp;', B: '二<三', C: '', D: '' });
  });

  it('may begin with a declaration or a byte order mark', () => {
    expect(read('<?xml version="1.0" encoding="UTF-8"?><xml><A>1</A></xml>')).toEqual({ A: '1' });
    expect(read('\ufeff<xml><A>1</A></xml>')).toEqual({ A: '1' });
  });

  it('keeps a number of 64 bits as it stands', () => {
    expect(read('<xml><MsgId>9223372036854775807</MsgId></xml>')).toEqual({ MsgId: '9223372036854775807' });
  });

  it('puts pieces of CDATA and words between them together', () => {
    expect(read('<xml><A><![CDATA[a]]]]><![CDATA[>b]]>c</A></xml>')).toEqual({ A: 'a]]>bc' });
  });

  it('leaves out what holds elements, such as the items chosen on a card', () => {
    const items =
      '<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>a</OptionId><OptionId>b</OptionId></OptionIds></SelectedItem></SelectedItems>';
    expect(read(`<xml><A>1</A>${items}<B>2</B></xml>`)).toEqual({ A: '1', B: '2' });
  });

  it('is heard without the characters XML has no place for', () => {
    expect(read('<xml><A><![CDATA[签\0到\b\ud800\ufffe]]></A></xml>')).toEqual({ A: '签到' });
  });

  it.each([
    ['nothing', ''],
    ['words', '签到'],
    ['JSON', '{"encrypt":"x"}'],
    ['another root', '<html><A>1</A></html>'],
    ['two roots', '<xml><A>1</A></xml><xml/>'],
    ['an open end', '<xml><A>1</A>'],
    ['crossed ends', '<xml><A><B></A></B></xml>'],
    ['words between the fields', '<xml>a<A>1</A></xml>'],
    ['a field twice', '<xml><A>1</A><A>2</A></xml>'],
    ['a field twice, once with elements', '<xml><A><B/></A><A>2</A></xml>'],
    ['an entity of its own', '<xml><A>&who;</A></xml>'],
    ['an entity of HTML', '<xml><A>&nbsp;</A></xml>'],
    ['a document type', '<!DOCTYPE xml><xml><A>1</A></xml>'],
    ['a document type with an entity', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>'],
    ['a document type elsewhere', '<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml><A>1</A></xml>'],
    ['an instruction', '<?php echo 1 ?><xml><A>1</A></xml>'],
    ['a number that is no character', '<xml><A>&#0;</A></xml>'],
  ])('is refused for %s', (_what, xml) => {
    expect(read(xml)).toBeUndefined();
  });

  it('may quote a document type in what somebody said', () => {
    expect(read('<xml><A><![CDATA[<!DOCTYPE html>]]></A></xml>')).toEqual({ A: '<!DOCTYPE html>' });
  });

  it('is refused for an entity bomb, at once', () => {
    const lines = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`);
    const bomb = `<!DOCTYPE xml [<!ENTITY a0 "ha">${lines.join('')}]><xml><A>&a9;</A></xml>`;
    expect(read(bomb)).toBeUndefined();
  });

  it.each([9, 1000, 14_000])('is refused when it is %i deep', (depth) => {
    const inside = depth - 1;
    expect(read(`<xml>${'<A>'.repeat(inside)}${'</A>'.repeat(inside)}</xml>`)).toBeUndefined();
  });

  it('may be eight deep', () => {
    expect(read(`<xml><B>1</B>${'<A>'.repeat(7)}${'</A>'.repeat(7)}</xml>`)).toEqual({ B: '1' });
  });

  it('is refused when it is longer than told, or has more than a hundred fields', () => {
    const long = (length: number): string => `<xml><A>${'x'.repeat(length - 18)}</A></xml>`;
    expect(read(long(LONGEST))).toEqual({ A: 'x'.repeat(LONGEST - 18) });
    expect(read(long(LONGEST + 1))).toBeUndefined();
    expect(read(long(200 * 1024))).toBeUndefined();
    const fields = (count: number) => Array.from({ length: count }, (_, index) => `<F${index}/>`).join('');
    expect(Object.keys(read(`<xml>${fields(100)}</xml>`) ?? {})).toHaveLength(100);
    expect(read(`<xml>${fields(101)}</xml>`)).toBeUndefined();
  });

  it('is never taken for fields of every object', () => {
    const fields = readXml('<xml><__proto__>1</__proto__><constructor>2</constructor></xml>', LONGEST);
    expect([...(fields ?? [])]).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('can be anything without an exception', () => {
    const piece = fc.constantFrom(
      '<xml>',
      '</xml>',
      '<A>',
      '</A>',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&x;',
      '<!--',
      '-->',
      '<!DOCTYPE',
      '>',
      '字',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const fields = readXml(pieces.join(''), LONGEST);
        expect(fields === undefined || fields instanceof Map).toBe(true);
      }),
    );
  });
});
