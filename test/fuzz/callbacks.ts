import type { Dice } from './dice.ts';
import type { Facts } from './facts.ts';
import { hostileText, spoiled } from './hostile.ts';
import type { Json } from './json-changes.ts';
import type { Seen } from './seen.ts';
import { mentioned, speech } from './speech.ts';
import { line } from './stories.ts';

/** Addresses that stand in callbacks. Of the platform's own hosts there is only ours: nothing here may reach the real one. */
export interface Hosts {
  /** Origin of the stand-in API. */
  readonly api: string;
  /** Origin of a server that nobody has any business to call. */
  readonly trap: string;
}

/** What has to be known to make up a callback. */
export interface Scene {
  readonly facts: Facts;
  readonly seen: Seen;
  readonly hosts: Hosts;
}

/** What WeCom asks with it; `none` for what has an empty answer. */
export type Occasion = 'message' | 'refresh' | 'enter_chat' | 'tap' | 'none';

export interface Callback {
  readonly occasion: Occasion;
  readonly json: Json;
}

/** A callback that is shaped as documented, whatever it says. `id` becomes its msgid. */
export function callback(dice: Dice, scene: Scene, id: string): Callback {
  return dice.weighted(KINDS)(dice, scene, {
    msgid: id,
    ...BOT,
    ...place(dice, scene.facts),
    ...later(dice, scene),
  });
}

type Common = { readonly [name: string]: Json };
type Kind = (dice: Dice, scene: Scene, common: Common) => Callback;

const BOT = { aibotid: 'aib-fuzz' };

const KINDS: readonly (readonly [number, Kind])[] = [
  [45, (dice, scene, common) => message(common, words(dice, scene, common))],
  [20, fitting],
  [
    6,
    (dice, scene, common) =>
      message(common, { ...words(dice, scene, common), quote: content(dice, scene, common) }),
  ],
  [8, (dice, scene, common) => message(common, content(dice, scene, common))],
  [12, tap],
  [3, (_, __, common) => event('enter_chat', common, { eventtype: 'enter_chat' })],
  [
    1,
    (dice, _, common) =>
      event('none', common, { eventtype: dice.pick(['feedback_event', 'disconnected_event', '']) }),
  ],
  [3, (dice, _, common) => refresh(dice.pick(['', 'a', 'x'.repeat(32)]) || String(dice.next()), common)],
];

/** What somebody who may says where it can be said. */
function fitting(dice: Dice, { facts, seen }: Scene, common: Common): Callback {
  const { from, unit, text } = line(dice, facts, seen);
  const said = dice.chance(0.15) ? spoiled(text, dice) : text;
  const chat = facts.groups.find((group) => group.unit === unit)?.chat;
  const where = chat === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: chat };
  const content = chat === undefined ? said : mentioned(said, dice);
  return message(common, { ...where, from: { userid: from }, msgtype: 'text', text: { content } });
}

const message = (common: Common, json: Common): Callback => ({
  occasion: 'message',
  json: { ...common, ...json },
});

const event = (occasion: Occasion, common: Common, json: Json): Callback => ({
  occasion,
  json: { ...common, create_time: 1393900000, msgtype: 'event', event: json },
});

export const refresh = (id: string, common: Common): Callback => ({
  occasion: 'refresh',
  json: { ...common, msgtype: 'stream', stream: { id } },
});

/** Who speaks where: mostly people in their own groups, and whoever may do most. */
function place(dice: Dice, { groups, officials, userids }: Facts): Common {
  const anybody = (): Json => ({ userid: dice.pick(dice.chance(0.5) ? officials : userids) });
  if (dice.chance(0.45)) return { chattype: 'single', from: anybody() };
  if (dice.chance(0.05)) return { chattype: 'group', chatid: 'wr-nobody-bound', from: anybody() };
  const { chat, binder, members } = dice.pick(groups);
  const from = dice.chance(0.2) ? anybody() : { userid: dice.chance(0.5) ? binder : dice.pick(members) };
  return { chattype: 'group', chatid: chat, from };
}

function later(dice: Dice, { hosts }: Scene): Common {
  if (dice.chance(0.5)) return {};
  const origin = dice.chance(0.9) ? hosts.api : hosts.trap;
  return { response_url: `${origin}/cgi-bin/aibot/response?response_code=fuzz` };
}

function words(dice: Dice, { facts, seen }: Scene, { chattype }: Common): Common {
  const said = speech(dice, facts, seen);
  const text = { content: chattype === 'group' ? mentioned(said, dice) : said };
  return dice.chance(0.05) ? { msgtype: 'voice', voice: text } : { msgtype: 'text', text };
}

function content(dice: Dice, scene: Scene, common: Common): Common {
  const chosen = dice.weighted([
    [4, 'file'],
    [4, 'image'],
    [4, 'mixed'],
    [2, 'words'],
    [1, 'video'],
    [1, 'location'],
  ] as const);
  switch (chosen) {
    case 'mixed': {
      const items = Array.from({ length: dice.between(0, 4) }, () =>
        dice.chance(0.7) ? words(dice, scene, common) : { msgtype: 'image', image: link(dice, scene) },
      );
      return { msgtype: 'mixed', mixed: { msg_item: items } };
    }
    case 'words':
      return words(dice, scene, common);
    case 'location':
      return { msgtype: 'location', location: { latitude: 28.8, longitude: 120.7 } };
    default:
      return { msgtype: chosen, [chosen]: link(dice, scene) };
  }
}

function link(dice: Dice, { hosts }: Scene): Json {
  const good = `${hosts.api}/media/${dice.pick(['text', 'odd', 'picture', 'empty', 'none', 'plain'])}`;
  const { host } = new URL(hosts.trap);
  const bad = dice.pick([
    `${hosts.trap}/media/a`,
    `http://user:pass@${host}/`,
    `${hosts.api}@${host}/`,
    `https://${host}/media/a`,
    `//${host}/a`,
    'http://192.0.2.1/latest/meta-data/',
    'http://[::1]:1/',
    'http://0x7f.1:1/',
    'file:///etc/passwd',
    'data:text/plain,hello',
    'ftp://127.0.0.1/',
    'https://qyapi.weixin.qq.com.fuzz.invalid/a',
    hostileText(dice),
    '',
  ]);
  const url = dice.chance(0.5) ? good : bad;
  return dice.chance(0.1) ? { url, aeskey: dice.bytes(dice.pick([0, 16, 32])).toString('base64') } : { url };
}

function tap(dice: Dice, { facts, seen }: Scene, common: Common): Callback {
  const { task, key } = seen.tap(dice);
  const said = dice.pick([key, key, key, key, speech(dice, facts, seen), hostileText(dice)]);
  const about = dice.chance(0.85) ? task : dice.pick(['x', '@', 'a'.repeat(128), hostileText(dice)]);
  const tapped = { event_key: said, task_id: about };
  const body = dice.chance(0.8)
    ? { template_card_event: { card_type: 'button_interaction', ...tapped } }
    : tapped;
  return event('tap', common, { eventtype: 'template_card_event', ...body });
}
