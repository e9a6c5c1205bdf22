/** A browser as far as these tests need one: keeps its cookie, follows nothing by itself. */
export class PageVisitor {
  readonly origin: string;
  cookie = '';

  constructor(origin: string) {
    this.origin = origin;
  }

  async get(path: string): Promise<Visited> {
    return this.#take(await fetch(this.#url(path), { redirect: 'manual', headers: { cookie: this.cookie } }));
  }

  async post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Visited> {
    return this.#take(
      await fetch(this.#url(path), {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(
          Object.entries(fields).flatMap(([name, values]) =>
            [values].flat().map((value): [string, string] => [name, value]),
          ),
        ),
        headers: { cookie: this.cookie, origin: this.origin, 'sec-fetch-site': 'same-origin', ...headers },
      }),
    );
  }

  /** Opens the bot's link and presses its button. */
  async enter(link: string): Promise<Visited> {
    const { pathname } = new URL(link);
    await this.get(pathname);
    return this.post(pathname);
  }

  /** Presses the button whose form says this. */
  async press(page: Visited, button: string, words: string | readonly string[] = []): Promise<Visited> {
    return this.post('/p/act', { token: page.tokenOf(button), words });
  }

  #url(path: string): string {
    return path.startsWith('http') ? path : this.origin + path;
  }

  async #take(response: Response): Promise<Visited> {
    for (const cookie of response.headers.getSetCookie()) [this.cookie = ''] = cookie.split(';', 1);
    return new Visited(response, await response.text());
  }
}

export class Visited {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;

  constructor({ status, headers }: Response, html: string) {
    this.status = status;
    this.headers = headers;
    this.html = html;
  }

  get location(): string {
    return this.headers.get('location') ?? '';
  }

  /** The words on the page, without its tags. */
  get text(): string {
    return this.html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  }

  /** The hidden field of the form with this button. */
  tokenOf(button: string): string {
    for (const [, form = ''] of this.html.matchAll(/<form([\s\S]*?)<\/form>/g))
      if (form.includes(`>${button}</button>`)) return /name="token" value="([^"]+)"/.exec(form)?.[1] ?? '';
    throw new Error(`there is no button ${button} on: ${this.text}`);
  }
}
