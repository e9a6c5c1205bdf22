import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

async function daysUnder(zone: string): Promise<string> {
  const env = { ...process.env, TZ: zone };
  return (await run('node_modules/.bin/node', ['test/time/days-of.ts'], { env })).stdout;
}

it('knows the same holidays on a machine in any time zone', async () => {
  const shanghai = await daysUnder('Asia/Shanghai');
  for (const zone of ['America/New_York', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'UTC'])
    expect((await daysUnder(zone)) === shanghai, zone).toBe(true);
  const { rest, day } = JSON.parse(shanghai) as { rest: string[]; day: string };
  expect(day).toBe('2014-01-01');
  expect(rest).toEqual(expect.arrayContaining(['2014-01-01', '2014-05-02', '2026-10-01']));
  // No notice of these years is known: New Year’s Day is free all the same, the days after it are not.
  expect(rest).toEqual(expect.arrayContaining(['2027-01-01', '2028-05-01']));
  expect(rest).not.toContain('2028-01-04');
});
