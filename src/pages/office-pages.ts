import { lostMessages, purposeKey } from '../dialogue/lost-messages.ts';
import { dayWithWeekday } from '../wording/format.ts';
import type { Page } from './page.ts';
import { isOffice } from './rights.ts';

const SHOWN = 200;

/** What could not be delivered and why, for the office to put right. */
export const undeliveredPage: Page = {
  name: 'undelivered',
  show(reader) {
    if (!isOffice(reader)) return undefined;
    const { state, roster, say, zone } = reader;
    const lost = lostMessages(state.outbox);
    return {
      title: '未送达的消息',
      none: lost.length === 0,
      count: lost.length,
      waiting: String(state.outbox.pending().length),
      more: lost.length > SHOWN ? lost.length - SHOWN : null,
      rows: lost.slice(0, SHOWN).map(({ at, message: { key, to } }) => ({
        day: dayWithWeekday(zone.dayOf(at), reader.today),
        time: zone.time(at),
        to:
          to.kind === 'group'
            ? `${roster.titleOf(to.unit).replaceAll('/', ' ')}群`
            : roster.nameOf(to.person),
        purpose: say(purposeKey(key)),
        doubtful: state.outbox.fate(key) === 'unknown',
        detail: state.outbox.notesOf(key).at(-1)?.detail ?? null,
      })),
    };
  },
};

/** How the bot itself is doing. */
export const healthPage: Page = {
  name: 'health',
  show(reader) {
    const { zone, health, now } = reader;
    if (!isOffice(reader) || health === null) return undefined;
    const { storeWritable, lastTick, backlog, repairs, ways } = health;
    return {
      title: '运行情况',
      at: `${dayWithWeekday(zone.dayOf(now), reader.today)} ${zone.time(now)}`,
      storeWritable,
      lastTick:
        lastTick === null
          ? null
          : `${dayWithWeekday(zone.dayOf(lastTick), reader.today)} ${zone.time(lastTick)}`,
      backlog: String(backlog),
      repairs: [...repairs],
      ways: ways.map(({ name, ok, detail }) => ({ name, ok, detail })),
    };
  },
};
