import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const FOLDER = new URL('../reference/', import.meta.url);

/**
 * How much of a picture differs from the one somebody has looked at and found good, 0 to 1; 1 for another size. A picture that is
 * meant to look different now: delete its reference, run the test, which fails and draws a new one, and look at that.
 */
export function differenceFrom(name: string, png: Uint8Array): number {
  const file = new URL(`${name}.png`, FOLDER);
  if (!existsSync(file)) {
    writeFileSync(file, png);
    return 1;
  }
  const [known, now] = [PNG.sync.read(readFileSync(file)), PNG.sync.read(Buffer.from(png))];
  const { width, height } = known;
  if (width !== now.width || height !== now.height) return 1;
  return pixelmatch(known.data, now.data, undefined, width, height, { threshold: 0.2 }) / (width * height);
}
