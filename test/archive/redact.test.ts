import { describe, expect, it } from 'vitest';
import { Ledgers } from '../../src/archive/ledgers.ts';
import { keptLine } from '../../src/archive/redact.ts';
import { ArchiveRights } from '../../src/archive/rights.ts';
import type { Commit } from '../../src/journal/commit.ts';
import { FIRST_SEAL, parseLine, sealLine } from '../../src/journal/line.ts';
import { Progress } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import { tellerOf } from '../../src/progress/teller.ts';
import { definitionOf } from '../../src/records/records.ts';
import { Roster } from '../../src/roster/roster.ts';
import { Zone } from '../../src/time/zone.ts';
import { sampleCampaign, sampleRoster } from '../support/county.ts';
import { openingDay } from '../support/opening-day.ts';

const AT = 1_393_808_400_000;
const UNIT = '县教育局/机关第一支部';
const HASH = 'a'.repeat(64);
const FILE = { hash: HASH, name: '没人该看到的名字.docx', bytes: 9, type: 'application/octet-stream' };

/** A line as a ledger holds it, read as the archive reads it. */
function lineOf(records: readonly object[], rest: object = {}) {
  const made = records.map((record, index) => ({
    ...{ id: `r${index}`, at: AT, by: 'zhaolei', unit: UNIT },
    ...record,
  }));
  const raw = { cause: 'c', at: AT, records: made, outbox: [], ...rest };
  const commit = parseLine(sealLine(JSON.stringify(raw), 1, FIRST_SEAL).text);
  if (typeof commit === 'string') throw new Error(commit);
  const ledgers = new Ledgers();
  ledgers.add(commit);
  const [part] = ledgers.all().flatMap(({ parts }) => parts);
  if (!part) throw new Error('the line says nothing');
  return { commit, part, text: JSON.stringify(part) };
}

async function rightsFor(scope: string, commits: readonly Commit[]): Promise<ArchiveRights> {
  const roster = new Roster(await sampleRoster());
  const state = new State();
  for (const commit of commits) state.apply(commit);
  const progress = new Progress(await sampleCampaign(), roster, state, new Zone('Asia/Shanghai'), openingDay);
  const unit = roster.units.find(({ id }) => id === scope);
  const messages = commits.flatMap(({ outbox }) => outbox.map(({ message }) => message));
  const keys = messages.filter(({ to }) => to.kind === 'person').map(({ key }) => key);
  const rights = new ArchiveRights(progress, unit?.id ?? roster.root.id, new Set(keys));
  for (const { records } of commits) for (const record of records) rights.learn(record);
  return rights;
}

/** What an archive of the unit keeps of the line, as text. */
async function kept(scope: string, line: ReturnType<typeof lineOf>, before: readonly Commit[] = []) {
  return keptLine(line.part, await rightsFor(scope, [...before, line.commit]));
}

const essay = (person: string, more: object = {}) => ({
  ...{
    kind: 'essay.written',
    person,
    by: person,
    topic: '三思三观',
    text: '心里的话',
    file: null,
    length: 4,
  },
  ...more,
});

describe('a line in an archive', () => {
  it('is the same bytes where nothing in it is private', async () => {
    const line = lineOf(
      [
        {
          kind: 'attended',
          session: 's',
          person: 'zhaolei',
          mode: '现场',
          late: null,
          later: '新版本的字段',
        },
      ],
      { reply: '✅ 已签到' },
    );
    expect(await kept('县教育局', line)).toEqual({ text: line.text, change: 'none' });
  });

  it('has no text, file, length or answer of an essay that stays with the branch, not even for the office', async () => {
    const line = lineOf([essay('zhaolei', { file: FILE })]);
    for (const scope of ['县教育局', '云溪县活动办']) {
      const { text, change } = await kept(scope, line);
      expect(change).toBe('part');
      expect(text).not.toMatch(/心里的话|没人该看到|aaaa|length/);
      expect(text).toMatch(/"person":"zhaolei".*只由支部阅读/);
    }
  });

  it('has the essay of a leader, unless it was taken back', async () => {
    const line = lineOf([essay('chenjianguo')]);
    expect((await kept('县教育局', line)).text).toContain('心里的话');
    const voided = lineOf([{ id: 'v', kind: 'record.voided', target: 'r0', reason: '重写' }]).commit;
    expect((await kept('县教育局', line, [voided])).text).not.toContain('心里的话');
  });

  it('does not let an essay out by the same file in another record', async () => {
    const again = { kind: 'evidence.given', session: 's', piece: '信息', text: null, file: FILE };
    const line = lineOf([essay('zhaolei', { file: FILE, text: null }), again]);
    const rights = await rightsFor('县教育局', [line.commit]);
    for (const record of line.commit.records)
      if ('file' in record && record.file) expect(rights.keepsFile(record.file)).toBe(false);
  });

  it('says that somebody has voted, and nothing of who, when and after whom', async () => {
    const line = lineOf([{ kind: 'vote.cast', appraisal: 'a', subjects: [0] }]);
    for (const scope of ['县教育局', '云溪县活动办']) {
      const { text, change } = await kept(scope, line);
      expect(change).toBe('whole');
      expect(text).not.toMatch(/zhaolei|13938|"cause"/);
      expect(text).toContain('vote.cast');
    }
  });

  it('tells supervisors’ notes and who raised an opinion in the office’s own archive only', async () => {
    const opinion = {
      ...{ kind: 'opinion.filed', number: '1234', text: '原话', source: null },
      ...{ people: null, question: null, proposed: null, about: null },
    };
    const look = { kind: 'look.noted', about: '县教育局', point: '领导带头', note: '还不够' };
    for (const record of [opinion, look]) {
      const line = lineOf([record]);
      expect(await kept('云溪县活动办', line)).toEqual({ text: line.text, change: 'none' });
      const { text, change } = await kept('县教育局', line);
      expect(change).toBe('whole');
      expect(text).not.toMatch(/zhaolei|原话|还不够|13938/);
    }
    const taken = lineOf([{ id: 'v', kind: 'record.voided', target: 'r0', reason: '说重了' }]);
    const { text } = await kept('县教育局', taken, [lineOf([opinion]).commit]);
    expect(text).not.toMatch(/zhaolei|说重了/);
  });

  it('has no message to a person, and no note of its delivery', async () => {
    const content = { type: 'markdown', text: '只给你看', mention: [] };
    const rest = { content, covers: [], nudges: [], expires: null };
    const outbox = [
      { unit: UNIT, message: { key: 'to-one', to: { kind: 'person', person: 'zhaolei' }, ...rest } },
      {
        unit: UNIT,
        message: {
          ...{ key: 'to-all', to: { kind: 'group', unit: UNIT }, ...rest },
          content: { ...content, text: '给大家看' },
        },
      },
    ];
    const line = lineOf([], { outbox });
    const { text } = await kept('县教育局', line);
    expect(text).toContain('给大家看');
    expect(text).not.toMatch(/只给你看|zhaolei|to-one/);
    const noted = lineOf([
      { kind: 'delivery.noted', by: 'system', key: 'to-one', state: 'sent', detail: '' },
    ]);
    expect((await kept('县教育局', noted, [line.commit])).text).not.toContain('to-one');
  });

  it('has neither why somebody was on leave nor the lock of a ballot', async () => {
    const leave = {
      kind: 'leave.taken',
      person: 'zhaolei',
      session: null,
      from: '2014-03-03',
      to: '2014-03-04',
    };
    const away = await kept('县教育局', lineOf([{ ...leave, reason: '住院' }]));
    expect(away.text).toContain('2014-03-04');
    expect(away.text).not.toContain('住院');
    const opened = {
      ...{ kind: 'appraisal.opened', unit: '县教育局', leaders: [], voters: [], pools: [], least: 3 },
      ...{ leastGroup: 3, lock: { salt: '盐', publicKey: '锁' } },
    };
    expect((await kept('云溪县活动办', lineOf([opened]))).text).not.toMatch(/盐|锁"/);
  });
});

describe('the words of an archive', () => {
  it('says what it can of a record whose session, document or person is gone', async () => {
    const { commit } = lineOf([
      { kind: 'attended', session: 'none', person: 'nobody', mode: '现场', late: '忘了' },
      { kind: 'document.reviewed', document: 'none', step: 'office', verdict: 'returned', reason: '太短' },
      { kind: 'record.voided', target: 'none', reason: '写错' },
    ]);
    const progress = new Progress(
      await sampleCampaign(),
      new Roster(await sampleRoster()),
      new State(),
      new Zone('Asia/Shanghai'),
      openingDay,
    );
    const teller = tellerOf(progress);
    expect(commit.records.map((record) => definitionOf(record.kind).tells(record, teller))).toEqual([
      'nobody，（找不到的会），现场，补签：忘了',
      '活动办，退回，太短',
      '撤销一条找不到的记录，原因：写错',
    ]);
  });
});
