import { randomUUID } from 'node:crypto';
import { PlatformError } from '../errors.ts';
import type { World } from '../world.ts';
import type { Road, Tapped } from './road.ts';

export interface Tapping {
  /** A userid. */
  readonly from: string;
  /** The id of the message that is a card. */
  readonly message: string;
  /** What stands on the button. */
  readonly button: string;
}

export interface TapDependencies {
  readonly world: World;
  readonly road: Pick<Road, 'tap'>;
}

/** Taps a button of a card. The bot is told once and never again: https://developer.work.weixin.qq.com/document/path/101027 */
export async function tap({ from, message: id, button }: Tapping, deps: TapDependencies): Promise<Tapped> {
  const { world, road } = deps;
  const { userid } = world.person(from);
  const message = world.message(id);
  if (message?.content.type !== 'card') throw new PlatformError('rule', `message ${id} is no card`);
  const { card } = message.content;
  const found = card.buttons.find(({ text }) => text === button);
  if (!found) throw new PlatformError('rule', `the card has no button ${button}`);
  const { chat } = message;
  if ('group' in chat && !world.isMember(world.group(chat.group), userid))
    throw new PlatformError('rule', `${userid} is not a member of the group`);
  if ('app' in chat && chat.app !== userid)
    throw new PlatformError('rule', `${userid} does not see what the app writes to ${chat.app}`);
  const sender = { msgid: randomUUID(), chat, userid: 'app' in chat ? userid : world.toldAs(userid) };
  return road.tap(sender, message, { taskId: card.taskId, key: found.key });
}
