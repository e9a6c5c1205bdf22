import { readFileSync } from 'node:fs';
import mustache from 'mustache';
import { escaped } from '../wording/markup.ts';

export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

/** A link within the folder. */
export const link = (path: string, text: string): string =>
  `<a href="${escaped(path.split('/').map(encodeURIComponent).join('/'))}">${escaped(text)}</a>`;

/** A table whose cells are HTML already. */
export function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th>${escaped(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((each) => `<td>${each}</td>`).join('')}</tr>`).join('\n');
  return `<table>\n<tr>${head}</tr>\n${body}\n</table>`;
}

/** What is known of something, a row each; nothing where it is not known. */
export const factsOf = (
  heads: readonly [string, string],
  facts: readonly (readonly [what: string, value: string | null])[],
): string =>
  tableOf(
    heads,
    facts.flatMap(([what, value]) => (value === null ? [] : [[escaped(what), escaped(value)]])),
  );

/** A page that stands alone: nothing is loaded and nothing runs. It is well-formed XML too, for readers of the future. */
export const pageOf = (title: string, body: readonly string[]): string =>
  filled('page.html', { title: escaped(title), body: body.join('\n') });

const TEMPLATES = new URL('../../templates/archive/', import.meta.url);

/** A template of the archive, whose `{{{…}}}` are filled in as they are. */
export const filled = (template: string, view: object): string =>
  mustache.render(readFileSync(new URL(template, TEMPLATES), 'utf8'), view);
