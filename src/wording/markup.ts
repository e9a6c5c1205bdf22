const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Marks that reorder what stands around them, control characters other than the ends of lines, and what XML forbids even escaped.
const UNWANTED = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|(?![\n\r\t])\p{Cc}/gu;

/** Text people wrote, as text of a page or a drawing and nothing else: safe between tags and inside quoted attributes. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNWANTED, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
