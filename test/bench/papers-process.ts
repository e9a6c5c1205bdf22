import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MediaHost } from '../../src/simulator/bot/media-host.ts';
import type { HttpReply } from '../../src/simulator/fault.ts';
import { systemClock } from '../../src/time/clock.ts';
import { Writer } from '../likeness/texts.ts';
import { docxOf, wordParagraph, wordPicture } from '../support/sent-files.ts';
import { answerParent } from './child.ts';
import type { Listening } from './load.ts';
import { type Paper, PaperWish } from './papers.ts';
import { SECRETS } from './wire.ts';

// Where documents are fetched; a process of its own, for it must not hold up whoever fetches them. It keeps the latest.
const CHARACTERS = 2000;
const STOCK = 0.3;

let latest = published(Buffer.alloc(0));
const server = createServer((_, response) => {
  response.writeHead(latest.status, { ...latest.headers, 'content-type': latest.type }).end(latest.body);
});
server.listen(0, '127.0.0.1');

answerParent((question): Listening | Paper => {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/paper`;
  return question === 'where' ? { url } : { url, characters: putUp(PaperWish.parse(question)) };
});

function putUp({ bytes, seed }: PaperWish): number {
  const text = new Writer(seed).essay(CHARACTERS, STOCK);
  latest = published(documentOf(text, bytes));
  return text.replace(/\s/g, '').length;
}

function published(document: Buffer): HttpReply {
  const host = new MediaHost(systemClock, SECRETS.aesKey);
  return host.serve(host.publish({ name: '体会.docx', bytes: document }).id);
}

/** The text with a picture that cannot be compressed. */
function documentOf(text: string, bytes: number): Buffer {
  const body = text.split('\n').map(wordParagraph).join('') + wordPicture();
  const content = randomBytes(bytes);
  return docxOf(body, [{ name: 'word/media/picture.png', content, stored: true }]);
}
