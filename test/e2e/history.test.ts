import { describe, expect, it } from 'vitest';
import type { Chat } from '../../src/dialogue/message.ts';
import type { Person, UnitId } from '../../src/roster/roster.ts';
import { type County, essayText, GROUPS, type GroupName, groupId, openCounty } from '../support/county.ts';
import { Tally } from './support/tally.ts';

const BRANCHES = ['education1', 'education2', 'retired', 'library'] as const satisfies GroupName[];
const OFFICER = 'wanglihua';
const STEPS = 540;

/** Numbers in [0, 1) that a seed makes again: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Four branches and the office go about their business at random; the bot and the tally hear the same words. */
class Weeks {
  readonly county: County;
  readonly tally: Tally;
  readonly #random: () => number;
  #said = 0;

  constructor(county: County, random: () => number) {
    this.county = county;
    this.tally = new Tally(county.stage.app.outlook().progress.roster);
    this.#random = random;
  }

  get roster() {
    return this.county.stage.app.outlook().progress.roster;
  }

  pick<T extends NonNullable<unknown> | null>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.#random() * choices.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }

  say(from: string, group: GroupName, text: string): Promise<string> {
    return this.#says(from, { kind: 'group', id: groupId(group) }, text);
  }

  whisper(from: string, text: string): Promise<string> {
    return this.#says(from, { kind: 'single', id: null }, text);
  }

  async #says(from: string, chat: Chat, text: string): Promise<string> {
    const message = {
      id: `history-${this.#said++}`,
      from: from as Person['id'],
      chat,
      text,
      quote: null,
      files: [],
      tapped: null,
      at: this.county.clock.now(),
    };
    return (await this.county.stage.app.conversation.answer(message)).text;
  }

  secretaryOf(group: GroupName): Person {
    const [secretary] = this.roster.holders('secretary', GROUPS[group] as UnitId);
    if (!secretary) throw new Error(`${group} has no secretary`);
    return secretary;
  }

  /** Some seconds to some hours go by; nights are slept through. */
  passTime(): void {
    const minutes = this.pick([0, 1, 7, 25, 60, 150]);
    this.county.clock.advance(minutes * 60_000 + 1000);
    const hour = new Date(this.county.clock.now() + 8 * 3_600_000).getUTCHours();
    if (hour >= 18) this.county.clock.advance((24 - hour + 8) * 3_600_000);
  }

  async step(): Promise<void> {
    this.passTime();
    const now = this.county.clock.now();
    const group = this.pick(BRANCHES);
    const unit = GROUPS[group] as UnitId;
    const secretary = this.secretaryOf(group);
    const member = this.pick(this.roster.residents(unit));
    switch (this.pick(WHAT_HAPPENS)) {
      case 'open': {
        const discussion = this.pick([true, false]);
        if (!this.tally.open(unit, secretary.id, discussion, now)) return;
        await this.say(secretary.id, group, discussion ? '/开会 讨论 三思三观' : '/开会 集中学习');
        return;
      }
      case 'county meeting':
        if (!this.tally.open(GROUPS.office, OFFICER, false, now)) return;
        await this.say(OFFICER, 'office', '/开会 集中学习');
        return;
      case 'county meeting over':
        counts(
          this.tally.close(GROUPS.office, OFFICER, null, now),
          await this.say(OFFICER, 'office', '/结束'),
        );
        return;
      case 'check in': {
        const choice = this.pick([null, 1, 2]);
        const present = this.tally.checkIn(member, choice, now);
        counts(present, await this.say(member.id, group, `/签到 ${choice ?? ''}`));
        return;
      }
      case 'everybody comes':
        for (const each of this.roster.residents(unit)) {
          if (this.#random() < 0.25) continue;
          counts(this.tally.checkIn(each, 1, now), await this.say(each.id, group, '/签到 1'));
        }
        return;
      case 'make up':
        this.tally.makeUp(member);
        await this.say(member.id, group, '/补学 2小时 看了材料');
        return;
      case 'look at make-ups':
        this.tally.passMakeUps(unit, secretary.id);
        await this.whisper(secretary.id, '/核实 全部 通过');
        return;
      case 'enter':
        this.tally.enter(unit, secretary.id, member, now);
        await this.say(secretary.id, group, `/补签 ${member.name}`);
        return;
      case 'close': {
        const stated = this.pick([null, null, 120, 240]);
        const present = this.tally.close(unit, secretary.id, stated, now);
        const length = stated === null ? '' : `${stated / 60}小时`;
        counts(present, await this.say(secretary.id, group, `/结束 ${length}`));
        return;
      }
      case 'essay':
        this.tally.essay(member, now);
        await this.say(member.id, group, `/体会 三思三观 ${essayText(this.#said)}`);
        return;
      case 'undo': {
        const [what, undone] = this.pick([
          ['签到', () => this.tally.undoCheckIn(member.id)],
          ['体会', () => this.tally.undoEssay(member)],
          ['结束', () => this.tally.undoClose(member.id)],
          ['开会', () => this.tally.undoOpen(member.id)],
        ] as const);
        undone();
        await this.say(member.id, group, `/撤销 ${what}`);
        await this.say(member.id, group, '/撤销 确认');
      }
    }
  }

  /** What the bot tells each branch and the office, and what the tally says, in the same shape. */
  async compare(): Promise<void> {
    for (const group of BRANCHES) {
      const unit = GROUPS[group] as UnitId;
      const secretary = this.secretaryOf(group);
      const standing = await this.say(secretary.id, group, '/进度');
      const list = await this.say(secretary.id, group, '/名单 体会');
      const discussed = await this.say(secretary.id, group, '/名单 都参加');
      const asked = this.roster
        .residents(unit)
        .filter(
          ({ duties, flags }) => duties.some(({ role }) => role === 'member') && !flags.includes('excused'),
        );
      const told = {
        days: lacking(standing, '集中学习讨论不少于3天'),
        discussion: lacking(standing, '“三思三观”集中讨论1次，不少于半天'),
        essays: numbers(/(\d+)\/(\d+)人已完成/, list),
        discussed: numbers(/(\d+)\/(\d+)人已完成/, discussed),
      };
      const written = asked.filter((person) => this.tally.essayCounts(person)).length;
      expect(told, `${group} after ${this.#said} messages:\n${standing}`).toEqual({
        days: lack(3, this.tally.days(unit)),
        discussion: lack(1, this.tally.discussions(unit)),
        essays: [written, asked.length],
        discussed: [asked.filter((person) => this.tally.hasDiscussed(person)).length, asked.length],
      });
    }
    await this.compareDigest();
  }

  async compareDigest(): Promise<void> {
    const digest = await this.say(OFFICER, 'office', '/周报');
    const units = this.roster.units.filter(({ kind }) => kind === 'unit');
    const met = (asked: typeof units, done: (branch: UnitId) => boolean): number =>
      asked.filter(({ id }) => this.roster.leaves(id).every((leaf) => done(leaf.id))).length;
    const studying = units.filter(({ category }) => category !== '乡镇');
    const people = this.roster.people.filter(
      ({ duties, flags }) => duties.some(({ role }) => role === 'member') && !flags.includes('excused'),
    );
    expect({
      days: numbers(/集中学习讨论不少于3天\*\*\n> (?:已完成)?(\d+)/, digest),
      discussions: numbers(/集中讨论1次，不少于半天\*\*\n> (?:已完成)?(\d+)/, digest),
      essays: numbers(/体会文章1篇\*\*\n> (?:已完成)?(\d+)/, digest),
    }).toEqual({
      days: [met(studying, (branch) => this.tally.days(branch) >= 3)],
      discussions: [met(units, (branch) => this.tally.discussions(branch) >= 1)],
      essays: [people.filter((person) => this.tally.essayCounts(person)).length],
    });
  }
}

const WHAT_HAPPENS = [
  'open',
  'open',
  'county meeting',
  'county meeting over',
  'check in',
  'check in',
  'check in',
  'check in',
  'everybody comes',
  'everybody comes',
  'everybody comes',
  'make up',
  'make up',
  'look at make-ups',
  'enter',
  'close',
  'close',
  'essay',
  'essay',
  'undo',
  'undo',
  'undo',
] as const;

/** The bot's answer tells the same number of people, or that nothing was done. */
function counts(present: number | null, reply: string): void {
  if (present === null) expect(reply).not.toContain('✅');
  else expect(reply).toMatch(new RegExp(`^✅.*到会${present}/`));
}

const lack = (need: number, have: number): number => Math.max(0, Math.round((need - have) * 10) / 10);

/** What the line on a requirement says is lacking; 0 when it is done. */
function lacking(reply: string, title: string): number {
  const line = reply.split('\n').find((each) => each.includes(title)) ?? '';
  if (line.startsWith('✅')) return 0;
  return Number(/还差([\d.]+)/.exec(line)?.[1] ?? Number.NaN);
}

const numbers = (pattern: RegExp, reply: string): number[] =>
  (pattern.exec(reply) ?? []).slice(1).map(Number);

/** More than half have to come, and who missed the discussion makes up for it. */
const underHalf = (text: string): string => `${text.replace('quorum: 1人', 'quorum: 1/2')}
  - id: discussion-members
    title: 党员都参加讨论
    clause: 仙群组办发〔2014〕3号 第二部分
    each: person
    where: { role: [党员] }
    except: { flag: [免除] }
    measure: attended
    of: { activity: [讨论], topic: [三思三观] }
    min: 1
    by: day 40
`;

describe('weeks of random messages by many people', () => {
  it.each([8, 12, 20])('add up as they would on paper (seed %i)', async (seed) => {
    const county = await openCounty({ bound: [...BRANCHES, 'office'], campaign: underHalf });
    const weeks = new Weeks(county, randomOf(seed));
    for (let step = 1; step <= STEPS; step++) {
      await weeks.step();
      if (step === STEPS / 2) await county.stage.restart();
      if (step % 30 === 0) await weeks.compare();
    }
    await county.stage.app.delivered();
    county.ignorePosts();
  });
});
