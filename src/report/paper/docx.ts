import {
  AlignmentType,
  Document,
  Footer,
  FootnoteReferenceRun,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import {
  FONT_TABLE,
  FROM_THE_EDGE,
  FROM_THE_RIGHT,
  NOTICE_RUN,
  PAGE,
  PAGE_RUN,
  STYLES,
  TITLE_RUN,
  TITLE_SPACING,
  TWO_CHARACTERS,
} from './form.ts';
import type { Block, Paper, Piece } from './paper.ts';

/** The paper as a Word document, in the form of GB/T 9704. */
export async function docxOf(paper: Paper): Promise<Uint8Array> {
  const notes = new Notes();
  const children = [
    ...(paper.notice === null ? [] : [new Paragraph({ children: [run(paper.notice, NOTICE_RUN)] })]),
    ...paper.title.map(titleLine),
    new Paragraph({}),
    ...paper.blocks.map((block) => set(block, notes)),
    new Paragraph({}),
    ...[paper.signature, paper.date].map(endLine),
  ];
  const document = new Document({
    title: clean(paper.title.join('')),
    creator: clean(paper.signature),
    lastModifiedBy: clean(paper.signature),
    styles: STYLES,
    footnotes: notes.all,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: PAGE,
        // On paper the number stands at the outer edge.
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document, false, [FONT_TABLE]));
}

/** Footnotes in the order in which they are referred to. */
class Notes {
  readonly all: Record<string, { readonly children: readonly Paragraph[] }> = {};
  #count = 0;

  /** The reference to a new note of this text. */
  add(text: string): FootnoteReferenceRun {
    const number = ++this.#count;
    this.all[number] = { children: [new Paragraph({ style: 'FootnoteText', children: [run(text)] })] };
    return new FootnoteReferenceRun(number);
  }
}

function set(block: Block, notes: Notes): Paragraph {
  if (block.kind === 'heading') {
    const heading = block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
    return new Paragraph({ heading, children: [run(block.text)] });
  }
  return new Paragraph({
    indent: TWO_CHARACTERS,
    alignment: AlignmentType.BOTH,
    children: block.pieces.flatMap((piece) => runs(piece, notes)),
  });
}

function runs(piece: Piece, notes: Notes): (TextRun | FootnoteReferenceRun)[] {
  if (piece.kind === 'gap') return [run(piece.text, { highlight: 'yellow' })];
  return piece.source === null ? [run(piece.text)] : [run(piece.text), notes.add(piece.source)];
}

const titleLine = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: TITLE_SPACING,
    children: [run(text, TITLE_RUN)],
  });

const endLine = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    indent: { right: FROM_THE_RIGHT },
    children: [run(text)],
  });

/** — 1 — */
function pageNumber(alignment: 'left' | 'right'): Footer {
  const number = new TextRun({ ...PAGE_RUN, children: ['— ', PageNumber.CURRENT, ' —'] });
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { [alignment]: FROM_THE_EDGE },
        children: [number],
      }),
    ],
  });
}

type Look = Omit<ConstructorParameters<typeof TextRun>[0] & object, 'text' | 'children'>;

const run = (text: string, look: Look = {}): TextRun => new TextRun({ ...look, text: clean(text) });

/** Without what XML cannot hold: one such character and the document opens nowhere. */
const clean = (text: string): string =>
  text.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => (character === '\t' ? ' ' : ''));
