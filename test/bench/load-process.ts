import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { TravellingClock } from '../../src/demo/clock.ts';
import { answerParent } from './child.ts';
import { Order } from './load.ts';
import { quantile, timed } from './statistics.ts';
import { type Letter, letterOf, MORNING, wordsOf } from './wire.ts';

interface Answered {
  readonly letter: Letter;
  readonly answer: string;
  readonly took: number;
}

const clock = new TravellingClock(MORNING);

// Encrypting before and decrypting after the round: the generator must not be what is measured.
answerParent(async (question) => {
  const { url, atOnce, expect, said } = Order.parse(question);
  const { origin, pathname } = new URL(url);
  const letters = said.map((each) => letterOf(each, pathname, clock.now()));
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  await Promise.all(Array.from({ length: atOnce }, () => exchange(agent, origin)));
  globalThis.gc?.();
  const answered: Answered[] = [];
  const waiting = letters.values();
  const worker = async (): Promise<void> => {
    for (const letter of waiting) {
      let answer = '';
      const took = await timed(async () => {
        answer = await exchange(agent, origin, letter);
      });
      answered.push({ letter, answer, took });
    }
  };
  const round = await timed(() => Promise.all(Array.from({ length: atOnce }, worker)));
  agent.destroy();
  for (const { letter, answer } of answered) confirm(wordsOf(answer, letter), expect);
  const times = answered.map(({ took }) => took);
  return {
    perSecond: (answered.length / round) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
});

/** Posts the letter; without one, only opens a connection for the agent to keep. */
function exchange(agent: Agent, origin: string, letter?: Letter): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const sent = request(`${origin}${letter?.path ?? '/'}`, {
    agent,
    method: letter ? 'POST' : 'GET',
    headers: letter
      ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(letter.body) }
      : {},
  });
  sent.once('response', (response) => void text(response).then(resolve, reject));
  sent.once('error', reject);
  sent.end(letter?.body);
  return promise;
}

function confirm(words: string, expect: string): void {
  if (!words.includes(expect)) throw new Error(`expected “${expect}”, the answer was: ${words}`);
}
