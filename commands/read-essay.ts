import { wordsOf } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { mayReadEssay } from '../src/dialogue/essay-rights.ts';
import { requirePerson } from '../src/dialogue/finding.ts';
import type { EssayWritten } from '../src/records/records.ts';
import { holds, type Person } from '../src/roster/roster.ts';
import { dayWithWeekday } from '../src/wording/format.ts';
import { plainLines } from '../src/wording/plain.ts';

/** Shows somebody's essay to those who may read it. */
export const readEssay: Command = {
  name: '调阅',
  aliases: ['dy', 'read', '查看'],
  summary: '阅读体会文章（按权限）',
  examples: [
    ['/调阅', '看自己交的'],
    ['/调阅 张三', '书记看本支部的，活动办看班子成员的'],
  ],
  decide(context, rest) {
    const { person, state, say, zone, roster } = context;
    const [name] = wordsOf(rest);
    const author = name === undefined ? person : requirePerson(context, name, roster.root.id);
    const essay = state.essaysOf(author.id).at(-1);
    if (author.id !== person.id) refuseUnlessReader(context, author, essay);
    if (!essay) throw new Refusal(say('essay.none', { name: author.name }));
    return {
      reply: say('essay.shown', {
        name: author.name,
        topic: essay.topic,
        day: dayWithWeekday(zone.dayOf(essay.at), context.today),
        file: essay.file?.name ?? null,
        text: essay.text === null ? null : plainLines(essay.text),
      }),
    };
  },
};

function refuseUnlessReader(context: Context, author: Person, essay: EssayWritten | undefined): void {
  const { person, say } = context;
  if (mayReadEssay(context, author, essay)) return;
  throw new Refusal(
    say(holds(person, 'office') ? 'essay.stays-in-branch' : 'essay.not-reader', {
      name: author.name,
      handed: essay !== undefined,
    }),
  );
}
