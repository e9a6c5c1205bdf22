import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TravellingClock } from '../../src/demo/clock.ts';
import { answerParent } from './child.ts';
import { confirm } from './load.ts';
import { HandingIn, type Took } from './papers.ts';
import { post } from './post.ts';
import { timed } from './statistics.ts';
import { answerOf, fileMessageOf, letterOf, MORNING, messageOf, refreshOf } from './wire.ts';

// Somebody who sends a file in private, and as soon as it is confirmed says what it is for.
const TOPIC = '三思三观';
/** Milliseconds until WeCom asks again for an answer that is not finished. */
const REFRESH = 20;

const clock = new TravellingClock(MORNING);
const agent = new Agent({ keepAlive: true });

answerParent(async (question): Promise<Took> => {
  const { callback, from, paper } = HandingIn.parse(question);
  const tell = teller(callback);
  await post(agent, new URL(callback).origin);
  const answers: string[] = [];
  const took = await timed(async () => {
    answers.push(await tell(fileMessageOf(from, paper.url), from));
    answers.push(await tell(messageOf({ from, group: null, text: `/体会 ${TOPIC}` }), from));
  });
  confirm(answers[0] ?? '', `读到${paper.characters}字`);
  confirm(answers[1] ?? '', '的体会文章');
  return { took };
});

/** Tells the bot something and follows its answer to the end. */
function teller(callback: string): (message: object, from: string) => Promise<string> {
  const { origin, pathname } = new URL(callback);
  const ask = async (message: object): Promise<ReturnType<typeof answerOf>> => {
    const letter = letterOf(message, pathname, clock.now());
    return answerOf(await post(agent, origin, letter), letter);
  };
  return async (message, from) => {
    let answer = await ask(message);
    while (!answer.finish) {
      await sleep(REFRESH);
      answer = await ask(refreshOf(from, answer.id));
    }
    return answer.content;
  };
}
