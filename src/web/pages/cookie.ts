import type Koa from 'koa';

/**
 * Sent back to the pages' own path alone, so that the same browser brings nothing along to the opinion box; `__Host-`, which would
 * send it everywhere, is for that reason not used.
 */
const NAME = 'qunxue';
const SECURE_NAME = `__Secure-${NAME}`;

export interface Place {
  /** The public address. */
  readonly url: string;
  /** The path it begins with. */
  readonly base: string;
}

const isSecure = ({ url }: Place): boolean => url.startsWith('https:');
const nameAt = (place: Place): string => (isSecure(place) ? SECURE_NAME : NAME);

/** Behind a proxy this side of the connection is plain, whatever the browser sees: so the header is written by hand. */
export function giveCookie(context: Koa.Context, place: Place, id: string): void {
  context.append('Set-Cookie', `${nameAt(place)}=${id}; ${attributes(place)}`);
}

export function takeCookie(context: Koa.Context, place: Place): void {
  context.append('Set-Cookie', `${nameAt(place)}=; Max-Age=0; ${attributes(place)}`);
}

export const cookieOf = (context: Koa.Context, place: Place): string | undefined =>
  context.cookies.get(nameAt(place));

const attributes = (place: Place): string =>
  ['HttpOnly', 'SameSite=Strict', `Path=${place.base}/p`, ...(isSecure(place) ? ['Secure'] : [])].join('; ');
