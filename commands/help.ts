import { campaignWords, fillExample } from '../src/campaign/words.ts';
import { ACCESS, type Action, may, mayAnywhere, mayForSelf } from '../src/dialogue/access.ts';
import type { Command, Context } from '../src/dialogue/command.ts';
import { nearest } from '../src/wording/nearest.ts';
import { excerpt } from '../src/wording/plain.ts';

/** Shows what this person can say here; with a command's name, how to say it. */
export const help: Command = {
  name: '帮助',
  aliases: ['bz', 'help', '?', '？', '菜单'],
  summary: '看能用哪些指令',
  examples: [
    ['/帮助', '所有指令'],
    ['/帮助 签到', '一条指令怎么用'],
  ],
  decide(context, rest) {
    const word = rest
      .replace(/^[/／]/, '')
      .normalize('NFKC')
      .toLowerCase();
    if (word === '') return { reply: overview(context) };
    const found = context.commands.find(({ name, aliases }) => name === word || aliases.includes(word));
    if (found) return { reply: manual(context, found) };
    const near = nearest(
      word,
      context.commands.map(({ name }) => name),
    );
    return { reply: near ? context.say('help.near', { word: excerpt(word, 8), near }) : overview(context) };
  },
};

function overview(context: Context): string {
  const here = context.commands.filter(
    (command) =>
      usableHere(context, command.name) && (command.isUsed?.(context.campaign, context.person) ?? true),
  );
  return context.say('help.overview', {
    private: context.place === 'private',
    commands: here.map(({ name, summary }) => ({ name, summary })),
  });
}

/** In a group what may be done to its unit, in private what may be done anywhere; before it is bound nothing but binding. */
function usableHere(context: Context, action: Action): boolean {
  const { message, person, place, unit, roster, state } = context;
  const { where } = ACCESS[action];
  if (where !== 'any' && where !== place) return false;
  if (action === '绑定' || message.chat.kind !== 'group') return mayAnywhere(person, action);
  if (state.unitOfChat(message.chat.id) === undefined) return action === '帮助';
  return mayForSelf(action) || may(person, action, unit.id, roster);
}

function manual(context: Context, command: Command): string {
  const words = campaignWords(context.campaign);
  const latin = command.aliases.filter((alias) => /^[a-z]+$/.test(alias));
  const { where } = ACCESS[command.name];
  return context.say('help.manual', {
    name: command.name,
    summary: command.summary,
    aliases: latin.map((alias) => `/${alias}`).join('、'),
    examples: command.examples.map(([typed, does]) => ({ typed: fillExample(typed, words), does })),
    onlyGroup: where === 'group',
    onlyPrivate: where === 'private',
    mayNot: !mayAnywhere(context.person, command.name),
  });
}
