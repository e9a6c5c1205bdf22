import { z } from 'zod';
import { type Card, readCard } from '../cards.ts';
import type { Content } from '../chat.ts';
import { check, Refusal, typeOf } from '../refusal.ts';
import type { AppMedia } from './app-media.ts';

/** Bytes of a text or of markdown: https://developer.work.weixin.qq.com/document/path/90236 */
const WORDS = 2048;

const Text = z.looseObject({
  text: z.strictObject({
    content: z.string(),
    mentioned_list: z.array(z.string()).default([]),
  }),
});
const Markdown = z.looseObject({ markdown: z.strictObject({ content: z.string() }) });
const media = z.strictObject({ media_id: z.string() });
const Image = z.looseObject({ image: media });
const File = z.looseObject({ file: media });
const TemplateCard = z.looseObject({ template_card: z.looseObject({}) });

export interface Said {
  readonly content: Content;
  /** Userids beside the text; only in groups. */
  readonly mentioned: readonly string[];
}

/** What the app says to a person or in a group. Throws a Refusal. */
export function readSaid(json: unknown, files: AppMedia): Said {
  switch (typeOf(json)) {
    case 'text': {
      const { content, mentioned_list } = check(Text, json).text;
      if (content === '') throw new Refusal(44004, 'empty content');
      return { content: { type: 'text', text: cut(content) }, mentioned: mentioned_list };
    }
    case 'markdown': {
      const { content } = check(Markdown, json).markdown;
      if (Buffer.byteLength(content) > WORDS)
        throw new Refusal(40058, `markdown.content exceed max length ${WORDS}`);
      return alone({ type: 'markdown', text: content });
    }
    case 'image':
      return alone({ type: 'image', image: files.find(check(Image, json).image.media_id, 'image') });
    case 'file':
      return alone({ type: 'file', file: files.find(check(File, json).file.media_id, 'file') });
    case 'template_card':
      return alone({ type: 'card', card: cardIn(check(TemplateCard, json).template_card) });
    default:
      throw new Refusal(40008, 'invalid message type');
  }
}

/** A card as it looks from now on. The task stays the one it was sent with; its buttons may give way to a grey one that says something. */
export function readChangedCard(json: object, task: string): Card {
  const { replace_text, ...template } = z
    .looseObject({ replace_text: z.string().min(1).optional() })
    .parse(json);
  const card = cardIn({ ...template, task_id: task });
  return replace_text === undefined ? card : { ...card, buttons: [], replacedBy: replace_text };
}

const alone = (content: Content): Said => ({ content, mentioned: [] });

// A notice must lead somewhere when it is touched.
const LostNotice = z.looseObject({
  card_type: z.literal('text_notice'),
  card_action: z.looseObject({ type: z.unknown().refine((type) => type !== 1 && type !== 2) }).optional(),
});

function cardIn(template: object): Card {
  if (LostNotice.safeParse(template).success)
    throw new Refusal(42045, 'Template_Card.card_action missing or invalid');
  const reading = readCard(template);
  if (!reading.ok) throw new Refusal(40058, `invalid template_card: ${reading.problem}`);
  return reading.card;
}

/** What is too long is cut off, without a word. */
function cut(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(WORDS));
  return text.slice(0, read);
}
