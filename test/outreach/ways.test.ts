import { describe, expect, it } from 'vitest';
import type { Content, Target } from '../../src/journal/outgoing.ts';
import { AloudChannel } from '../../src/outreach/aloud.ts';
import type { Channel, Lane, SendResult } from '../../src/outreach/channel.ts';
import { Ways } from '../../src/outreach/ways.ts';
import { personId, type UnitId } from '../../src/roster/roster.ts';
import { PostOffice } from './support/post-office.ts';

const BRANCH = '县教育局/机关第一支部' as UnitId;
const ZHAO = personId('zhaolei');
const alone: Target = { kind: 'person', person: ZHAO };
const orAloud: Target = { kind: 'person', person: ZHAO, aloud: BRANCH };
const words = (text: string): Content => ({ type: 'markdown', text, mention: [] });

type Answer = SendResult | Promise<SendResult>;

/** A way to whoever is named, which answers as it is told to. */
class Way implements Channel {
  readonly markdownBytes: number;
  readonly name: string;
  readonly sent: { readonly to: Target; readonly content: Content }[] = [];
  readonly #leadsTo: (target: Target) => boolean;
  readonly #results: Answer[];
  down = false;
  room = true;
  /** A way that is down and yet to be tried, as the app is where WeCom does not trust the server's address. */
  triedWhenDown = false;

  constructor(
    name: string,
    leadsTo: (target: Target) => boolean,
    results: Answer[] = [],
    markdownBytes = 4000,
  ) {
    this.name = name;
    this.#leadsTo = leadsTo;
    this.#results = results;
    this.markdownBytes = markdownBytes;
  }

  lane(target: Target): Lane | undefined {
    if (!this.#leadsTo(target)) return undefined;
    const id = `${this.name}/${target.kind === 'group' ? target.unit : target.person}`;
    return {
      id,
      perMinute: 20,
      down: this.down,
      hasRoom: () => this.room && (this.triedWhenDown || !this.down),
    };
  }

  async send(to: Target, content: Content): Promise<SendResult> {
    this.sent.push({ to, content });
    return this.#results.shift() ?? { status: 'sent' };
  }
}

const textOf = ({ content }: { readonly content: Content }): string =>
  content.type === 'markdown' ? content.text : '';
const toPeople = ({ kind }: Target): boolean => kind === 'person';
const toGroups = ({ kind }: Target): boolean => kind === 'group';
const closed: SendResult = { status: 'closed', detail: '不在应用的可见范围里' };

describe('the ways to somebody', () => {
  it('are taken in their order, the first that leads there', () => {
    const [app, bot] = [new Way('应用', toPeople), new Way('长连接', () => true)];
    const ways = new Ways([app, bot]);
    expect(ways.route(alone)?.channel).toBe(app);
    expect(ways.route({ kind: 'group', unit: BRANCH })?.channel).toBe(bot);
    expect(ways.route(alone, new Set(['应用']))?.channel).toBe(bot);
    expect(ways.route(alone, new Set(['应用', '长连接']))).toBeUndefined();
  });

  it('leave out one that is interrupted, unless there is no other', () => {
    const [bot, robot] = [new Way('长连接', toGroups), new Way('群机器人', toGroups)];
    const ways = new Ways([bot, robot]);
    const group: Target = { kind: 'group', unit: BRANCH };
    bot.down = true;
    expect(ways.route(group)?.channel).toBe(robot);
    robot.down = true;
    expect(ways.route(group)?.channel).toBe(bot);
  });

  it('say whom they reach, without being asked to speak in a group about what is for one', () => {
    const robot = new Way('群机器人', toGroups);
    const ways = new Ways([robot, new AloudChannel(robot)]);
    expect(ways.reachesGroup(BRANCH)).toBe(true);
    expect(ways.reachesPerson(ZHAO)).toBe(false);
    expect(ways.route(orAloud)?.channel.name).toContain('提及');
    expect(ways.route(alone)).toBeUndefined();
  });

  it('cut a message so that it fits whichever of them it will go by', () => {
    const ways = new Ways([new Way('应用', toPeople, [], 30), new Way('长连接', () => true, [], 300)]);
    const message = {
      key: 'k',
      covers: [],
      nudges: [],
      expires: null,
      content: words('一二三四五\n'.repeat(6)),
    };
    const sizes = (to: Target): number[] =>
      ways
        .portions({ ...message, to })
        .map(({ content }) => (content.type === 'markdown' ? Buffer.byteLength(content.text) : 0));
    expect(Math.max(...sizes(alone))).toBeLessThanOrEqual(30);
    expect(sizes({ kind: 'group', unit: BRANCH })).toHaveLength(1);
  });
});

describe('a message whose first way turns out to lead nowhere', () => {
  async function deliver(ways: Ways, to: Target) {
    const office = await PostOffice.open();
    office.use(ways);
    await office.queue(BRANCH, 'note', { to, content: words('还差体会文章') });
    await office.settle();
    return office;
  }

  it('goes by the next at once, and arrives once', async () => {
    const [app, bot] = [new Way('应用', toPeople, [closed]), new Way('长连接', toPeople)];
    const office = await deliver(new Ways([app, bot]), alone);
    expect([app.sent.length, bot.sent.length]).toEqual([1, 1]);
    expect(office.fate('note')).toBe('sent');
    expect(office.notes('note')).toEqual(['attempted', 'attempted', 'sent']);
  });

  it('is said in the group with a mention when that is allowed, and only then', async () => {
    const robot = new Way('群机器人', toGroups);
    const all = (): Ways =>
      new Ways([
        new Way('应用', toPeople, [closed]),
        new Way('长连接', toPeople, [closed]),
        robot,
        new AloudChannel(robot),
      ]);
    expect((await deliver(all(), orAloud)).fate('note')).toBe('sent');
    expect(robot.sent).toEqual([
      {
        to: { kind: 'group', unit: BRANCH },
        content: { type: 'markdown', text: '还差体会文章', mention: [ZHAO] },
      },
    ]);
    const office = await deliver(all(), alone);
    expect(robot.sent).toHaveLength(1);
    expect(office.fate('note')).toBe('refused');
    expect(office.detail('note')).toBe('不在应用的可见范围里');
  });

  it('does not hold up what else is to go by the same lane', async () => {
    const [app, bot] = [new Way('应用', toPeople, [closed]), new Way('长连接', toPeople)];
    const office = await PostOffice.open();
    office.use(new Ways([app, bot]));
    for (const key of ['first', 'second'])
      await office.queue(BRANCH, key, { to: alone, content: words(key) });
    await office.settle();
    expect(app.sent.map(textOf)).toEqual(['first', 'second']);
    expect(bot.sent.map(textOf)).toEqual(['first']);
    expect([office.fate('first'), office.fate('second')]).toEqual(['sent', 'sent']);
  });

  it('keeps its place before those behind it, on either way, though more is queued meanwhile', async () => {
    const answer = Promise.withResolvers<SendResult>();
    const [app, bot] = [
      new Way('应用', toPeople, [answer.promise, closed, closed]),
      new Way('长连接', toPeople),
    ];
    const office = await PostOffice.open();
    office.use(new Ways([app, bot]));
    const queue = (key: string) => office.queue(BRANCH, key, { to: alone, content: words(key) });
    await queue('first');
    await queue('second');
    office.delivery.kick();
    await expect.poll(() => app.sent.length).toBe(1);
    await queue('third');
    office.delivery.kick();
    answer.resolve(closed);
    await office.settle();
    for (const way of [app, bot]) expect(way.sent.map(textOf)).toEqual(['first', 'second', 'third']);
  });

  it('closes that way for itself alone: the next message tries it again, for the county may have put it right', async () => {
    const refusing = new Way('应用', toPeople, [closed]);
    const office = await PostOffice.open();
    office.use(new Ways([refusing]));
    await office.queue(BRANCH, 'note', { to: alone });
    await office.settle();
    expect(office.fate('note')).toBe('refused');
    await office.queue(BRANCH, 'later', { to: alone });
    await office.settle();
    expect(office.fate('later')).toBe('sent');
  });
});

describe('a way that breaks down while much is to go by it', () => {
  it('leaves the rest to the next way, whose own limit holds for all of it', async () => {
    const [app, robot] = [new Way('应用', toPeople), new Way('群机器人', toGroups)];
    app.triedWhenDown = true;
    const breaking: Channel = {
      name: app.name,
      markdownBytes: app.markdownBytes,
      lane: (target) => app.lane(target),
      async send(target, content) {
        app.down = true;
        return app.send(target, content);
      },
    };
    const office = await PostOffice.open();
    office.use(new Ways([breaking, robot, new AloudChannel(robot)]));
    const people = Array.from({ length: 60 }, (_, number) => personId(`member${number}`));
    for (const person of people)
      await office.queue(BRANCH, `note/${person}`, { to: { kind: 'person', person, aloud: BRANCH } });
    await office.settle();
    const byApp = app.sent.length;
    expect(byApp).toBeLessThanOrEqual(32);
    expect(robot.sent).toHaveLength(20);
    await office.settle(60_000);
    expect(app.sent.length + robot.sent.length).toBe(Math.min(60, byApp + 40));
    await office.settle(60_000);
    expect(people.every((person) => office.fate(`note/${person}`) === 'sent')).toBe(true);
    expect(app.sent).toHaveLength(byApp);
  });
});

describe('a way without room', () => {
  it('keeps its messages until there is some, and counts no attempt', async () => {
    const bot = new Way('长连接', toGroups);
    bot.down = true;
    const office = await PostOffice.open();
    office.use(new Ways([bot]));
    await office.queue(BRANCH, 'note');
    await office.settle(60_000);
    expect(office.notes('note')).toEqual([]);
    bot.down = false;
    bot.room = false;
    await office.settle(60_000);
    expect(bot.sent).toEqual([]);
    bot.room = true;
    await office.settle(1000);
    expect(office.fate('note')).toBe('sent');
  });

  it('holds nothing back that is not worth sending any more: it is listed, with the way that was down', async () => {
    const bot = new Way('长连接', toGroups);
    bot.down = true;
    const office = await PostOffice.open();
    office.use(new Ways([bot]));
    await office.queue(BRANCH, 'report');
    await office.queue(BRANCH, 'invitation', { expires: office.clock.now() + 60_000 });
    await office.settle(60_000);
    expect(office.fate('invitation')).toBe('waiting');
    await office.settle(1);
    expect([office.notes('invitation'), office.detail('invitation')]).toEqual([
      ['abandoned'],
      '已过时限：长连接一直不通',
    ]);
    expect([office.fate('report'), bot.sent]).toEqual(['waiting', []]);
  });
});

describe('many people to be written to', () => {
  it('are written to some at a time, and all of them', async () => {
    let [inHand, most] = [0, 0];
    const app = new Way('应用', toPeople);
    const slow: Channel = {
      name: app.name,
      markdownBytes: app.markdownBytes,
      lane: (target) => app.lane(target),
      async send(target, content) {
        most = Math.max(most, ++inHand);
        await new Promise((resolve) => setImmediate(resolve));
        inHand--;
        return app.send(target, content);
      },
    };
    const office = await PostOffice.open();
    office.use(new Ways([slow]));
    const people = Array.from({ length: 150 }, (_, number) => personId(`member${number}`));
    for (const person of people)
      await office.queue(BRANCH, `note/${person}`, { to: { kind: 'person', person } });
    await office.settle();
    expect(app.sent).toHaveLength(150);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(32);
    expect(people.every((person) => office.fate(`note/${person}`) === 'sent')).toBe(true);
  });
});
