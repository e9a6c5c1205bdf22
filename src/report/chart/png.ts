import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { Glyphs } from './glyphs.ts';
import { FONT, WIDTH } from './style.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.resolve('@embedpdf/fonts-sc'))), '../fonts');
const REGULAR = join(FOLDER, 'NotoSansHans-Regular.otf');
const BOLD = join(FOLDER, 'NotoSansHans-Bold.otf');

const glyphs = new Glyphs(REGULAR);

/** The drawing as a PNG, with the fonts that come with the program and never the machine's own: it looks the same everywhere. */
export function pngOf(svg: string, width: number = WIDTH): Uint8Array {
  const drawing = new Resvg(glyphs.drawable(svg), {
    font: { fontFiles: [REGULAR, BOLD], loadSystemFonts: false, defaultFontFamily: FONT },
    fitTo: { mode: 'width', value: width },
    background: '#ffffff',
  });
  return drawing.render().asPng();
}
