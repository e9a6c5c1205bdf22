import { z } from 'zod';
import { nearest } from '../wording/nearest.ts';
import type { Term } from './campaign.ts';
import type { FollowUpRules } from './follow-ups.ts';
import type { CampaignFile } from './schema.ts';

/** Tells a mistake at a place of the file. */
type Tell = (path: readonly PropertyKey[], problem: string, allowed: string) => void;

/** Words the commands themselves understand. */
const RESERVED: ReadonlySet<string> = new Set(['日历', '提名', '表彰', '目标']);

/** The sections as the rules of the campaign. Tells of words that mean two things, and of requirements that name what is not there. */
export function followUpsOf(data: CampaignFile, mistake: Tell): FollowUpRules {
  const { checklists, pipelines, lookpoints, nudges, exemplars } = data;
  const awards = exemplars.map(({ award, also, category }) => ({ name: award, also, categories: category }));
  refuseTwins(checklists, ['checklists'], mistake);
  refuseTwins(pipelines, ['pipelines'], mistake);
  refuseTwins(lookpoints, ['lookpoints'], mistake);
  refuseTwins(awards, ['exemplars'], mistake);
  for (const [index, { points, enough, not_enough }] of checklists.entries()) {
    const path = ['checklists', index];
    refuseTwins(points.map(asTerm), [...path, 'points'], mistake);
    refuseTwins([...enough, ...not_enough], [...path, 'not_enough'], mistake, false);
    refuseDigits([...enough, ...not_enough], path, mistake);
  }
  for (const [index, { stages, types }] of pipelines.entries())
    refuseTwins([...stages, ...types], ['pipelines', index, 'stages'], mistake, false);
  checkRequirements(data, mistake);
  return {
    checklists: checklists.map(({ enough, not_enough, ...rest }) => ({
      ...rest,
      answers: [
        ...enough.map((word) => ({ ...word, enough: true })),
        ...not_enough.map((word) => ({ ...word, enough: false })),
      ],
    })),
    pipelines,
    lookpoints,
    nudges,
    exemplars: awards,
  };
}

const asTerm = (name: string): Term => ({ name, also: [] });

/** One word may mean one thing only. `listed`: whether the path's list holds exactly these terms, so that the line can be told. */
function refuseTwins(
  terms: readonly Term[],
  path: readonly PropertyKey[],
  mistake: Tell,
  listed = true,
): void {
  const seen = new Set<string>();
  for (const [index, { name, also }] of terms.entries())
    for (const word of [name, ...also]) {
      const place = listed ? [...path, index] : path;
      if (RESERVED.has(word)) mistake(place, `“${word}”是指令用的词`, '换一个说法');
      else if (seen.has(word)) mistake(place, `“${word}”重复`, '每个词只能有一个意思');
      seen.add(word);
    }
}

/** `1是2否` has to be read without spaces. */
function refuseDigits(words: readonly Term[], path: readonly PropertyKey[], mistake: Tell): void {
  for (const word of words.flatMap(({ name, also }) => [name, ...also]))
    if (/[\d\s]/.test(word))
      mistake([...path, 'enough'], `回答“${word}”里有数字或空格`, '写成一个词，如 已部署');
}

const named = z.looseObject({
  checklist: z.string().optional(),
  pipeline: z.string().optional(),
  types: z.array(z.string()).default([]),
});

/** Requirements name only checklists, pipelines and types that are listed. What they say wrongly otherwise, their measure tells. */
function checkRequirements(data: CampaignFile, mistake: Tell): void {
  for (const [index, { measure, of }] of data.requirements.entries()) {
    const parsed = named.safeParse(of);
    const path = ['requirements', index, 'of'];
    if (measure === 'lookpoints' && data.lookpoints.length === 0)
      mistake(['requirements', index, 'measure'], '没有写督导的看点', '在 lookpoints 里列出');
    if ((measure !== 'checklist' && measure !== 'pipeline') || !parsed.success) continue;
    const { [measure]: name, types } = parsed.data;
    const list = measure === 'checklist' ? data.checklists : data.pipelines;
    const names = list.map((each) => each.name);
    if (name === undefined) continue;
    if (!names.includes(name))
      mistake([...path, measure], `“${name}”没有列在 ${measure}s 里`, oneOf(name, names));
    const known = data.pipelines.find((each) => each.name === name)?.types.map((type) => type.name) ?? [];
    for (const [at, type] of types.entries())
      if (!known.includes(type))
        mistake([...path, 'types', at], `“${type}”没有列在“${name}”的 types 里`, oneOf(type, known));
  }
}

function oneOf(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  const all = words.join('、') || '先列出来';
  return near ? `${all}（您要写的是不是“${near}”）` : all;
}
