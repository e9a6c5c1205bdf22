import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { codeOf } from './disk.ts';

const ownerSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** Within one space a pid means one process: this boot of this machine, this container. */
  space: z.string(),
  /** Tells a process from a later one with the same pid; null where the system does not say. */
  mark: z.string().nullable(),
  id: z.string(),
});

/** A process that holds a data folder, or did. */
export type Owner = z.infer<typeof ownerSchema>;

/** `unknown`: it is out of sight (another machine, another container), or the system cannot tell. */
export type Standing = 'alive' | 'dead' | 'unknown';

/** This process. */
export function thisProcess(): Owner {
  return {
    pid: process.pid,
    host: hostname(),
    space: pidSpace(),
    mark: startMark(process.pid) ?? null,
    id: randomUUID(),
  };
}

/** undefined for text that no owner wrote, or has not written to its end. */
export function parseOwner(text: string): Owner | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Whether the owner's process still runs. */
export function standingOf(owner: Owner): Standing {
  if (owner.host !== hostname() || owner.space !== pidSpace()) return 'unknown';
  if (!runs(owner.pid)) return 'dead';
  if (owner.mark === null) return 'unknown';
  return startMark(owner.pid) === owner.mark ? 'alive' : 'dead';
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

const pidSpace = (): string =>
  [
    quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    quietly(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ');

// Field 22 is the start in ticks since boot, field 3 the state; the name before them may hold blanks and brackets.
// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
function startMark(pid: number): string | undefined {
  const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const ended = state === 'Z' || state === 'X';
  return ended ? undefined : fields[18];
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
