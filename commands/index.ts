import { readdirSync } from 'node:fs';
import { ACCESS } from '../src/dialogue/access.ts';
import { type Command, isCommand } from '../src/dialogue/command.ts';

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && file !== 'index.ts');

async function commandIn(file: string): Promise<Command> {
  const exported: Readonly<Record<string, unknown>> = await import(new URL(file, import.meta.url).href);
  const [command, ...others] = Object.values(exported).filter(isCommand);
  if (command === undefined || others.length > 0)
    throw new Error(`commands/${file} must export exactly one command`);
  return command;
}

const ORDER = Object.keys(ACCESS);

/** Everything that can be said: one file of this folder each, in the order of the access rules. */
export const commands: readonly Command[] = (await Promise.all(files.map(commandIn))).toSorted(
  (a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name),
);
