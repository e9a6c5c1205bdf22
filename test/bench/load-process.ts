import { Agent } from 'node:http';
import { TravellingClock } from '../../src/demo/clock.ts';
import { answerParent } from './child.ts';
import { confirm, Order } from './load.ts';
import { post } from './post.ts';
import { playRound } from './round.ts';
import { letterOf, MORNING, messageOf, wordsOf } from './wire.ts';

const clock = new TravellingClock(MORNING);

// Encrypting before and decrypting after the round: the generator must not be what is measured.
answerParent(async (question) => {
  const { to, atOnce, expect, said } = Order.parse(question);
  const { origin, pathname } = new URL(to);
  const letters = said.map((each) => letterOf(messageOf(each), pathname, clock.now()));
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  await Promise.all(Array.from({ length: atOnce }, () => post(agent, origin)));
  globalThis.gc?.();
  const answers = new Map<(typeof letters)[number], string>();
  const round = await playRound(letters, atOnce, async (letter) => {
    answers.set(letter, await post(agent, origin, letter));
  });
  agent.destroy();
  for (const [letter, answer] of answers) confirm(wordsOf(answer, letter), expect);
  return round;
});
