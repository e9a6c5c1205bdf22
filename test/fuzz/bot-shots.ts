import { type Callback, callback, refresh } from './callbacks.ts';
import type { Dice } from './dice.ts';
import { BOT_DOOR, posted, shotAt } from './door.ts';
import { doorShots } from './door-shots.ts';
import type { FactGroup } from './facts.ts';
import { changed, distorted, type Json } from './json-changes.ts';
import { letter, SECRETS, unusual } from './letter.ts';
import { formerId, idOf, type Makers, type Making } from './making.ts';
import type { Shot } from './shot.ts';
import { nobody } from './strangers.ts';

const onTheWay: Makers = doorShots(BOT_DOOR, (making) => JSON.stringify(fromStranger(making).json));

/** Anything that may come to the 智能机器人's address, most of it rightly signed and from people of the county. */
export const ANY_TO_BOT: Makers = [
  [46, (making) => said('所说', callback(making.dice, making.scene, idOf(making)), making)],
  [22, (making) => shaped(callback(making.dice, making.scene, idOf(making)), making)],
  [7, (making) => spoiled(callback(making.dice, making.scene, idOf(making)), making)],
  [4, (making) => said('重复', callback(making.dice, making.scene, formerId(making)), making)],
  [3, (making) => said('外人', fromStranger(making), making)],
  [2, strange],
  ...onTheWay,
];

/** What must leave nothing behind, whatever is answered. */
export const NOTHING_TO_BOT: Makers = [
  [10, (making) => said('外人', fromStranger(making), making)],
  [6, (making) => shaped(fromStranger(making), making)],
  [4, (making) => spoiled(fromStranger(making), making)],
  [4, (making) => said('问流', refresh(making.name, { msgid: idOf(making) }), making)],
  [3, (making) => said('无名', fromNobody(making), making)],
  ...onTheWay,
];

const said = (kind: string, { json, occasion }: Callback, making: Making): Shot =>
  opened(kind, JSON.stringify(json), making, { occasion, expects: [200] });

/** Its types, its fields, its nesting changed. */
const shaped = ({ json }: Callback, making: Making): Shot =>
  opened('结构', JSON.stringify(changed(json, making.dice)), making, { expects: [200, 400, 413] });

/** The text of the JSON itself spoiled. */
const spoiled = ({ json }: Callback, making: Making): Shot =>
  opened('明文', distorted(JSON.stringify(json), making.dice), making, { expects: [200, 400, 413] });

function opened(
  kind: string,
  plaintext: string,
  making: Making,
  rest: Partial<Shot> & Pick<Shot, 'expects'>,
): Shot {
  const whole = letter(plaintext, SECRETS, making.at, making.dice);
  return shotAt(BOT_DOOR, kind, making, {
    ...posted(BOT_DOOR, whole, BOT_DOOR.wrap(whole, making.dice)),
    ...rest,
  });
}

/** Right in every way, if not as usual. */
function strange(making: Making): Shot {
  const { dice, at, scene } = making;
  const { json, occasion } = callback(dice, scene, idOf(making));
  const whole = unusual(letter(JSON.stringify(json), SECRETS, at, dice).encrypt, SECRETS, at, dice);
  const headers: Record<string, string> = dice.chance(0.5) ? { 'content-type': dice.pick(TYPES) } : {};
  const body = posted(BOT_DOOR, whole, BOT_DOOR.wrap(whole, dice));
  return shotAt(BOT_DOOR, '少见', making, { ...body, headers, occasion, expects: [200] });
}

const TYPES = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/json; charset=gbk',
  'x',
  '',
];

function fromStranger(making: Making): Callback {
  const { json, occasion } = callback(making.dice, making.scene, idOf(making));
  const userid = nobody(making);
  const answered = userid.trim() !== '' && userid.trim() !== 'sys';
  return {
    json: withFields(json, { from: { userid } }),
    occasion: answered || occasion === 'refresh' ? occasion : 'none',
  };
}

/** What nobody has sent, or nobody can be answered. */
function fromNobody(making: Making): Callback {
  const { json } = callback(making.dice, making.scene, idOf(making));
  const from = making.dice.pick(NOBODIES);
  return { json: withFields(json, { from, msgtype: 'text', text: { content: '/签到' } }), occasion: 'none' };
}

const NOBODIES: readonly Json[] = [
  null,
  {},
  { userid: '' },
  { userid: 'sys' },
  { userid: 1 },
  'zhaolei',
  { corpid: 'x' },
];

const withFields = (json: Json, fields: { readonly [name: string]: Json }): Json =>
  typeof json === 'object' && json !== null ? { ...json, ...fields } : json;

/** Ties a group to its unit, so that much can be said in it. */
export function bindingShot({ chat, unit, binder }: FactGroup, dice: Dice, at: number): Shot {
  const text = { content: `/绑定 ${unit}` };
  const group = { chattype: 'group', chatid: chat };
  const plain = { msgid: `bind-${unit}`, ...group, from: { userid: binder }, msgtype: 'text', text };
  const whole = letter(JSON.stringify(plain), SECRETS, at, dice);
  const body = posted(BOT_DOOR, whole, BOT_DOOR.wrap(whole, dice));
  return shotAt(
    BOT_DOOR,
    '绑定',
    { at, name: `bind/${unit}` },
    { ...body, occasion: 'message', expects: [200] },
  );
}
