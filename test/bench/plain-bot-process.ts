import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { serveCallback } from './callback-server.ts';
import { inventRoster } from './invented.ts';
import { CountySize } from './size.ts';

// What a competent developer writes in an afternoon: check-ins in SQLite, durable before they are answered, and nothing else.
// With a write-ahead log and synchronous=FULL a transaction costs one sync.
const [folder = '', size = ''] = process.argv.slice(2);
const db = new DatabaseSync(join(folder, 'bot.db'));
db.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, branch TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX people_of ON people (branch);
  CREATE TABLE sessions (id INTEGER PRIMARY KEY, branch TEXT NOT NULL, title TEXT NOT NULL, start INTEGER NOT NULL, open INTEGER NOT NULL DEFAULT 1);
  CREATE INDEX sessions_open ON sessions (branch) WHERE open;
  CREATE TABLE check_ins (msgid TEXT PRIMARY KEY, session INTEGER NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE (session, person)) WITHOUT ROWID;
`);
const addPerson = db.prepare('INSERT INTO people VALUES (?, ?, ?)');
const personOf = db.prepare('SELECT name, branch FROM people WHERE id = ?');
const open = db.prepare('INSERT INTO sessions (branch, title, start) VALUES (?, ?, ?)');
const close = db.prepare('UPDATE sessions SET open = 0 WHERE branch = ? AND open');
const sessionOf = db.prepare(
  'SELECT id, title, start FROM sessions WHERE branch = ? AND open ORDER BY id DESC LIMIT 1',
);
const checkIn = db.prepare('INSERT OR IGNORE INTO check_ins VALUES (?, ?, ?, ?)');
const count = db.prepare(`SELECT (SELECT count(*) FROM check_ins WHERE session = ?) AS present,
  (SELECT count(*) FROM people WHERE branch = ?) AS called`);
const wallClock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
});

function inOneTransaction<T>(work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

inOneTransaction(() => {
  for (const { id, name, home } of inventRoster(CountySize.parse(JSON.parse(size))).people)
    addPerson.run(id, name, home);
});

serveCallback(({ msgid, from, text }) => inOneTransaction(() => answer(msgid, from.userid, text.content)));

function answer(msgid: string, from: string, said: string): string {
  const person = personOf.get(from);
  if (!person) return '您不在名册上。';
  const branch = String(person['branch']);
  const now = Date.now();
  if (said.includes('/开会')) {
    open.run(branch, '集中学习', now);
    return '已登记：集中学习';
  }
  if (said.includes('/结束')) return close.run(branch).changes > 0 ? '已结束' : '没有进行中的会。';
  const session = sessionOf.get(branch);
  if (!session) return '没有进行中的会。';
  const id = Number(session['id']);
  checkIn.run(msgid, id, from, now);
  const counted = count.get(id, branch);
  const time = wallClock.format(Number(session['start']));
  return `✅ ${person['name']} 已签到：**${session['title']}** ${time}，到会${counted?.['present']}/${counted?.['called']}人`;
}
