import { join } from 'node:path';
import { openChannels } from '../../src/app/channels.ts';
import { openConversation } from '../../src/app/conversation.ts';
import type { AppOptions } from '../../src/app/options.ts';
import { readSettings } from '../../src/app/settings.ts';
import { openStore } from '../../src/app/store.ts';
import { archiveCommand } from '../../src/cli/archive.ts';
import type { Desk } from '../../src/dialogue/desk.ts';
import { createLogger } from '../../src/log.ts';
import { Pages, type PagesOptions } from '../../src/pages/pages.ts';
import { unpacked } from '../../src/report/workbook/rows.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import type { PersonId } from '../../src/roster/roster.ts';
import { readSheet } from '../../src/roster/sheet.ts';
import { openRosterStore } from '../../src/roster/store.ts';
import { MINUTE, MovableClock } from '../../src/time/clock.ts';
import { toDay, Zone } from '../../src/time/zone.ts';
import { loadPageTemplates } from '../../src/web/page/templates.ts';
import { StaffDoor } from '../../src/web/pages/staff-door.ts';

// `toy-life.ts <data folder>`: people talk to a bot that knows the toy, the bot is started again on the same data, they go on.
// Prints as JSON what was answered and shown before and after.

const [folder = ''] = process.argv.slice(2);
const ZHAO = 'zhaolei' as PersonId;
const ZHOU = 'zhoumin' as PersonId;
const ZONE = 'Asia/Shanghai';
const clock = new MovableClock(new Zone(ZONE).at(toDay('2014-03-12'), 9 * 60));

const options: AppOptions = {
  clock,
  log: createLogger('silent'),
  config: {
    ...{ host: '127.0.0.1', port: 0, dataFolder: folder, zone: ZONE, logLevel: 'silent' },
    campaignFile: 'templates/campaigns/xianju.yaml',
    wecom: {
      bot: { mode: 'callback', token: 'toy', aesKey: 'a'.repeat(43), receiveId: '' },
      ...{ app: null, botNames: [], apiBase: 'http://127.0.0.1:9' },
    },
  },
};

async function before(desk: Desk) {
  const done = await says(desk, 'm-1', '/种树 12 河东村 盼着成荫');
  const more = await says(desk, 'm-2', '/种树 3 村小学');
  const refused = await says(desk, 'm-3', '/种树 几棵');
  return { done, more, refused };
}

async function after(desk: Desk) {
  const repeated = await says(desk, 'm-1', '/种树 12 河东村 盼着成荫');
  const page = await pageOf(desk);
  const sheet = await sheetOf(desk);
  const undone = await says(desk, 'm-4', '/撤销 种树');
  const left = await sheetOf(desk);
  const io = { out: () => undefined, err: (line: string) => process.stderr.write(line) };
  await archiveCommand(['县教育局', '--to', join(folder, 'archive'), '--data-dir', folder], io, {}, clock);
  return { repeated, page, sheet, undone, left };
}

async function says(desk: Desk, id: string, text: string): Promise<string> {
  clock.advance(MINUTE);
  const rest = { quote: null, files: [], tapped: null, at: clock.now() };
  return (await desk.answer({ id, from: ZHAO, chat: { kind: 'single', id: null }, text, ...rest })).text;
}

const nothing = () => Promise.reject(new Error('nobody asks for this'));
const pagesOf = (desk: Desk, make: PagesOptions['make']): Pages =>
  new Pages({ reading: (person) => desk.reading(person), health: nothing, make });

/** The page as it is sent to a browser; null where no link leads to it. */
async function pageOf(desk: Desk): Promise<string | null> {
  const pages = pagesOf(desk, nothing);
  const templates = loadPageTemplates('templates/pages');
  templates.requirePages(pages.templates);
  const isLinked = pages.links(ZHAO, '').some(({ text }) => text === '种树');
  const shown = await pages.show(ZHAO, { page: 'trees', id: '', query: new URLSearchParams() }, () => '');
  return isLinked && shown ? templates.render(shown.template, shown.view) : null;
}

/** The rows of the sheet in the workbook of the branch; null where there is no such sheet. */
async function sheetOf(desk: Desk): Promise<unknown> {
  let rows: unknown = null;
  const pages = pagesOf(desk, async (errand) => {
    const order = await errand.plan();
    const sheets = order.kind === 'workbook' ? order.workbook.sheets : [];
    for (const sheet of sheets) if (sheet.name === '种树') rows = [...unpacked(sheet.rows)];
    return new Uint8Array();
  });
  await pages.workbook(ZHOU, '县教育局/机关第一支部');
  return rows;
}

/** One life of the bot, from opening the data folder to closing it. */
async function live<T>(talk: (desk: Desk) => Promise<T>): Promise<T> {
  await using cleanup = new AsyncDisposableStack();
  const settings = await readSettings(options);
  const store = await openStore(options, settings, cleanup);
  const channels = await openChannels(options, store, cleanup);
  const website = { door: new StaffDoor(undefined, clock), boxAddress: null };
  return await talk(openConversation(options, settings, store, channels, website));
}

const parsed = parseRoster(await readSheet('templates/campaigns/roster-sample.csv'));
if ('data' in parsed) await openRosterStore(folder).import(parsed.data, clock.now());
const told = { before: await live(before), after: await live(after) };
process.stdout.write(JSON.stringify(told));
