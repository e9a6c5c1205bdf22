import type { Progress } from '../progress/progress.ts';
import type { FileHash, LedgerRecord, StoredFile } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';

/** What an archive must not tell of a record. `part`: the private part of it. `whole`: who and when as well. */
export interface Withheld {
  readonly extent: 'part' | 'whole';
  readonly why: string;
}

const ESSAY = '体会文章按规定只由支部阅读，这里只记有这一篇';
const VOTE = '投票只归档结果，不留谁、什么时候投的票';
const OPINION = '意见的内容和办理情况见“意见与整改”，不留是谁、什么时候提的';
const LOOK = '督导的看法和记录只归入活动办自己的档案';
const COMMENTS = '评议时写的意见只归入活动办自己的档案';
const LEAVE = '请假事由属于个人信息，不归档';
const FILE = '没有用在可以归档的记录里的来件，不归档';
const CHAT = '谁什么时候和机器人私聊，不归档';
const LOCK = '给选票上锁用的数据不归档';
const PRIVATE = '发给个人的消息不归档';

/** What may go into the archive of one unit and all below it. Nobody in particular reads it, so nobody's own rights count. */
export class ArchiveRights {
  readonly #progress: Progress;
  readonly #privateKeys: ReadonlySet<string>;
  /** The archive is the office's own. */
  readonly own: boolean;
  readonly #scope: UnitId;
  readonly #kept = new Set<FileHash>();
  /** Files of essays that may not be read, also where the same file came again as something else. */
  readonly #barred = new Set<FileHash>();

  constructor(progress: Progress, scope: UnitId, privateKeys: ReadonlySet<string>) {
    this.#progress = progress;
    this.#scope = scope;
    this.#privateKeys = privateKeys;
    this.own = scope === progress.roster.root.id;
  }

  covers(unit: UnitId): boolean {
    const { roster } = this.#progress;
    return this.own || roster.within(unit, this.#scope) || unit.startsWith(`${this.#scope}/`);
  }

  /** Learns which files stand in records that may be read. To be told of every record before anything is asked of a file. */
  learn(record: LedgerRecord): void {
    const file = fileOf(record);
    if (!file || record.kind === 'file.received') return;
    (this.withheld(record) === undefined ? this.#kept : this.#barred).add(file.hash);
  }

  keepsFile({ hash }: StoredFile): boolean {
    return this.#kept.has(hash) && !this.#barred.has(hash);
  }

  /** What must not be told of the record; undefined when all of it may. */
  withheld(record: LedgerRecord): Withheld | undefined {
    switch (record.kind) {
      case 'essay.written':
        return this.#mayReadEssay(record) ? undefined : part(ESSAY);
      case 'file.received':
        return this.keepsFile(record.file) ? undefined : part(FILE);
      case 'leave.taken':
        return part(LEAVE);
      case 'chat.opened':
        return whole(CHAT);
      case 'appraisal.opened':
        return part(LOCK);
      case 'vote.cast':
        return whole(VOTE);
      case 'opinion.filed':
      case 'opinion.rated':
        return this.own ? undefined : whole(OPINION);
      case 'look.noted':
        return this.own ? undefined : whole(LOOK);
      case 'doubt.settled':
        return this.own ? undefined : part(LOOK);
      case 'appraisal.closed':
        return this.own || record.comments.length === 0 ? undefined : part(COMMENTS);
      case 'delivery.noted':
        return this.#privateKeys.has(record.key) ? whole(PRIVATE) : undefined;
      case 'record.voided':
        return this.#withheldOfTarget(record.target);
      default:
        return undefined;
    }
  }

  // Who takes back their own opinion would be known by that.
  #withheldOfTarget(id: Extract<LedgerRecord, { kind: 'record.voided' }>['target']): Withheld | undefined {
    const target = this.#progress.state.entry(id)?.record;
    if (!target || target.kind === 'record.voided') return undefined;
    const withheld = this.withheld(target);
    return withheld?.extent === 'whole' ? withheld : undefined;
  }

  // Sent up to the office by the campaign's own rule, written by somebody on the roster, and not taken back.
  #mayReadEssay({ id, person, topic }: Extract<LedgerRecord, { kind: 'essay.written' }>): boolean {
    const { campaign, roster, state } = this.#progress;
    const author = roster.person(person);
    if (!author || state.voided(id)) return false;
    return campaign.requirements.some(
      (requirement) =>
        requirement.measure.essayTopics.includes(topic) &&
        this.#progress.readership(requirement, author) === 'office',
    );
  }
}

/** The file a record came with. */
export const fileOf = (record: LedgerRecord): StoredFile | null => ('file' in record ? record.file : null);

const part = (why: string): Withheld => ({ extent: 'part', why });
const whole = (why: string): Withheld => ({ extent: 'whole', why });
