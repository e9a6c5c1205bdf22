import type { DocumentType } from '../campaign/documents.ts';
import type { DocumentSent, StoredFile } from '../records/records.ts';
import type { Context } from './command.ts';
import { confirmsAll, readAnswers, statedIn } from './document-points.ts';
import { filesAtHand } from './files/loose-files.ts';

/** What a version says. */
export interface Draft {
  readonly text: string | null;
  readonly file: StoredFile | null;
  readonly points: readonly string[];
  /** Whether it only adds to the version before. */
  readonly adds: boolean;
}

/** The version before, and whether it still lacks points. */
export interface Before {
  readonly document: DocumentSent;
  readonly isIncomplete: boolean;
}

/**
 * The version somebody means: answers to the points that were asked for, which complete the version before; or what was typed,
 * quoted or attached; or a file sent a while ago. Undefined when there is nothing.
 */
export function readDraft(
  context: Context,
  type: DocumentType,
  before: Before | undefined,
  body: string,
): Draft | undefined {
  const { message } = context;
  const attached = [...message.files, ...(message.quote?.files ?? [])].some(({ ok }) => ok);
  const answers = readAnswers(body, type.points);
  if (before && answers && !attached && adds(before, type, body)) return completed(before.document, answers);
  const quoted = message.quote?.text.trim() ?? '';
  if (attached || quoted !== '')
    return given(type, quoted, attached ? fileAtHand(context) : null, body, answers);
  if (body !== '' && !answers) return given(type, '', null, body, answers);
  const file = fileAtHand(context);
  const isFresh = file !== null && file.hash !== before?.document.file?.hash;
  if (isFresh || body !== '') return given(type, '', isFresh ? file : null, body, answers);
  return undefined;
}

/** Who goes through all points has written a text of its own, unless it is a file that is asked about. */
function adds({ document, isIncomplete }: Before, type: DocumentType, body: string): boolean {
  if (confirmsAll(body) || statedIn(body, type.points).length < type.points.length) return true;
  return isIncomplete && document.text === null;
}

type Answers = ReadonlyMap<string, string>;

const fileAtHand = (context: Context): StoredFile | null => filesAtHand(context).at(-1)?.file ?? null;

/** What was quoted, attached and typed, together. */
function given(
  type: DocumentType,
  quoted: string,
  file: StoredFile | null,
  body: string,
  answers: Answers | undefined,
): Draft {
  const text = [quoted, body].filter((part) => part !== '').join('\n');
  const points = new Set([...statedIn(text, type.points), ...(answers?.keys() ?? [])]);
  return { text: text === '' ? null : text, file, points: inOrder(type, points), adds: false };
}

/** The version before with the answers added to it. */
function completed(before: DocumentSent, answers: Answers): Draft {
  const added = [...answers].map(([point, answer]) => `${point}：${answer}`);
  const text = [before.text, ...added].filter((part) => part !== null).join('\n');
  return { text, file: before.file, points: [...new Set([...before.points, ...answers.keys()])], adds: true };
}

const inOrder = ({ points }: DocumentType, stated: ReadonlySet<string>): string[] =>
  points.map(({ name }) => name).filter((name) => stated.has(name));
