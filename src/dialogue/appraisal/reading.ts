import type { AppraisalRules } from '../../campaign/appraisal.ts';
import { findTerm, type Term } from '../../campaign/campaign.ts';
import type { AppraisalOpened } from '../../records/records.ts';
import { nearest } from '../../wording/nearest.ts';
import { excerpt } from '../../wording/plain.ts';
import { wordsOf } from '../arguments.ts';
import { type Context, Refusal } from '../command.ts';
import { subjectsOf, subjectTitle } from './titles.ts';

const LONGEST = 5000;
const WORD = 20;

/** What a voter says of one subject. */
export interface Opinion {
  readonly subject: number;
  readonly overall: string;
  readonly aspects: ReadonlyMap<string, string>;
  /** Word for word. */
  readonly comment: string | null;
}

/** Words in front of `意见`, and what follows it, as it was typed. */
export function splitComment(rest: string): { readonly words: string[]; readonly comment: string | null } {
  const [whole, before = '', comment = ''] =
    /^([\s\S]*?)(?<![^\s，,；;。、])意见[\s：:，,]+([\s\S]*)$/u.exec(rest) ?? [];
  const words = wordsOf((whole === undefined ? rest : before).replace(/[:：]/g, ' '));
  return { words, comment: comment.trim() === '' ? null : comment.trim() };
}

/**
 * Reads `好 官僚主义 一般 陈建国 较好`: a choice is about the subject or aspect named last, at first about the leadership. What is not
 * understood is refused whole, for a vote cannot be taken back.
 */
export function readOpinions(
  context: Context,
  rules: AppraisalRules,
  opened: AppraisalOpened,
  words: readonly string[],
  comment: string | null,
): readonly Opinion[] {
  const reader = new Reader(context, rules, opened);
  for (const word of words.flatMap((each) => unglued(context, rules, opened, each))) reader.read(word);
  return reader.finish(comment);
}

interface Draft {
  overall: string | null;
  readonly aspects: Map<string, string>;
}

class Reader {
  readonly #context: Context;
  readonly #rules: AppraisalRules;
  readonly #opened: AppraisalOpened;
  readonly #drafts = new Map<number, Draft>();
  #subject = 0;
  #aspect: string | null = null;

  constructor(context: Context, rules: AppraisalRules, opened: AppraisalOpened) {
    this.#context = context;
    this.#rules = rules;
    this.#opened = opened;
  }

  read(word: string): void {
    const choice = findTerm(this.#rules.choices, word)?.name;
    if (choice !== undefined) {
      this.#choose(choice);
      return;
    }
    this.#refuseOpenAspect();
    const subject = subjectNamed(this.#context, this.#opened, word);
    this.#aspect = findTerm(this.#rules.aspects, word)?.name ?? null;
    if (subject !== undefined) {
      this.#subject = subject;
      this.#draft();
    } else if (this.#aspect === null) {
      const view = unknownView(this.#context, this.#rules, this.#opened, word);
      throw new Refusal(this.#context.say('appraisal.unknown', view));
    }
  }

  finish(comment: string | null): readonly Opinion[] {
    this.#refuseOpenAspect();
    if (comment !== null) this.#draft();
    if (comment !== null && [...comment].length > LONGEST)
      throw new Refusal(this.#context.say('appraisal.too-long', { longest: LONGEST }));
    return [...this.#drafts].map(([subject, { overall, aspects }]) => {
      if (overall === null) throw this.#noChoice(this.#titleOf(subject));
      return { subject, overall, aspects, comment: subject === this.#subject ? comment : null };
    });
  }

  #choose(choice: string): void {
    const draft = this.#draft();
    const aspect = this.#aspect;
    if (aspect === null ? draft.overall !== null : draft.aspects.has(aspect))
      throw new Refusal(this.#context.say('appraisal.twice', { of: aspect ?? this.#titleOf(this.#subject) }));
    if (aspect === null) draft.overall = choice;
    else draft.aspects.set(aspect, choice);
    this.#aspect = null;
  }

  #draft(): Draft {
    const draft = this.#drafts.get(this.#subject) ?? { overall: null, aspects: new Map() };
    this.#drafts.set(this.#subject, draft);
    return draft;
  }

  #refuseOpenAspect(): void {
    if (this.#aspect !== null) throw this.#noChoice(this.#aspect);
  }

  #noChoice(of: string): Refusal {
    return new Refusal(
      this.#context.say('appraisal.no-choice', { of, choices: namesOf(this.#rules.choices) }),
    );
  }

  #titleOf(subject: number): string {
    return subjectTitle(this.#context, this.#opened, subject);
  }
}

const namesOf = (terms: readonly Term[]): string => terms.map(({ name }) => name).join('、');

/** `陈建国较好` is two words, as if a space stood between. */
function unglued(
  context: Context,
  { choices, aspects }: AppraisalRules,
  opened: AppraisalOpened,
  word: string,
): readonly string[] {
  const isKnown = (text: string): boolean =>
    findTerm(aspects, text) !== undefined || subjectNamed(context, opened, text) !== undefined;
  if (isKnown(word) || findTerm(choices, word)) return [word];
  const endings = choices.flatMap(({ name, also }) => [name, ...also]).filter((each) => word.endsWith(each));
  const ending = endings.find((each) => isKnown(word.slice(0, -each.length)));
  return ending === undefined ? [word] : [word.slice(0, -ending.length), ending];
}

function subjectNamed({ roster }: Context, opened: AppraisalOpened, word: string): number | undefined {
  if (/^(领导)?班子$/.test(word)) return 0;
  const found = opened.leaders.filter((id) => roster.nameOf(id) === word || id === word.toLowerCase());
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? undefined : opened.leaders.indexOf(only) + 1;
}

function unknownView(context: Context, rules: AppraisalRules, opened: AppraisalOpened, word: string) {
  const subjects = subjectsOf(opened).map((each) => subjectTitle(context, opened, each));
  const known = [...subjects, ...[...rules.choices, ...rules.aspects].map(({ name }) => name)];
  return {
    word: excerpt(word, WORD),
    near: nearest(word, known) ?? '',
    choices: namesOf(rules.choices),
    subjects: subjects.slice(0, 8).join('、'),
  };
}
