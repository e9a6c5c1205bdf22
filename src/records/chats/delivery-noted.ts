import { z } from 'zod';
import { defineRecord, joined, type RecordOf, text } from '../define.ts';

const STATES = {
  attempted: '正在发送',
  sent: '已送达',
  refused: '被拒绝',
  unknown: '不知道是否送达',
  abandoned: '不再发送',
} as const;
export type DeliveryState = keyof typeof STATES;

/** What became of an outgoing message. `attempted` is written before the platform is called, so that a crash in between is known. */
export const deliveryNoted = defineRecord('delivery.noted', {
  shape: {
    key: text,
    state: z.enum(['attempted', 'sent', 'refused', 'unknown', 'abandoned']),
    /** Words for the office; never holds a secret or a message body. */
    detail: text,
  },
  label: '消息送达',
  tells: ({ key, state, detail }) => joined(key, STATES[state], detail),
  undo: 'never',
  archive: {
    withholds: 'whole',
    why: ({ key }, view) => (view.isPrivate(key) ? '发给个人的消息不归档' : undefined),
  },
});
export type DeliveryNoted = RecordOf<typeof deliveryNoted>;
