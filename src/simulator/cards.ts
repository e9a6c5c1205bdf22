import { z } from 'zod';

export interface CardButton {
  readonly text: string;
  /** Comes back with the tap. */
  readonly key: string;
}

/** A template card as it is drawn. */
export interface Card {
  readonly taskId: string;
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly CardButton[];
  /** What stands, greyed, where the buttons were. */
  readonly replacedBy?: string;
}

// Limits of https://developer.work.weixin.qq.com/document/path/101032
const bytes = (limit: number) =>
  z.string().refine((text) => Buffer.byteLength(text) <= limit, { error: `more than ${limit} bytes` });

const common = {
  main_title: z.strictObject({ title: z.string().min(1), desc: z.string().default('') }),
  sub_title_text: z.string().default(''),
  task_id: z.string().regex(/^[\w@-]{1,128}$/),
};

const Template = z.discriminatedUnion('card_type', [
  z.strictObject({
    ...common,
    card_type: z.literal('button_interaction'),
    button_list: z
      .array(
        z.strictObject({
          text: z.string().min(1),
          style: z.int().min(1).max(4).default(1),
          key: bytes(1024).min(1),
        }),
      )
      .min(1)
      .max(6)
      .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, {
        error: 'two buttons with one key',
      }),
  }),
  z.strictObject({
    ...common,
    card_type: z.literal('text_notice'),
    // Such a card leads somewhere: to an address, or into a mini program.
    card_action: z.strictObject({
      type: z.union([z.literal(1), z.literal(2)]),
      url: z.url().optional(),
    }),
  }),
]);

export type CardReading =
  | { readonly ok: true; readonly card: Card }
  | { readonly ok: false; readonly problem: string };

/** Reads a template_card. Of the platform's five kinds those that tell and those with buttons are known here. */
export function readCard(json: unknown): CardReading {
  const parsed = Template.safeParse(json);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const { data } = parsed;
  const { title, desc } = data.main_title;
  const text = [desc, data.sub_title_text].filter((part) => part !== '').join('\n');
  const buttons =
    data.card_type === 'button_interaction'
      ? data.button_list.map(({ text: label, key }) => ({ text: label, key }))
      : [];
  return { ok: true, card: { taskId: data.task_id, title, text, buttons } };
}
