const NARROW = /[\u0020-\u00ff\u2013\u2014]/;

/** How wide the text is, in widths of a Chinese character. Digits and Latin letters count as a little over a half. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += NARROW.test(letter) ? 0.58 : 1;
  return width;
}

/** May not begin a line. */
const CLOSING = /^[，。、；：！？）》”’…]/;

/** A title in lines of at most so many characters' width, about equally long; what does not fit into `most` lines ends in `…`. */
export function wrap(text: string, width: number, most: number): string[] {
  const lines = paragraph(text, width);
  if (lines.length === 1) return lines;
  if (lines.length <= most) {
    const even = paragraph(text, widthOf(text) / lines.length + 1);
    return even.length === lines.length ? even : lines;
  }
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), `${[...(kept.at(-1) ?? '')].slice(0, -1).join('')}…`];
}

/** Running text in lines of at most so many characters' width. */
export function paragraph(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const letter of text) {
    const hangs = CLOSING.test(letter) && widthOf(line) <= width;
    if (line !== '' && !hangs && widthOf(line + letter) > width) {
      lines.push(line);
      line = '';
    }
    line += letter;
  }
  return [...lines, line];
}

/** The text from top to bottom, as on the spine of a book: brackets and dashes turn with it. */
export function upright(text: string, most: number): string {
  const letters = [...text.replace(/[（(]/g, '︵').replace(/[）)]/g, '︶').replace(/[“”]/g, '')];
  const kept = letters.length > most ? [...letters.slice(0, most - 1), '︙'] : letters;
  return kept.join('\n');
}
