import { excerpt } from '../wording/plain.ts';
import { may, ruleOf } from './access.ts';
import { type Command, type Context, type Decision, Refusal } from './command.ts';
import type { DeskOptions } from './desk-options.ts';
import { bringsFiles, failedFile, keepLooseFiles } from './files/loose-files.ts';
import { type Heard, hear } from './hearing.ts';
import { dutyOf } from './place.ts';

/** Longer than this, in characters, nobody was trying to type a command. */
const LONGEST_WORD = 8;

/** What a message asks for. */
export interface Interpretation {
  /** The command that was named; undefined where there was none. */
  readonly command: Command | undefined;
  /** Decides by the state of this moment. */
  decide(): Decision;
}

/** Finds out what a message asks for, and whether it may be asked here. */
export class Interpreter {
  readonly #options: Pick<DeskOptions, 'registry' | 'botNames'>;

  constructor(options: Pick<DeskOptions, 'registry' | 'botNames'>) {
    this.#options = options;
  }

  /** `isBound`: the message was sent where a unit is known. */
  interpret(context: Context, isBound: boolean): Interpretation {
    const { registry, botNames } = this.#options;
    const { text } = context.message;
    const heard = hear(text, { group: context.place === 'group', botNames, nameOf: registry.nameOf });
    const command = heard.kind === 'command' ? registry.find(heard.name) : undefined;
    return { command, decide: () => this.#decide(context, heard, command, isBound) };
  }

  #decide(context: Context, heard: Heard, command: Command | undefined, isBound: boolean): Decision {
    const { say, message } = context;
    const failure = failedFile(message);
    if (failure) return { reply: say(`files.${failure}`) };
    if (!isBound && command?.name !== '绑定' && command?.name !== '帮助')
      return { reply: say('errors.unbound', unboundView(context)) };
    if (!command) return this.#withoutCommand(context, heard);
    try {
      return obey(context, command, heard.kind === 'command' ? heard.rest : '');
    } catch (error) {
      if (error instanceof Refusal) return { reply: error.reply, refused: true, card: error.card };
      throw error;
    }
  }

  #withoutCommand(context: Context, heard: Heard): Decision {
    const { say } = context;
    if (heard.kind === 'speech' && bringsFiles(context.message)) return keepLooseFiles(context);
    if (heard.kind === 'speech' && heard.text === '') return { reply: say('errors.called') };
    const typed =
      heard.kind === 'unknown' ? heard.word : heard.kind === 'speech' ? firstWord(heard.text) : '';
    const word = excerpt(typed, LONGEST_WORD);
    const near = typed === '' || word !== typed ? undefined : this.#options.registry.near(word);
    if (near) return { reply: say('errors.near-miss', { word, command: near.name, summary: near.summary }) };
    return { reply: say(heard.kind === 'unknown' ? 'errors.unknown-command' : 'errors.speech', { word }) };
  }
}

function obey(context: Context, command: Command, rest: string): Decision {
  const { where } = ruleOf(command.name);
  if (where !== 'any' && where !== context.place)
    throw new Refusal(context.say(`errors.only-${where}`, { command: command.name }));
  return command.decide(context, rest);
}

/** Whether the speaker may bind the group, and to what when nothing more is said. */
function unboundView({ person, roster }: Context) {
  const own = dutyOf(person);
  return {
    may: own !== undefined && may(person, '绑定', own, roster),
    own: own === undefined || own === roster.root.id ? null : roster.titleOf(own),
  };
}

const firstWord = (text: string): string => text.trim().split(/\s/, 1)[0] ?? '';
