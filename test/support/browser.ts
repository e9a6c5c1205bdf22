import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Where fonts with Chinese characters may lie: inside an installed package, or the system's own. */
const FONT_FOLDERS = [
  join(import.meta.dirname, '../../node_modules/@embedpdf/fonts-sc/fonts'),
  '/usr/share/fonts',
  '/usr/local/share/fonts',
];

/**
 * Not the package's own, which are for a cloud function: they turn off what the page relies on, end the browser with its first page,
 * and compute in software what a graphics card would, at four times the cost.
 */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];

/**
 * A headless browser. On Linux x64 it comes out of a package; elsewhere it is the Chrome at `CHROME_PATH`, or the
 * one installed. Without a Chinese font the text is there all the same, but drawn as boxes.
 */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return openInstalled();
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: ARGUMENTS,
    headless: true,
    env: { ...process.env, FONTCONFIG_FILE: process.env['FONTCONFIG_FILE'] ?? (await writeFontConfig()) },
  });
}

function openInstalled(): Promise<Browser> {
  const path = process.env['CHROME_PATH'];
  return chromium.launch(path ? { executablePath: path } : { channel: 'chrome' });
}

async function writeFontConfig(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fonts-'));
  const folders = FONT_FOLDERS.filter((each) => existsSync(each)).map((each) => `<dir>${each}</dir>`);
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${folders.join('')}<cachedir>${folder}/cache</cachedir></fontconfig>
`,
  );
  return file;
}
