import type Koa from 'koa';

/**
 * Whether a posted form can come from one of our own pages. Under `no-referrer` browsers give `null` for the origin of our own
 * forms as well, and old ones give nothing at all: then the form's token has to decide.
 */
export function isFromHere(context: Koa.Context, publicUrl: string): boolean {
  const site = context.get('Sec-Fetch-Site');
  if (site !== '' && site !== 'same-origin' && site !== 'none') return false;
  const origin = context.get('Origin');
  return origin === '' || origin === 'null' || origin === new URL(publicUrl).origin;
}
