import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Commit } from '../../src/journal/commit.ts';
import type { LedgerRecord } from '../../src/records/records.ts';
import type { Roster } from '../../src/roster/roster.ts';
import type { Zone } from '../../src/time/zone.ts';

const TABLES = `
  CREATE TABLE units (id TEXT PRIMARY KEY, kind TEXT, category TEXT, is_leaf INTEGER) WITHOUT ROWID;
  CREATE TABLE lineage (above TEXT, unit TEXT, PRIMARY KEY (above, unit)) WITHOUT ROWID;
  CREATE INDEX lineage_up ON lineage (unit, above);
  CREATE TABLE leaves (unit TEXT, leaf TEXT, PRIMARY KEY (unit, leaf)) WITHOUT ROWID;
  CREATE TABLE people (id TEXT PRIMARY KEY, home TEXT, category TEXT) WITHOUT ROWID;
  CREATE TABLE traits (person TEXT, trait TEXT, PRIMARY KEY (person, trait)) WITHOUT ROWID;
  CREATE TABLE sessions (id TEXT PRIMARY KEY, unit TEXT, activity TEXT, topic TEXT, mode TEXT, start INTEGER, day TEXT, minutes INTEGER, chair TEXT) WITHOUT ROWID;
  CREATE TABLE attendance (session TEXT, home TEXT, person TEXT, mode TEXT, PRIMARY KEY (session, home, person)) WITHOUT ROWID;
  CREATE TABLE evidence (session TEXT, piece TEXT, PRIMARY KEY (session, piece)) WITHOUT ROWID;
  CREATE TABLE essays (person TEXT, topic TEXT, at INTEGER, text TEXT);
  CREATE TABLE deeds (person TEXT, unit TEXT, deed TEXT, target TEXT, act TEXT, day TEXT);
  CREATE TABLE documents (id TEXT PRIMARY KEY, unit TEXT, type TEXT, version INTEGER, points TEXT) WITHOUT ROWID;
  CREATE TABLE reviews (document TEXT, step TEXT, verdict TEXT, at INTEGER);
  CREATE TABLE opinions (number TEXT PRIMARY KEY, people TEXT, question TEXT, source TEXT, text TEXT) WITHOUT ROWID;
  CREATE TABLE steps (opinion TEXT, kind TEXT, at INTEGER);`;

const INDEXES = `
  CREATE INDEX sessions_of ON sessions (unit, activity);
  CREATE INDEX sessions_led ON sessions (chair) WHERE chair IS NOT NULL;
  CREATE INDEX attended_by ON attendance (person, session);
  CREATE INDEX essays_by ON essays (person, topic);
  CREATE INDEX deeds_by ON deeds (person, deed);
  CREATE INDEX documents_of ON documents (unit, type);
  CREATE INDEX reviews_of ON reviews (document);
  CREATE INDEX steps_of ON steps (opinion);
  ANALYZE;`;

export interface Answer {
  readonly subject: string;
  readonly have: number;
}

/** The same county as a relational program would keep it: in memory, a table a kind of fact, an index a question. */
export class SqlCounty implements Disposable {
  readonly #db = new DatabaseSync(':memory:');
  readonly #zone: Zone;
  readonly #statements = new Map<string, StatementSync>();

  constructor(roster: Roster, zone: Zone) {
    this.#zone = zone;
    this.#db.exec(TABLES);
    this.#inOneGo(() => this.#fill(roster));
  }

  load(commits: readonly Commit[]): void {
    this.#inOneGo(() => {
      for (const { records } of commits) for (const record of records) this.#store(record);
    });
  }

  index(): void {
    this.#db.exec(INDEXES);
  }

  answers(query: string): readonly Answer[] {
    return this.#db
      .prepare(query)
      .all()
      .map(({ subject, have }) => ({ subject: String(subject), have: Number(have) }));
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }

  #inOneGo(work: () => void): void {
    this.#db.exec('BEGIN');
    work();
    this.#db.exec('COMMIT');
  }

  #fill(roster: Roster): void {
    for (const { id, kind, category } of roster.units) {
      this.#insert('units', id, kind, category, Number(roster.children(id).length === 0));
      for (const above of roster.lineage(id)) this.#insert('lineage', above.id, id);
      // The office answers for what it does itself.
      const leaves = kind === 'office' ? [id] : roster.leaves(id).map((leaf) => leaf.id);
      for (const leaf of leaves) this.#insert('leaves', id, leaf);
    }
    for (const { id, home, duties, flags } of roster.people) {
      this.#insert('people', id, home, roster.unit(home)?.category ?? '');
      for (const trait of new Set([...duties.map(({ role }) => role), ...flags]))
        this.#insert('traits', id, trait);
    }
  }

  #store(record: LedgerRecord): void {
    const home = record.unit;
    switch (record.kind) {
      case 'session.opened': {
        const { id, unit, activity, topic, mode, start, chair = null } = record;
        this.#insert(
          'sessions',
          id,
          unit,
          activity,
          topic,
          mode,
          start,
          this.#zone.dayOf(start),
          null,
          chair,
        );
        break;
      }
      case 'session.closed':
        this.#run('UPDATE sessions SET minutes = ? WHERE id = ?', record.minutes, record.session);
        break;
      case 'attended':
        this.#insert('attendance', record.session, home, record.person, record.mode);
        break;
      case 'evidence.given':
        this.#insert('evidence', record.session, record.piece);
        break;
      case 'essay.written':
        this.#insert('essays', record.person, record.topic, record.at, record.text);
        break;
      case 'deed.logged': {
        const { person, unit, deed, target, act, day } = record;
        this.#insert('deeds', person, unit, deed, target, act, day);
        break;
      }
      case 'document.sent': {
        const { id, unit, type, version, points } = record;
        this.#insert('documents', id, unit, type, version, points.join());
        break;
      }
      case 'document.reviewed':
        this.#insert('reviews', record.document, record.step, record.verdict, record.at);
        break;
      case 'opinion.filed': {
        const { number, people, question, source, text } = record;
        this.#insert('opinions', number, people, question, source, text);
        break;
      }
      default:
        if ('opinion' in record) this.#insert('steps', record.opinion, record.kind, record.at);
    }
  }

  #insert(table: string, ...values: readonly (string | number | null)[]): void {
    this.#run(`INSERT OR IGNORE INTO ${table} VALUES (${values.map(() => '?').join()})`, ...values);
  }

  #run(sql: string, ...values: readonly (string | number | null)[]): void {
    const statement = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    statement.run(...values);
  }
}
