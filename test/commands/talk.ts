import { expect } from 'vitest';
import { commands } from '../../commands/index.ts';
import { hear } from '../../src/dialogue/hearing.ts';
import { Registry } from '../../src/dialogue/registry.ts';
import { type County, type CountyOptions, type GroupName, openCounty } from '../support/county.ts';

/** Answers to these are lists somebody asked for: they may be longer than a screen. */
const LISTS: ReadonlySet<string> = new Set(['帮助', '周报', '名单', '进度', '未签', '调阅']);
const registry = new Registry(commands);
const SCREEN = { lines: 14, characters: 700 };

type Extras = Parameters<County['says']>[3];

/** Conversations with the bot; every reply heard is held to what all replies must be. */
export class Talk {
  readonly county: County;

  constructor(county: County) {
    this.county = county;
  }

  async says(who: string, group: GroupName, text: string, extras?: Extras): Promise<string> {
    return wellMade(text, await this.county.says(who, group, text, extras));
  }

  async whispers(who: string, text: string): Promise<string> {
    return wellMade(text, await this.county.whispers(who, text));
  }

  /** Says something to the others, not to the bot; the message's id, to be quoted. */
  async chats(who: string, group: GroupName, text: string, images: Uint8Array[] = []): Promise<string> {
    const { message } = await this.county.saysFully(who, group, text, { mention: false, images });
    if (!message) throw new Error('nothing was posted');
    return message.id;
  }

  /** Holds a discussion of half a day, at which the secretary is; it counts in a campaign that asks for one person. */
  async discusses(secretary: string, group: GroupName): Promise<void> {
    await this.says(secretary, group, '/开会 讨论 三思三观 半天');
    await this.says(secretary, group, '/签到');
    this.later(180);
    await this.says(secretary, group, '/结束');
    this.later();
  }

  /** The clock goes on, so that one thing is later than another. */
  later(minutes = 1): void {
    this.county.minutesPass(minutes);
  }

  async until(day: string, time: string): Promise<void> {
    await this.county.until(day, time);
    this.county.ignorePosts();
  }
}

/** The sample county on Monday 3 March 2014 at 09:00, some groups bound, nothing said yet. */
export async function talk(bound: readonly GroupName[], options: CountyOptions = {}): Promise<Talk> {
  return new Talk(await openCounty({ bound, ...options }));
}

/** A reply that fits a screen, is neatly set, and in which nothing people wrote acts as the platform's syntax. */
function wellMade(text: string, reply: string): string {
  const heard = hear(text, { group: false, botNames: [], nameOf: registry.nameOf });
  if (heard.kind !== 'command' || !LISTS.has(heard.name)) {
    expect(reply.split('\n').length, reply).toBeLessThanOrEqual(SCREEN.lines);
    expect(reply.length, reply).toBeLessThanOrEqual(SCREEN.characters);
  }
  expect(reply).not.toBe('');
  expect(reply.trim()).toBe(reply);
  expect(reply).not.toMatch(/ {2}|[ 　]$|\n{3}/m);
  expect(reply).not.toMatch(/undefined|null|NaN|\[object|[{}]/);
  expect(reply).not.toMatch(/<@|\]\(|^#|https?:\/\/|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/m);
  return reply;
}

/** Whatever a mischievous or careless person may paste. */
export const HOSTILE = '<@all> [点我](http://evil.example) # 标题 \u202e反转 **粗** `码`';
