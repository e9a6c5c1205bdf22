import { excerpt, plain } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import type { Context } from '../command.ts';
import type { FileAtHand } from './file-at-hand.ts';

const PREVIEW = 40;
/** Enough of the hash to compare two by eye. */
const FINGERPRINT = 8;

/** Characters people count: without white space. */
export const lengthOf = (text: string): number => [...text.replace(/\s/g, '')].length;

/** What was found in a file: its length, fingerprint and beginning; or that it is a scan, or why it could not be read. Empty for pictures. */
export function fileAbout(context: Context, at: FileAtHand): string {
  return at.contents === null || at.contents.kind === 'picture'
    ? ''
    : context.say('files.about', aboutView(context, at));
}

function aboutView({ say, place }: Context, { file, contents }: FileAtHand): View {
  const fingerprint = file.hash.slice(0, FINGERPRINT);
  if (contents?.kind === 'text')
    return {
      fingerprint,
      text: true,
      length: lengthOf(contents.text),
      cut: contents.cut,
      // An essay is its author's and the secretary's to read: in a group none of it is shown.
      preview: place === 'private' ? excerpt(plain(contents.text), PREVIEW) : null,
    };
  if (contents?.kind === 'scan') return { fingerprint, scan: true, pages: contents.pages };
  return { fingerprint, unread: contents?.kind === 'unread' ? say(`files.unread-${contents.why}`) : null };
}
