import { defineRecord, person, type RecordOf, text } from '../define.ts';

/**
 * The person has spoken to the bot in private, so that it may write to them there:
 * https://developer.work.weixin.qq.com/document/path/101463
 */
export const chatOpened = defineRecord('chat.opened', {
  shape: {
    person,
    /** What the platform calls the person, letter for letter. */
    chat: text,
  },
  label: '开始私聊',
  tells: ({ person }, teller) => teller.name(person),
  undo: 'never',
  archive: { withholds: 'whole', why: () => '谁什么时候和机器人私聊，不归档' },
});
export type ChatOpened = RecordOf<typeof chatOpened>;
