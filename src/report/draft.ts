import type { Content, Outgoing } from '../journal/outgoing.ts';
import type { Picture } from './chart/picture.ts';
import type { Paper } from './paper/paper.ts';
import type { Poster } from './poster/poster.ts';
import type { Workbook } from './workbook/workbook.ts';

/** A file as it is decided: everything that stands in it, nothing of how it is made. Plain data: it goes to a worker. */
export type Order =
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'workbook'; readonly workbook: Workbook }
  | { readonly kind: 'poster'; readonly poster: Poster }
  | { readonly kind: 'document'; readonly document: Paper };

/** An order that takes long to plan: that is done in small steps when its turn has come, so that nobody waits meanwhile. */
export interface Errand {
  readonly kind: 'errand';
  plan(): Promise<Order>;
}

/** A message decided as every other, whose picture or file has yet to be made: before it is put on record, by a workshop. */
export interface Draft extends Omit<Outgoing, 'content'> {
  readonly content: {
    readonly type: Extract<Content['type'], 'image' | 'file'>;
    /** What the file is called where it is shown. */
    readonly name: string;
    readonly order: Order | Errand;
  };
}
