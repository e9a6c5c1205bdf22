import { typeOf } from '../journal/files/sniff.ts';
import type { FileContents } from '../records/records.ts';
import { keptText } from './clean-text.ts';
import type { Limits } from './limits.ts';
import { isOle, whyOleIsUnread } from './ole.ts';
import { plainTextOf, utf16Of } from './plain-text.ts';
import { Unread, unread } from './unread.ts';

/** Programs may put something before a pdf; readers look for it so far in. */
const PDF_WITHIN = 1_024;
/** Text with marks for a program: rich text that calls itself .doc as a rule. */
const RICH_TEXT = '{\\rtf';
/** Pages of the web, and what old programs wrote as XML. */
const MARKUP = /^(\xEF\xBB\xBF)?\s*<(\?xml|!doctype|html)/i;
/** Pictures that telephones and scanners make besides those the ledger knows, by a pattern over the first bytes. */
const PICTURES = /^(RIFF.{4}WEBP|BM.{4}\0\0\0\0|II\*\0|MM\0\*|.{4}ftyp(hei|hev|mif|avi))/s;

/** What can be read out of a file, told by its content alone. Damage of any kind is an answer, not an error. */
export async function contentsOf(content: Uint8Array, limits: Limits): Promise<FileContents> {
  try {
    return await read(content, limits);
  } catch (error) {
    return unread(error instanceof Unread ? error.why : 'damaged');
  }
}

// Each file is read in a worker of its own: it loads the reader it needs and no other.
async function read(content: Uint8Array, limits: Limits): Promise<FileContents> {
  if (content.length === 0) return unread('damaged');
  const type = await typeOf(content);
  if (type.startsWith('image/')) return { kind: 'picture' };
  if (type === 'application/zip') return (await import('./docx.ts')).readZip(content, limits);
  const head = Buffer.from(content.subarray(0, PDF_WITHIN)).toString('latin1');
  if (head.includes('%PDF-')) return (await import('./pdf.ts')).readPdf(content, limits);
  if (isOle(content)) return unread(whyOleIsUnread(content));
  if (PICTURES.test(head)) return { kind: 'picture' };
  if (head.startsWith(RICH_TEXT)) return unread('old-format');
  if (MARKUP.test(head)) return unread('not-a-document');
  if (type === 'text/plain' || utf16Of(content)) return keptText(plainTextOf(content), limits.characters);
  return unread('not-a-document');
}
