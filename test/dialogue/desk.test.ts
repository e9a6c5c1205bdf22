import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Command } from '../../src/dialogue/command.ts';
import { Desk } from '../../src/dialogue/desk.ts';
import { Registry } from '../../src/dialogue/registry.ts';
import { openLedger } from '../../src/journal/embedded.ts';
import { createLogger } from '../../src/log.ts';
import { Books } from '../../src/progress/books.ts';
import { Progress } from '../../src/progress/progress.ts';
import { type PersonId, Roster } from '../../src/roster/roster.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { Workdays } from '../../src/time/workdays.ts';
import { Zone } from '../../src/time/zone.ts';
import { loadWording } from '../../src/wording/wording.ts';
import { instant, sampleCampaign, sampleRoster } from '../support/county.ts';

/** Takes a day's leave, and is lost for words afterwards. */
const speechless: Command = {
  name: '请假',
  aliases: [],
  summary: '',
  examples: [],
  decide: ({ person, today, record }) => ({
    records: [
      record(person.home, {
        ...{ kind: 'leave.taken', person: person.id, session: null, from: today, to: today, reason: '下乡' },
      }),
    ],
    reply: () => {
      throw new Error('lost for words');
    },
  }),
};

const nobody = () => false;

it('never calls a failure what is on record, though it cannot be put in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-desk-'));
  const lines: string[] = [];
  const log = createLogger('error', { write: (line) => void lines.push(line) });
  const ledger = await openLedger({ folder, log });
  onTestFinished(async () => {
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  });
  const [campaign, roster] = [await sampleCampaign(), new Roster(await sampleRoster())];
  const [books, zone] = [await Books.open(ledger), new Zone('Asia/Shanghai')];
  const progress = new Progress(campaign, roster, books.state, zone);
  const desk = new Desk({
    ...{ campaign, books, zone, log, progress: () => progress, roster: () => roster },
    registry: new Registry([speechless]),
    say: loadWording('templates/messages').say,
    clock: new MovableClock(instant('2014-03-03', '09:00')),
    workdays: new Workdays(campaign.workdays),
    botNames: [],
    boxAddress: () => null,
    reach: { reachesGroup: nobody, reachesPerson: nobody },
    pages: { link: () => null, leave: () => undefined },
    draw: () => 0,
    portions: (message) => [message],
    finish: () => Promise.reject(new Error('nothing is made here')),
    onQueued: () => undefined,
  });
  const from = 'zhaolei' as PersonId;
  const answer = await desk.answer({
    ...{ id: 'm-1', from, chat: { kind: 'single', id: null }, text: '/请假', at: 0 },
    ...{ quote: null, files: [], tapped: null },
  });
  expect(answer.text).toContain('已经办好，不用再发');
  expect(books.state.leavesOf(from)).toHaveLength(1);
  expect(lines.join()).toContain('lost for words');
});
