import { Extractor } from '../extraction/extractor.ts';
import { Delivery } from '../outreach/delivery.ts';
import { Recorder } from '../outreach/recorder.ts';
import { Ways } from '../outreach/ways.ts';
import { Workshop } from '../report/workshop.ts';
import { Wecom } from '../wecom/wecom.ts';
import type { AppOptions } from './options.ts';
import type { Store } from './store.ts';

/** What leads to people and from them, and what puts on record what is sent to them. */
export interface Channels {
  readonly wecom: Wecom;
  readonly ways: Ways;
  readonly workshop: Workshop;
  readonly delivery: Delivery;
  readonly recorder: Recorder;
}

/** Opens the ways to WeCom. Nothing is delivered before `delivery` runs. */
export async function openChannels(
  { config, clock, log, make }: AppOptions,
  { books, files, roster }: Store,
  cleanup: AsyncDisposableStack,
): Promise<Channels> {
  const extractor = new Extractor({
    onFault: (error) => log.error({ err: error }, 'a reader of files broke down'),
  });
  cleanup.defer(() => extractor.close());
  const wecom = await Wecom.open({
    config: config.wecom,
    clock,
    log,
    files,
    read: (content, type) => extractor.read(content, type),
    roster,
    state: books.state,
  });
  cleanup.defer(() => wecom.close());
  const workshop = new Workshop({ files, ...(make ? { make } : {}) });
  cleanup.defer(() => workshop.close());
  const ways = new Ways(wecom.channels);
  const delivery = new Delivery({ outbox: books.state.outbox, ways, clock, log, commit: books.commit });
  const recorder = new Recorder({
    books,
    roster,
    portions: (message) => ways.portions(message),
    finish: (draft) => workshop.finish(draft),
    onQueued: () => delivery.kick(),
    log,
  });
  return { wecom, ways, workshop, delivery, recorder };
}
