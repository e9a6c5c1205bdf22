import type { County } from '../support/county.ts';
import { PageVisitor } from '../support/page-visitor.ts';
import { linkFor } from '../support/pages.ts';

/** Somebody with a browser, in by the bot's link. */
export async function inside(county: County, userid: string): Promise<PageVisitor> {
  const visitor = new PageVisitor(county.stage.app.url);
  const entered = await visitor.enter(await linkFor(county, userid));
  if (entered.status !== 303) throw new Error(`${userid} was not let in: ${entered.text}`);
  return visitor;
}

/** Every page that links lead to, as people read its address. Each is there: what one may not see is not linked. */
export async function everywhere(visitor: PageVisitor): Promise<string[]> {
  const seen = new Set<string>();
  const ahead = ['/p'];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    const readable = decodeURIComponent(path);
    if (seen.has(readable)) continue;
    seen.add(readable);
    const page = await visitor.get(path);
    if (page.status !== 200) throw new Error(`${readable} answers ${page.status}`);
    for (const [, link = ''] of page.html.matchAll(/href="(\/p[^"]*)"/g))
      ahead.push(link.replaceAll('&amp;', '&'));
  }
  return [...seen];
}
