import { openWithOpinions } from '../../opinions/support.ts';
import type { County } from '../../support/county.ts';

/** What a careless server would keep of who is writing. */
export const SENDER = {
  'user-agent': 'BravePhone/9.9 (Secret Model)',
  'x-forwarded-for': '203.0.113.77',
  'x-real-ip': '203.0.113.77',
  referer: 'https://intranet.example/who-am-i',
  'accept-language': 'gsw-CH',
  cookie: 'who=somebody',
} as const;

/** A page as it came. */
export interface Seen {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

/** Somebody with a browser, nobody knows who, and the box of the sample county. */
export class Passer {
  readonly county: County;
  /** Every answer so far. */
  readonly seen: Seen[] = [];

  constructor(county: County) {
    this.county = county;
  }

  get(path: string): Promise<Seen> {
    return this.#ask(path, {});
  }

  post(path: string, fields: Readonly<Record<string, string>>): Promise<Seen> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** A stamp as it comes with a blank form. */
  async stamp(): Promise<string> {
    return stampIn((await this.get('/box')).html);
  }

  /** Opens the form, takes a minute, and sends it. */
  async writes(text: string, fields: Readonly<Record<string, string>> = {}): Promise<Seen> {
    const stamp = await this.stamp();
    this.county.minutesPass(1);
    return this.post('/box', { stamp, text, ...fields });
  }

  async #ask(path: string, how: RequestInit): Promise<Seen> {
    const answer = await fetch(this.county.stage.app.url + path, { ...how, headers: SENDER });
    const seen = { status: answer.status, html: await answer.text(), headers: answer.headers };
    this.seen.push(seen);
    return seen;
  }
}

export const openBox = async (at?: readonly [day: string, time: string]): Promise<Passer> =>
  new Passer(await openWithOpinions(at));

export const stampIn = (html: string): string => inside(html, /name="stamp" value="([^"]+)"/);

/** The number and the receipt word on the page that says them once. */
export const keptIn = (html: string): { readonly number: string; readonly word: string } => ({
  number: inside(html, /<dd>(\d{4,})<\/dd>/),
  word: inside(html, /<dd>(.{3}-.{3}-.{3})<\/dd>/u),
});

function inside(html: string, pattern: RegExp): string {
  const [, found] = pattern.exec(html) ?? [];
  if (found === undefined) throw new Error(`not found: ${pattern} in ${html}`);
  return found;
}
