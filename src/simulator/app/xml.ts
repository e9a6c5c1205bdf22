import { SaxesParser } from 'saxes';
import { PlatformError } from '../errors.ts';

/** One level of XML below `<xml>`. Words are wrapped in CDATA, numbers are not. */
export function writeXml(fields: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(fields).map(
    ([name, value]) => `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`,
  );
  return `<xml>${lines.join('\n')}</xml>`;
}

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** Reads the same. Throws a PlatformError with this code for what is anything else. */
export function readXmlFields(text: string, code: 'envelope' | 'shape'): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  const path: string[] = [];
  const parser = new SaxesParser({ position: false });
  const add = (words: string) => {
    const name = path[1];
    if (path.length === 2 && name !== undefined) fields[name] = (fields[name] ?? '') + words;
  };
  parser.on('opentag', ({ name }) => {
    if (path.push(name) > 2) throw new PlatformError(code, `<${name}> stands too deep`);
    if (path.length === 2) fields[name] = '';
  });
  parser.on('closetag', () => void path.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  try {
    parser.write(text).close();
  } catch (cause) {
    throw cause instanceof PlatformError
      ? cause
      : new PlatformError(code, `not XML: ${text.slice(0, 80)}`, { cause });
  }
  return fields;
}
