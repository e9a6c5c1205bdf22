import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openBooks } from '../../src/app/open-books.ts';
import type { Command } from '../../src/dialogue/command.ts';
import { Desk } from '../../src/dialogue/desk.ts';
import { Registry } from '../../src/dialogue/registry.ts';
import { createLogger } from '../../src/log.ts';
import type { Books } from '../../src/progress/books.ts';
import { Progress } from '../../src/progress/progress.ts';
import type { RecordId } from '../../src/records/records.ts';
import { personId, Roster, type UnitId } from '../../src/roster/roster.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { Workdays } from '../../src/time/workdays.ts';
import { toDay, Zone } from '../../src/time/zone.ts';
import { loadWording } from '../../src/wording/wording.ts';
import { instant, sampleCampaign, sampleRoster } from '../support/county.ts';
import { openingDay } from '../support/opening-day.ts';

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

const PERSON = personId('zhaolei');
const nobody = () => false;

/** A desk that knows one command, and what it puts on record. `before` happens while a decision is on its way to the journal. */
async function deskWith(before: (books: Books) => Promise<unknown> = async () => {}) {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-desk-'));
  const lines: string[] = [];
  const log = createLogger('error', { write: (line) => void lines.push(line) });
  const books = await openBooks({ folder, log });
  onTestFinished(async () => {
    await books.journal.close();
    await rm(folder, { recursive: true, force: true });
  });
  const [campaign, roster] = [await sampleCampaign(), new Roster(await sampleRoster())];
  const zone = new Zone('Asia/Shanghai');
  const progress = new Progress(campaign, roster, books.state, zone, openingDay);
  const desk = new Desk({
    ...{ campaign, books, zone, log, progress: () => progress, roster: () => roster },
    registry: new Registry([speechless]),
    say: loadWording('templates/messages').say,
    clock: new MovableClock(instant('2014-03-03', '09:00')),
    workdays: new Workdays(campaign.workdays),
    botNames: [],
    boxAddress: null,
    reach: { reachesGroup: nobody, reachesPerson: nobody },
    pages: { link: () => null, leave: () => undefined },
    draw: () => 0,
    record: async ({ records = [], ...act }) => {
      await before(books);
      const status = await books.commit({ ...act, records, outbox: [] });
      return { status, complete: true };
    },
  });
  const answer = await desk.answer({
    ...{ id: 'm-1', from: PERSON, chat: { kind: 'single', id: null }, text: '/请假', at: 0 },
    ...{ quote: null, files: [], tapped: null },
  });
  return { text: answer.text, books, lines };
}

it('never calls a failure what is on record, though it cannot be put in words', async () => {
  const { text, books, lines } = await deskWith();
  expect(text).toContain('已经办好，不用再发');
  expect(books.state.leavesOf(PERSON)).toHaveLength(1);
  expect(lines.join()).toContain('lost for words');
});

it('tells what somebody else has put on record of the same message meanwhile, not what was decided here', async () => {
  const { text, books } = await deskWith((own) =>
    own.commit({
      ...{ cause: 'm-1', at: 0, outbox: [] },
      records: [
        {
          ...{ kind: 'deed.logged', id: 'r1' as RecordId, at: 0, by: PERSON, unit: '县教育局' as UnitId },
          ...{
            person: PERSON,
            deed: '走访',
            target: '河东村',
            day: toDay('2014-03-03'),
            note: '',
            act: null,
          },
        },
      ],
    }),
  );
  expect(text).toMatch(/没有重复登记。\n- .*河东村/);
  expect(books.state.leavesOf(PERSON)).toEqual([]);
});
