import { type Campaign, findTerm } from '../../campaign/campaign.ts';
import type { UnitId } from '../../roster/roster.ts';
import type { Context } from '../command.ts';
import { requireUnit } from '../finding.ts';

/** What stands in front of an opinion, and the opinion itself as it was typed. */
export interface TaggedText {
  readonly source: string | null;
  readonly people: string | null;
  readonly question: string | null;
  /** The unit concerned, `转县卫生局`. */
  readonly unit: UnitId | null;
  readonly text: string;
}

const TAGS = ['source', 'people', 'question', 'unit'] as const;
type TagKind = (typeof TAGS)[number];
type Found = Partial<Record<TagKind, string>>;

/** One's own opinion was gathered nowhere: 座谈会 at its beginning belongs to it. */
export const OWN_TAGS: readonly TagKind[] = ['people', 'question', 'unit'];

/**
 * Takes the campaign's own words off the front, each kind once, in any order. Nothing else is taken: what follows is kept
 * word for word. A kind of people alone is a beginning like any other (`群众 反映…`) and stays in the text.
 */
export function readTags(context: Context, rest: string, allowed: readonly TagKind[] = TAGS): TaggedText {
  const found: Found = {};
  let text = rest;
  for (;;) {
    const [whole = '', word = ''] = /^(\S+?)(?:[\s:：，,]+|$)/u.exec(text) ?? [];
    const tag = word === '' ? undefined : tagOf(context.campaign, word);
    if (!tag || !allowed.includes(tag.kind) || found[tag.kind] !== undefined) break;
    found[tag.kind] = tag.name;
    text = text.slice(whole.length);
  }
  const { source = null, people = null, question = null } = found;
  if (source === null && question === null && people !== null) return readUnit(context, rest);
  return { source, people, question, unit: unitOf(context, found.unit), text };
}

/** Only the unit, where it is named in front. */
function readUnit(context: Context, rest: string): TaggedText {
  const [whole = '', name] = /^转(\S+)\s+/u.exec(rest) ?? [];
  const unit = unitOf(context, name);
  return { source: null, people: null, question: null, unit, text: rest.slice(whole.length) };
}

function tagOf(
  { opinions }: Campaign,
  word: string,
): { readonly kind: TagKind; readonly name: string } | undefined {
  const source = findTerm(opinions.sources, word);
  if (source) return { kind: 'source', name: source.name };
  const people = findTerm(opinions.people, word);
  if (people) return { kind: 'people', name: people.name };
  const question = findTerm(opinions.questions, word);
  if (question) return { kind: 'question', name: question.name };
  return /^转./u.test(word) ? { kind: 'unit', name: word.slice(1) } : undefined;
}

const unitOf = (context: Context, name: string | undefined): UnitId | null =>
  name === undefined ? null : requireUnit(context, name).id;
