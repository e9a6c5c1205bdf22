import { APP_DOOR, posted, shotAt } from './door.ts';
import { doorShots } from './door-shots.ts';
import { hostileText } from './hostile.ts';
import { APP, APP_SECRETS, letter } from './letter.ts';
import type { Makers, Making } from './making.ts';
import type { Shot } from './shot.ts';
import { speech } from './speech.ts';
import { nobody } from './strangers.ts';
import { changedFields, distortedXml, type XmlFields, xmlOf } from './xml-changes.ts';

const onTheWay: Makers = doorShots(APP_DOOR, (making) => xmlOf(fields(making, nobody(making))));

/** Anything that may come to the 自建应用's address. */
export const ANY_TO_APP: Makers = [
  [46, (making) => opened('所说', xmlOf(fields(making, somebody(making))), making, [200])],
  [18, (making) => shaped(fields(making, somebody(making)), making)],
  [12, (making) => spoiled(fields(making, somebody(making)), making)],
  [
    3,
    (making) =>
      opened(
        '重复',
        xmlOf(fields(making, somebody(making), making.dice.below(making.index + 1))),
        making,
        [200],
      ),
  ],
  [3, (making) => opened('外人', xmlOf(fields(making, nobody(making))), making, [200])],
  ...onTheWay,
];

/** What must leave nothing behind. */
export const NOTHING_TO_APP: Makers = [
  [10, (making) => opened('外人', xmlOf(fields(making, nobody(making))), making, [200])],
  [6, (making) => shaped(fields(making, nobody(making)), making)],
  [6, (making) => spoiled(fields(making, nobody(making)), making)],
  ...onTheWay,
];

const shaped = (plain: XmlFields, making: Making): Shot =>
  opened('结构', xmlOf(changedFields(plain, making.dice)), making, [200, 400, 413]);

const spoiled = (plain: XmlFields, making: Making): Shot =>
  opened('明文', distortedXml(xmlOf(plain), making.dice), making, [200, 400, 413]);

/** Longer ones are no messages: WeCom lets nobody type so much. */
const LONGEST = 64 * 1024;

function opened(kind: string, plaintext: string, making: Making, right: readonly number[]): Shot {
  const whole = letter(plaintext, APP_SECRETS, making.at, making.dice);
  const expects = plaintext.length > LONGEST ? [400, 413] : right;
  return shotAt(APP_DOOR, kind, making, {
    ...posted(APP_DOOR, whole, APP_DOOR.wrap(whole, making.dice)),
    expects,
  });
}

const somebody = ({ dice, scene: { facts } }: Making): string =>
  dice.pick(dice.chance(0.5) ? facts.officials : facts.userids);

/** A callback as documented: https://developer.work.weixin.qq.com/document/path/90239 */
function fields(making: Making, from: string, number = making.index): XmlFields {
  const { dice, at } = making;
  return [
    ['ToUserName', APP.corpId],
    ['FromUserName', from],
    ['CreateTime', String(Math.floor(at / 1000))],
    ...dice.weighted(KINDS)(making, String(number)),
    ['AgentID', String(APP.agentId)],
  ];
}

type Kind = (making: Making, msgid: string) => XmlFields;

// Ids of parts must differ: the first digit tells them apart.
const withId = (name: string, msgid: string): XmlFields => [
  ['MsgId', `${name.startsWith('any') ? 1 : 2}000${msgid}`],
];

const KINDS: readonly (readonly [number, Kind])[] = [
  [
    60,
    ({ dice, scene: { facts, seen }, name }, id) => [
      ['MsgType', 'text'],
      ['Content', speech(dice, facts, seen)],
      ...withId(name, id),
    ],
  ],
  [
    6,
    ({ dice, name }, id) => [
      ['MsgType', 'image'],
      ['PicUrl', 'http://192.0.2.1/a'],
      ['MediaId', mediaId(dice.below(6))],
      ...withId(name, id),
    ],
  ],
  [
    6,
    ({ dice, name }, id) => [
      ['MsgType', 'file'],
      ['MediaId', mediaId(dice.below(6))],
      ['FileName', hostileText(dice)],
      ...withId(name, id),
    ],
  ],
  [
    3,
    ({ dice, name }, id) => [
      ['MsgType', dice.pick(['voice', 'video', 'location', 'link', ''])],
      ['MediaId', 'm'],
      ...withId(name, id),
    ],
  ],
  [15, tap],
  [
    6,
    ({ dice }) => [
      ['MsgType', 'event'],
      ['Event', dice.pick(['enter_agent', 'subscribe', 'unsubscribe', 'LOCATION', 'view', 'click', 'x'])],
      ['EventKey', ''],
    ],
  ],
];

const mediaId = (number: number): string =>
  ['text', 'odd', 'picture', 'empty', '', 'x'.repeat(2000)][number] ?? '';

function tap({ dice, scene: { facts, seen } }: Making): XmlFields {
  const { task, key } = seen.tap(dice);
  const strange = dice.chance(0.3);
  return [
    ['MsgType', 'event'],
    ['Event', 'template_card_event'],
    ['EventKey', strange ? dice.pick([speech(dice, facts, seen), hostileText(dice)]) : key],
    ['TaskId', dice.chance(0.1) ? hostileText(dice) : task],
    ['CardType', 'button_interaction'],
    ['ResponseCode', dice.pick(['', 'code-1', hostileText(dice)])],
  ];
}
