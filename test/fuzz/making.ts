import type { Scene } from './callbacks.ts';
import type { Dice } from './dice.ts';
import type { Shot } from './shot.ts';

/** What a shot is made from. */
export interface Making {
  readonly dice: Dice;
  readonly scene: Scene;
  /** `any/17` */
  readonly name: string;
  /** Its place among those of its part. */
  readonly index: number;
  /** What the bot's clock shows. */
  readonly at: number;
}

export type Maker = (making: Making) => Shot;
export type Makers = readonly (readonly [weight: number, make: Maker])[];

/** The msgid of what is made. */
export const idOf = ({ name }: Making): string => `fuzz-${name}`;

/** The msgid of something that was sent before, if it had one. */
export const formerId = ({ dice, name, index }: Making): string =>
  `fuzz-${name.replace(/\d+$/, '')}${dice.below(index + 1)}`;
