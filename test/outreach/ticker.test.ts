import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../src/journal/outgoing.ts';
import { createLogger } from '../../src/log.ts';
import { portions } from '../../src/outreach/portions.ts';
import { Recorder, type RecorderOptions } from '../../src/outreach/recorder.ts';
import { Ticker } from '../../src/outreach/ticker.ts';
import { Progress } from '../../src/progress/progress.ts';
import type { FileHash } from '../../src/records/records.ts';
import type { Draft } from '../../src/report/draft.ts';
import { HOUR } from '../../src/time/clock.ts';
import { PostOffice, SILENT } from './support/post-office.ts';
import { EVERY_GROUP, EVERYBODY, FIRST, OFFICE, only, SECOND, say, WATER, World } from './support/world.ts';

const world = new World({ campaign: only('three-thoughts', 'essay') });

/** Makes files that hold nothing. */
const finishes = async ({ content: { type, name }, ...message }: Draft): Promise<Outgoing> => ({
  ...message,
  content: { type, file: { hash: 'a'.repeat(64) as FileHash, name, bytes: 1, type: 'image/png' } },
});

function tickerOf(
  office: PostOffice,
  markdownBytes = 4096,
  reach = EVERY_GROUP,
  more: Partial<Pick<RecorderOptions, 'finish' | 'log'>> = {},
): Ticker {
  const recorder = new Recorder({
    books: { commit: office.commit },
    roster: () => world.roster,
    portions: (message) => portions(message, markdownBytes),
    finish: finishes,
    onQueued: () => office.delivery.kick(),
    log: SILENT,
    ...more,
  });
  return new Ticker({
    progress: () =>
      new Progress(world.campaign, world.roster, office.state, world.zone, () =>
        world.zone.dayOf(office.clock.now()),
      ),
    workdays: world.workdays,
    zone: world.zone,
    clock: office.clock,
    say,
    reach,
    log: SILENT,
    record: recorder.record,
  });
}

async function at(when: string): Promise<PostOffice> {
  const office = await PostOffice.open();
  office.clock.set(world.moment(when));
  return office;
}

it('queues what is due, has it delivered, and tells when it last ticked', async () => {
  const office = await at('2014-03-21 09:00');
  const ticker = tickerOf(office);
  expect(ticker.lastTick).toBeUndefined();
  await ticker.tick();
  await office.delivery.idle();
  expect(office.channel.calls.map(({ to }) => to).toSorted()).toEqual([FIRST, SECOND, WATER].toSorted());
  expect(ticker.lastTick).toBe(office.clock.now());
});

it('sends one message when two processes tick at the same moment, and none after a restart', async () => {
  const office = await at('2014-03-21 09:00');
  await Promise.all([tickerOf(office).tick(), tickerOf(office).tick()]);
  await office.delivery.idle();
  await office.restart();
  office.clock.advance(HOUR);
  await tickerOf(office).tick();
  await office.settle();
  expect(office.channel.calls).toHaveLength(3);
});

it('catches up once at 09:40 when it was down at 09:00', async () => {
  const office = await at('2014-03-21 09:40');
  const ticker = tickerOf(office);
  await ticker.tick();
  await ticker.tick();
  await office.delivery.idle();
  expect(office.channel.calls).toHaveLength(3);
});

it('decides reminders once a day, and again on the next', async () => {
  const office = await at('2014-03-20 09:00');
  const ticker = tickerOf(office);
  await ticker.tick();
  expect(office.channel.calls).toEqual([]);
  office.clock.set(world.moment('2014-03-21 09:00'));
  await ticker.tick();
  await office.delivery.idle();
  expect(office.channel.calls).toHaveLength(3);
});

it('tries again at the next tick what could not be stored, and does not count the failed tick', async () => {
  const office = await at('2014-03-21 09:00');
  const ticker = tickerOf(office);
  office.refuses(1);
  await ticker.tick();
  await office.delivery.idle();
  expect(ticker.lastTick).toBeUndefined();
  expect(office.channel.calls).toHaveLength(0);
  await ticker.tick();
  await office.delivery.idle();
  expect(office.channel.calls).toHaveLength(3);
});

it('puts a long digest into several messages of one commit, delivered in order', async () => {
  const office = await at('2014-03-07 17:00');
  await tickerOf(office, 500).tick();
  await office.delivery.idle();
  expect(office.channel.calls.length).toBeGreaterThan(1);
  expect(office.channel.calls.every(({ to, text }) => to === OFFICE && Buffer.byteLength(text) <= 500)).toBe(
    true,
  );
  expect(office.channel.texts[0]).toContain('周报');
  expect(office.state.outbox.has(`digest/${OFFICE}/2014-W10/2`)).toBe(true);
});

describe('the picture and the workbook of a digest', () => {
  const DIGEST = `digest/${OFFICE}/2014-W10`;

  it('follow it in one commit, once, also when two processes tick and after a restart', async () => {
    const office = await at('2014-03-07 17:00');
    await Promise.all([tickerOf(office).tick(), tickerOf(office).tick()]);
    await office.delivery.idle();
    expect(office.channel.texts).toEqual([expect.stringContaining('周报'), 'image', 'file']);
    await office.restart();
    office.clock.advance(HOUR);
    await tickerOf(office).tick();
    await office.settle();
    expect(office.channel.calls).toHaveLength(3);
    expect(office.fate(`${DIGEST}/picture`)).toBe('sent');
    expect(office.fate(`${DIGEST}/workbook`)).toBe('sent');
  });

  it('are left out where they cannot be made, which the log says: the digest goes all the same', async () => {
    const office = await at('2014-03-07 17:00');
    const lines: string[] = [];
    const log = createLogger('error', { write: (line) => void lines.push(line) });
    const finish = () => Promise.reject(new Error('no ink'));
    await tickerOf(office, 4096, EVERY_GROUP, { finish, log }).tick();
    await office.delivery.idle();
    expect(office.channel.texts).toEqual([expect.stringContaining('周报')]);
    expect(lines.join('')).toMatch(/no ink.*a picture or file could not be made/s);
    // What was sent without a picture stays so: a digest goes once.
    office.clock.advance(HOUR);
    await tickerOf(office).tick();
    await office.settle();
    expect(office.channel.calls).toHaveLength(1);
  });

  it('are not on record before the digest is: who is stopped meanwhile decides it all again', async () => {
    const office = await at('2014-03-07 17:00');
    const drawing = Promise.withResolvers<void>();
    const finish = async (draft: Draft): Promise<Outgoing> => {
      drawing.resolve();
      await stopped.promise;
      return finishes(draft);
    };
    const stopped = Promise.withResolvers<void>();
    const ticker = tickerOf(office, 4096, EVERY_GROUP, { finish });
    const ticking = ticker.tick();
    await drawing.promise;
    expect([...office.state.outbox.all()]).toEqual([]);
    stopped.resolve();
    await ticking;
    expect([...office.state.outbox.all()].map(({ message }) => message.key)).toEqual([
      DIGEST,
      `${DIGEST}/picture`,
      `${DIGEST}/workbook`,
    ]);
  });
});

it("keeps a private message in the ledger of the person's home", async () => {
  const office = await at('2014-04-01 09:00');
  const own = new World({ campaign: world.campaign });
  own.meets(FIRST, '2014-03-18 09:00', 240, ['lin', 'chen', 'he'], '三思三观');
  for (const commit of own.commits) await office.commit(commit);
  await tickerOf(office, 4096, EVERYBODY).tick();
  await office.delivery.idle();
  const queued = [...office.state.outbox.all()].filter(({ message }) => message.to.kind === 'person');
  expect(queued.map(({ unit, message }) => [unit, message.key])).toEqual([
    [FIRST, 'remind/@chen/2014-04-01'],
    [FIRST, 'remind/@he/2014-04-01'],
  ]);
  // The only channel here has no way to a person: that is noted, and told in the digest.
  expect(office.fate('remind/@chen/2014-04-01')).toBe('refused');
});

it('starts and stops its clockwork in the zone of the county', async () => {
  const office = await at('2014-03-08 09:00');
  const ticker = tickerOf(office);
  ticker.start();
  await ticker.stop();
  expect(office.channel.calls).toEqual([]);
});
