import { randomBytes } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import { commitsOf } from '../e2e/support/books.ts';
import { GatedDisk } from '../e2e/support/gate.ts';
import { type County, openCounty } from '../support/county.ts';

interface Secrets {
  readonly token: string;
  readonly aesKey: string;
  readonly receiveId: string;
}

/** Where WeCom knocks at the running bot, with what it knows. */
function doorsOf({ stage }: County): readonly (readonly [url: string, secrets: Secrets])[] {
  const { bot, app } = stage.config.wecom;
  if (bot.mode !== 'callback' || !app?.callback) throw new Error('this county is called back at two doors');
  return [
    [`${stage.app.url}/wecom/callback`, bot],
    [`${stage.app.url}/wecom/app`, { ...app.callback, receiveId: app.corpId }],
  ];
}

function signed({ token, aesKey, receiveId }: Secrets, plaintext: string, at: number, nonce: string) {
  const sealed = encrypt(aesKey, plaintext, receiveId);
  const timestamp = String(Math.floor(at / 1000));
  const msg_signature = getSignature(token, timestamp, nonce, sealed);
  return { sealed, query: new URLSearchParams({ msg_signature, timestamp, nonce }) };
}

describe('hazard 1: the address is verified', () => {
  it('at once, by the bare plaintext, also while the disk hangs and fifty people wait for it', async () => {
    const disk = new GatedDisk();
    const county = await openCounty({ setUp: 'AC', disk, bound: ['education1'] });
    const { platform, app } = county.stage;
    disk.hold();
    let answered = 0;
    const waiting = app
      .outlook()
      .progress.roster.people.slice(0, 50)
      .map(async ({ id }) => {
        const answer = await platform.say({ from: id, chat: 'private', text: '/意见 办事窗口中午没有人' });
        answered++;
        return answer;
      });
    await disk.arrived;
    for (const [url, secrets] of doorsOf(county)) {
      const echo = String(randomBytes(6).readUIntBE(0, 6));
      const { sealed, query } = signed(secrets, echo, county.clock.now(), 'n0nce');
      query.set('echostr', sealed);
      const response = await fetch(`${url}?${query}`);
      expect([response.status, await response.text()]).toEqual([200, echo]);
    }
    expect(answered).toBe(0);
    disk.release();
    for (const { text } of await Promise.all(waiting)) expect(text).toContain('已按原话登记');
  });
});

describe('hazard 1: whoever does not know the token', () => {
  it('gets nothing from either door, and nothing on record', async () => {
    const county = await openCounty({ setUp: 'AC', bound: ['education1'] });
    const before = (await commitsOf(county)).length;
    for (const [url, secrets] of doorsOf(county)) {
      const isApp = url.endsWith('/app');
      const plaintext = isApp
        ? '<xml><FromUserName>zhoumin</FromUserName><MsgType>text</MsgType><Content>/开会 集中学习</Content><MsgId>1</MsgId></xml>'
        : JSON.stringify({
            msgid: '1',
            chattype: 'single',
            from: { userid: 'zhoumin' },
            msgtype: 'text',
            text: { content: '/开会 集中学习' },
          });
      const send = async (sealed: string, query: URLSearchParams): Promise<number> => {
        const body = isApp ? `<xml><Encrypt>${sealed}</Encrypt></xml>` : JSON.stringify({ encrypt: sealed });
        const response = await fetch(`${url}?${query}`, { method: 'POST', body });
        expect(await response.text()).toBe('');
        return response.status;
      };
      const now = county.clock.now();
      const forged = signed({ ...secrets, token: 'guessed' }, plaintext, now, 'n');
      const right = signed(secrets, plaintext, now, 'n');
      const upper = new URLSearchParams(right.query);
      upper.set('msg_signature', (upper.get('msg_signature') ?? '').toUpperCase());
      const twice = new URLSearchParams([...right.query, ['nonce', 'n']]);
      const array = new URLSearchParams(
        [...right.query].map(([name, value]): [string, string] => [`${name}[]`, value]),
      );
      for (const query of [forged.query, upper, twice, array, new URLSearchParams()])
        expect(await send(right.sealed, query)).toBe(403);
      expect(await send(forged.sealed, right.query)).toBe(403);
      for (const minutes of [-10, 10]) {
        const stale = signed(secrets, plaintext, now + minutes * 60_000, 'n');
        expect(await send(stale.sealed, stale.query)).toBe(403);
      }
      const elsewhere = signed({ ...secrets, receiveId: 'ww-another' }, plaintext, now, 'n');
      expect(await send(elsewhere.sealed, elsewhere.query)).toBe(400);
    }
    expect(await commitsOf(county)).toHaveLength(before);
    expect(county.log.join('')).not.toMatch(/开会|zhoumin|guessed/);
  });
});
