import type { Context } from 'koa';
import rawBody from 'raw-body';
import { parseJson } from '../json.ts';
import type { Attachment } from './chat.ts';
import { multipart } from './multipart.ts';

/** More than the largest upload, so that its limit is answered with an errcode as WeCom does. */
const BODY_LIMIT = '24mb';

/** A parameter of the address; empty for none. */
export function parameter(ctx: Context, name: string): string {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : '';
}

/** Undefined for a body that is not JSON. */
export const jsonIn = async (ctx: Context): Promise<unknown> =>
  parseJson((await rawBody(ctx.req, { limit: BODY_LIMIT })).toString());

/** The file of an upload. */
export async function fileIn(ctx: Context): Promise<Attachment | undefined> {
  const body = await rawBody(ctx.req, { limit: BODY_LIMIT });
  return (await multipart(body, ctx.get('content-type')))?.files.get('media');
}

/** As much of a file as a record of the call shows. */
export const fileShown = (file: Attachment | undefined): object | undefined =>
  file && { name: file.name, bytes: file.bytes.length };
