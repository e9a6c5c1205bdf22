import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Child } from './child.ts';
import { Listening, Usage } from './load.ts';

const CAMPAIGN = fileURLToPath(new URL('../../templates/campaigns/xianju.yaml', import.meta.url));
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/** How the bot is started. */
export const BotSettings = z.object({
  folder: z.string(),
  campaignFile: z.string().default(CAMPAIGN),
  apiBase: z.string().default(NOWHERE),
  /** Where it connects to; null in URL mode. */
  line: z.string().nullable().default(null),
});

/** What the bot's process is asked for, beside how it is doing. */
export const Wish = z.object({
  /** Milliseconds its clock is set ahead. */
  ahead: z.number().nonnegative().default(0),
  /** Whether the pauses of its event loop are watched from now on, those before forgotten. */
  watch: z.boolean().default(false),
});

/** How the bot is doing. */
export const BotState = z.object({
  ...Usage.shape,
  ...Listening.shape,
  /** The event loop's longest pause while it was watched, in milliseconds. */
  pause: z.number(),
});
export type BotState = z.infer<typeof BotState>;

/** The bot as it runs for a county, in a process of its own. */
export const startBot = (settings: z.input<typeof BotSettings>): Child =>
  new Child('bot-process.ts', JSON.stringify(settings));
