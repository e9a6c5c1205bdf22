import { ANY_TO_APP, NOTHING_TO_APP } from './app-shots.ts';
import { ANY_TO_BOT, NOTHING_TO_BOT } from './bot-shots.ts';
import type { Maker } from './making.ts';

/** Where more of the code is. */
const TO_BOT = 0.8;

/** Anything at all; what is signed comes mostly from people of the county. */
export const anyShot: Maker = (making) =>
  making.dice.weighted(making.dice.chance(TO_BOT) ? ANY_TO_BOT : ANY_TO_APP)(making);

/** What must leave nothing behind, whatever is answered. */
export const nothingShot: Maker = (making) =>
  making.dice.weighted(making.dice.chance(TO_BOT) ? NOTHING_TO_BOT : NOTHING_TO_APP)(making);
