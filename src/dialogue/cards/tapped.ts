import type { Card } from '../../journal/outgoing.ts';
import type { Context } from '../command.ts';

/** The card that was tapped, with nothing left to choose; undefined where the words were typed. */
export const settledCard = (
  { message: { tapped } }: Context,
  title: string,
  lines: readonly string[],
): Card | undefined => (tapped === null ? undefined : { id: tapped, title, lines, choices: [] });

/** The card as it looks now, where it is this one that was tapped. */
export const ifTapped = ({ message: { tapped } }: Context, card: Card | undefined): Card | undefined =>
  tapped === card?.id ? card : undefined;
