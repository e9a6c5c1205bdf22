import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('./another-process.ts', import.meta.url));

/** A real second process on the folder: see another-process.ts. It is gone when the test is over. */
export const anotherProcess = (...parameters: string[]): ChildProcess => anotherProcessUnder([], parameters);

/** The same, started by a command that runs what follows it, such as `env`. */
export function anotherProcessUnder(
  command: readonly string[],
  parameters: readonly string[],
  options: SpawnOptions = { stdio: ['ignore', 'pipe', 'inherit'] },
): ChildProcess {
  const [program = '', ...rest] = [...command, process.execPath, script, ...parameters];
  const child = spawn(program, rest, options);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** The lines the process prints, until it ends. */
export async function* printed(child: ChildProcess): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of child.stdout?.setEncoding('utf8') ?? []) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** Ends the process as the power does: nothing of it runs on. */
export async function killHard(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
