import { randomInt } from 'node:crypto';
import { commands } from '../../commands/index.ts';
import { Desk } from '../dialogue/desk.ts';
import { Registry } from '../dialogue/registry.ts';
import type { Channels } from './channels.ts';
import type { AppOptions } from './options.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import type { Website } from './website.ts';

/** Where messages are answered. */
export const openConversation = (
  { config, clock, log, draw = (choices) => randomInt(choices) }: AppOptions,
  { campaign, say, zone, workdays }: Settings,
  { books, roster, progress }: Store,
  { ways, recorder }: Channels,
  { door, boxAddress }: Pick<Website, 'door' | 'boxAddress'>,
): Desk =>
  new Desk({
    campaign,
    books,
    registry: new Registry(commands),
    say,
    clock,
    zone,
    workdays,
    botNames: config.wecom.botNames,
    log,
    roster,
    progress,
    reach: ways,
    draw,
    record: recorder.record,
    pages: door,
    boxAddress,
  });
