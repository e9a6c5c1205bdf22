import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The one stylesheet. Its address changes with it, so that browsers may keep it for good. */
export interface Stylesheet {
  /** `/assets/style-0123456789ab.css` */
  readonly path: string;
  readonly text: string;
}

export function readStylesheet(file: string): Stylesheet {
  const text = readFileSync(file, 'utf8');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/assets/style-${hash}.css`, text };
}
