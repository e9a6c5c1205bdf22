import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { HttpReply } from '../fault.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page's own files by path, read once. */
export function pageFiles(): ReadonlyMap<string, HttpReply> {
  const folder = join(import.meta.dirname, 'browser');
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const type = TYPES[extname(name)];
      if (!type) return [];
      const path = name === 'index.html' ? '/' : `/${name}`;
      return [[path, { status: 200, type, body: readFileSync(join(folder, name)) }]];
    }),
  );
}
