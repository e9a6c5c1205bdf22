import { holds } from '../roster/roster.ts';
import type { Context } from './command.ts';
import { nextSteps } from './next-steps.ts';

/** What the bot says when a private chat is opened: who it is, and the two or three commands this person needs now. */
export function greeting(context: Context): string {
  const { person, roster, say } = context;
  const secretary = holds(person, 'secretary');
  return say('greeting.hello', {
    name: person.name,
    title: say(secretary ? 'greeting.title-secretary' : 'greeting.title-other'),
    home: roster.unit(person.home)?.name,
    steps: nextSteps(context).map((line) => ({ line })),
  });
}
