import type { Dice } from './dice.ts';
import { hostileText } from './hostile.ts';

/** The fields below `<xml>`, in their order. */
export type XmlFields = readonly (readonly [name: string, value: string])[];

/** Words are wrapped in CDATA, as WeCom does. */
export const element = (name: string, value: string): string =>
  `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;

export const xmlOf = (fields: XmlFields): string =>
  `<xml>${fields.map(([name, value]) => element(name, value)).join('')}</xml>`;

/** The same fields, some of them gone, doubled, renamed or of other content. */
export function changedFields(fields: XmlFields, dice: Dice): XmlFields {
  const [name, value] = dice.pick(fields);
  const replaced = (other: string, as = name): XmlFields =>
    fields.map((field) => (field[0] === name ? [as, other] : field));
  return dice.pick<() => XmlFields>([
    () => fields.filter((field) => field[0] !== name),
    () => [...fields, [name, value]],
    () => fields.toReversed(),
    () => replaced(''),
    () => replaced(hostileText(dice)),
    () => replaced('x'.repeat(dice.pick([128, 256, 257, 1025, 70_000]))),
    () => replaced(dice.pick(['0', '-1', '1e9', '18446744073709551616', 'null', 'event', 'text', '  '])),
    () => replaced(value, dice.pick([name.toLowerCase(), 'MsgType', 'Event', 'constructor', '__proto__'])),
    () => [
      ...fields,
      ...Array.from({ length: dice.pick([5, 150]) }, (_, index) => [`X${index}`, value] as const),
    ],
  ])();
}

/** XML as it stands on the wire, with its text itself spoiled. */
export function distortedXml(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const inside = (markup: string): string => text.replace('<xml>', `<xml>${markup}`);
  return dice.pick<() => string>([
    () => text.slice(0, at),
    () => text + text,
    () => `\ufeff${text}`,
    () => `${text.slice(0, at)}${text.slice(at + 1)}`,
    () => `${text.slice(0, at)}${String.fromCharCode(dice.below(0x10000))}${text.slice(at)}`,
    () =>
      `<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${text.replace('<![CDATA[', '&b;<![CDATA[')}`,
    () => `<!DOCTYPE xml SYSTEM "http://192.0.2.1/a.dtd">${text}`,
    () => `<?xml version="1.0"?>${text}`,
    () => inside('<SelectedItems><SelectedItem><QuestionKey>a</QuestionKey></SelectedItem></SelectedItems>'),
    () => inside('<a>'.repeat(dice.pick([3, 10, 5000]))),
    () => inside(`${'<a>'.repeat(2000)}${'</a>'.repeat(2000)}`),
    () => inside('&lt;&amp;&#0;&#x1F600;'),
    () => inside('&unknown;'),
    () => inside(']]>'),
    () => inside('<![CDATA[]]>'),
    () => inside('<x a="1" a="2"/>'),
    () => text.replaceAll('<![CDATA[', '').replaceAll(']]>', ''),
    () => text.replaceAll('xml>', 'XML>'),
    () => text.replace('</xml>', ''),
    () => text.replace(/<!\[CDATA\[/, '<![CDATA[]]]]><![CDATA['),
    () => dice.pick(['', ' ', '{}', 'null', '<xml/>', '<xml></xml>', '<a/>', '<', '&', '<![CDATA[']),
  ])();
}
