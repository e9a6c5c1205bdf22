import { TextDecoder } from 'node:util';
import type { FileContents } from '../records/records.ts';
import { keptText } from './clean-text.ts';
import type { Limits } from './limits.ts';
import { utf16Of } from './plain-text.ts';
import { Unread } from './unread.ts';
import { WordText } from './word-text.ts';
import { ZipGuard } from './zip-guard.ts';

/** Word itself numbers the main part sometimes. */
const MAIN = /^word\/document\d*\.xml$/;
const PICTURE = /^word\/media\/./;

/**
 * The text of a Word document, told by what is in the zip file. A document of pictures alone counts as a scan with a page for
 * each. Its main part is read as it is inflated and nothing else is: readers that build the whole document in memory want up
 * to a kilobyte for an element of four bytes, and a thread that runs out of heap may take the process with it.
 * @throws Unread, and whatever the readers throw at damaged content.
 */
export async function readZip(content: Uint8Array, limits: Limits): Promise<FileContents> {
  const zip = await ZipGuard.open(content, limits);
  const main = zip.names.find((name) => MAIN.test(name));
  if (main === undefined) throw new Unread('not-a-document', 'no Word document');
  const { text, entire } = await textOf(zip.content(main), limits.characters);
  const contents = keptText(text, limits.characters, !entire);
  const pictures = zip.names.filter((name) => PICTURE.test(name)).length;
  return contents.kind === 'text' && contents.text === '' && entire && pictures > 0
    ? { kind: 'scan', pages: pictures }
    : contents;
}

/** Reads on until more text is there than is kept. */
async function textOf(
  xml: AsyncIterable<Uint8Array>,
  characters: number,
): Promise<{ readonly text: string; readonly entire: boolean }> {
  const word = new WordText();
  let decoder: TextDecoder | undefined;
  for await (const chunk of xml) {
    decoder ??= new TextDecoder(utf16Of(chunk) ?? 'utf-8', { fatal: true });
    word.write(decoder.decode(chunk, { stream: true }));
    if (word.length > 2 * characters) return { text: word.text(), entire: false };
  }
  word.close();
  return { text: word.text(), entire: true };
}
