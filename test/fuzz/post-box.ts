import { createCipheriv } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { SECRETS } from './letter.ts';
import { activeMarkup } from './markup.ts';

/** Where everything the bot sends arrives: it is taken and looked at. Beside it a second server, which nobody has any business to call. */
export class PostBox implements AsyncDisposable {
  readonly #servers: Server[] = [];
  readonly #isAccount: (id: string) => boolean;
  readonly #problems: string[] = [];
  api = '';
  trap = '';
  /** Messages taken. */
  taken = 0;

  private constructor(isAccount: (id: string) => boolean) {
    this.#isAccount = isAccount;
  }

  static async open(isAccount: (id: string) => boolean): Promise<PostBox> {
    const box = new PostBox(isAccount);
    box.api = await box.#serve((asked, answer) => {
      void box.#answer(asked).then(
        ([type, body]) => answer.setHeader('content-type', type).end(body),
        () => answer.writeHead(500).end(),
      );
    });
    box.trap = await box.#serve((asked, answer) => {
      box.#problems.push(`called ${asked.method ?? ''} ${asked.url ?? ''}, which is none of its addresses`);
      answer.end('{"errcode":0}');
    });
    return box;
  }

  /** What was wrong with what the bot has sent since this was last asked. */
  takeProblems(): readonly string[] {
    return this.#problems.splice(0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async #answer(asked: IncomingMessage): Promise<readonly [type: string, body: string | Buffer]> {
    const body = await buffer(asked);
    const file = /^\/media\/(\w+)/.exec(asked.url ?? '')?.[1];
    if (file !== undefined) return ['application/octet-stream', fileNamed(file)];
    if (asked.headers['content-type']?.startsWith('application/json'))
      this.#look(body.toString(), asked.url ?? '');
    return ['application/json', JSON.stringify(GOOD)];
  }

  #look(text: string, path: string): void {
    this.taken++;
    // A code is given back as it came with a tap.
    const { touser, response_code: _, ...said } = sent.parse(JSON.parse(text));
    const tell = (problem: string): void =>
      void this.#problems.push(`sent to ${path.split('?', 1)[0] ?? ''}: ${problem}`);
    for (const words of stringsIn(said)) {
      const active = activeMarkup(words, this.#isAccount);
      if (active !== undefined) tell(`people's text is active: ${active}`);
    }
    const mentioned = said.text?.mentioned_list ?? [];
    if (!mentioned.every(this.#isAccount)) tell(`it mentions ${JSON.stringify(mentioned)}`);
    // Whoever has written to the app is answered, but never all at once: https://developer.work.weixin.qq.com/document/path/90236
    if (touser !== undefined && (!/^[\w.@-]{1,64}$/.test(touser) || /^@?all$/i.test(touser)))
      tell(`it is for ${JSON.stringify(touser)}`);
  }

  async #serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}

const sent = z.looseObject({
  touser: z.string().optional(),
  response_code: z.string().optional(),
  text: z.looseObject({ mentioned_list: z.array(z.string()).optional() }).optional(),
});

/** Holds something for whatever was called. */
const GOOD = {
  errcode: 0,
  errmsg: 'ok',
  media_id: 'media-1',
  access_token: 'token-1',
  expires_in: 7200,
  msgid: 'sent-1',
  response_code: 'code-1',
  chatid: 'chat-1',
};

function fileNamed(name: string): Buffer {
  switch (name) {
    case 'text':
      return sealed('三思三观体会：和群众的距离不在路上，在心里。'.repeat(20));
    case 'odd':
      return sealed(`PK\u0003\u0004${'\0'.repeat(500)}`);
    case 'picture':
      return sealed('\u0089PNG\r\n\u001a\n');
    case 'empty':
      return sealed('');
    case 'plain':
      return Buffer.from('not encrypted at all');
    default:
      return Buffer.alloc(0);
  }
}

const KEY = Buffer.from(`${SECRETS.aesKey}=`, 'base64');

/** As WeCom keeps files: https://developer.work.weixin.qq.com/document/path/100719 */
function sealed(text: string): Buffer {
  const bytes = Buffer.from(text, text.startsWith('\u0089') ? 'latin1' : 'utf8');
  const padding = 32 - (bytes.length % 32);
  const cipher = createCipheriv('aes-256-cbc', KEY, KEY.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
