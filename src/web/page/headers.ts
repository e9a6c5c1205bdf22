import type Koa from 'koa';

/** Nothing runs on a page, nothing comes from elsewhere, nobody frames it. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

/** What every answer to a browser carries. Nothing is kept by a browser or on the way unless the handler says so afterwards. */
export function guard(context: Koa.Context): void {
  context.set({ ...HEADERS, 'Cache-Control': 'no-store' });
}
