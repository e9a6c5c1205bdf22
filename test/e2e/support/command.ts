import type { CommandIo } from '../../../src/cli/io.ts';
import type { Ended } from './program.ts';

/** How a command ends and what it writes, run in this process: it loads nothing anew. What `main.ts` adds, only a `program` shows. */
export async function command(run: (io: CommandIo) => Promise<number>): Promise<Ended> {
  let out = '';
  let err = '';
  const code = await run({
    out: (line) => {
      out += `${line}\n`;
    },
    err: (line) => {
      err += `${line}\n`;
    },
  });
  return { code, out, err };
}
