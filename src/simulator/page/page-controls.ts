import { chatKey } from '../chat.ts';
import type { World } from '../world.ts';
import { PageError } from './page-say.ts';

/** A button that does something to the world, such as moving its clock. */
export interface Control {
  readonly id: string;
  readonly label: string;
  /** Resolves with a sentence that says what happened, or with '' for the page's own. */
  run(): Promise<string>;
}

/** What came of a control. */
export interface Moved {
  readonly summary: string;
  /** Chats in which the bot has spoken meanwhile: how often, and the first message. */
  readonly chats: readonly { readonly key: string; readonly count: number; readonly first: string }[];
}

/** Runs a control and watches what the bot says meanwhile. `now`: what the clock shows afterwards. */
export async function runControl(
  controls: readonly Control[],
  id: string,
  world: World,
  now: () => string,
): Promise<Moved> {
  const control = controls.find((each) => each.id === id);
  if (!control) throw new PageError(404, '没有这个按钮，请刷新页面。');
  const sent = new Map<string, Set<string>>();
  const stop = world.watch(({ id: message, author, chat }) => {
    if (author.kind === 'person') return;
    sent.set(chatKey(chat), (sent.get(chatKey(chat)) ?? new Set()).add(message));
  });
  try {
    const said = await control.run();
    const chats = [...sent].map(([key, ids]) => ({ key, count: ids.size, first: [...ids][0] ?? '' }));
    const total = chats.reduce((sum, { count }) => sum + count, 0);
    const own = total > 0 ? `期间发出 ${total} 条消息。` : '期间没有消息。';
    return { summary: said || `时间已到 ${now()}，${own}`, chats };
  } finally {
    stop();
  }
}
