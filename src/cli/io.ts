/** Where a command's lines go. */
export interface CommandIo {
  out(line: string): void;
  err(line: string): void;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export const terminal: CommandIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
};
