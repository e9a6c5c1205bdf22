import type { Card } from '../../journal/outgoing.ts';
import type { Context } from '../command.ts';

/** A decision's card, where there is one. */
export type WithCard = { readonly card: Card } | Record<never, never>;

/** The card that was tapped, with nothing left to choose; nothing where the words were typed. */
export function settledCard(
  { message: { tapped } }: Context,
  title: string,
  lines: readonly string[],
): WithCard {
  return tapped === null ? {} : { card: { id: tapped, title, lines, choices: [] } };
}

/** The card as it looks now, where it is this one that was tapped. */
export const ifTapped = ({ message: { tapped } }: Context, card: Card): WithCard =>
  tapped === card.id ? { card } : {};
