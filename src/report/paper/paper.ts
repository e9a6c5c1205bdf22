/**
 * A stretch of a paragraph. What is told carries its source, which is set as a footnote; a gap is left for whoever finishes the
 * paper and is set so that nobody can overlook it.
 */
export type Piece =
  | { readonly kind: 'told'; readonly text: string; readonly source: string | null }
  | { readonly kind: 'gap'; readonly text: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly pieces: readonly Piece[] };

/** An official paper as offices write them: what stands in it, nothing of how it is set. */
export interface Paper {
  /** One line above everything, to be taken out of a draft before it is sent; null where there is none. */
  readonly notice: string | null;
  /** Line by line. */
  readonly title: readonly string[];
  readonly blocks: readonly Block[];
  /** Whose paper it is, and its date, at the end on the right. */
  readonly signature: string;
  readonly date: string;
}

export function piecesOf({ blocks }: Pick<Paper, 'blocks'>): readonly Piece[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? block.pieces : []));
}

/** How many gaps are left for a human hand. */
export const gapsIn = (paper: Pick<Paper, 'blocks'>): number =>
  piecesOf(paper).filter(({ kind }) => kind === 'gap').length;

/** The paper without its sources, where there is no way to hand over a file. */
export function textOfPaper({ notice, title, blocks, signature, date }: Paper): string {
  const lines = blocks.map((block) =>
    block.kind === 'heading' ? block.text : block.pieces.map(({ text }) => text).join(''),
  );
  return [...(notice === null ? [] : [notice]), ...title, ...lines, signature, date].join('\n');
}
