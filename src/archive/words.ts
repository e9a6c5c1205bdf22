import type { Progress } from '../progress/progress.ts';
import type { LedgerRecord, RecordKind } from '../records/records.ts';
import type { PersonId } from '../roster/roster.ts';

/** What each kind of record is called. */
export const KINDS: Readonly<Record<RecordKind, string>> = {
  'group.bound': '绑定群',
  'session.opened': '开会',
  'session.closed': '会议结束',
  attended: '签到',
  'leave.taken': '请假',
  'essay.written': '体会文章',
  'evidence.given': '会议材料',
  'file.received': '来件',
  'chat.opened': '开始私聊',
  'record.voided': '撤销',
  'doubt.settled': '存疑核对',
  'delivery.noted': '消息送达',
  'appraisal.opened': '评议开始',
  'vote.cast': '投票',
  'appraisal.closed': '评议结果',
  'deed.logged': '走访等实事',
  'deed.planned': '走访等计划',
  'document.sent': '报送文件',
  'document.reviewed': '审阅',
  'phase.consented': '上级同意转段',
  'phase.advanced': '环节结束',
  'check.answered': '自查',
  'item.opened': '立项',
  'item.moved': '事项进展',
  'look.noted': '督导记录',
  'unit.nudged': '催办',
  'exemplar.named': '典型',
  'opinion.filed': '意见',
  'opinion.sorted': '意见归类',
  'opinion.assigned': '意见转办',
  'opinion.sent-up': '意见上报',
  'opinion.reported': '意见报督导',
  'opinion.claimed': '意见认领',
  'opinion.planned': '整改计划',
  'opinion.progressed': '整改进展',
  'opinion.rectified': '整改完成',
  'opinion.checked': '整改核实',
  'opinion.answered': '意见答复',
  'opinion.rated': '意见评价',
  'opinion.closed': '意见销号',
};

const DELIVERY = {
  attempted: '正在发送',
  sent: '已送达',
  refused: '被拒绝',
  unknown: '不知道是否送达',
  abandoned: '不再发送',
} as const;

const joined = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join('，');

/** A record in plain words: what happened, not who noted it when. For records that may be told whole. */
export function inWords(record: LedgerRecord, progress: Progress): string {
  const { roster, state, zone } = progress;
  const name = (id: PersonId): string => roster.nameOf(id);
  const session = (id: Parameters<typeof state.entry>[0]): string => {
    const opened = state.entry(id)?.record;
    return opened?.kind === 'session.opened'
      ? `${zone.dayOf(opened.start)}“${opened.title}”`
      : '（找不到的会）';
  };
  switch (record.kind) {
    case 'group.bound':
      return `这个群归${record.unit}`;
    case 'session.opened':
      return joined(
        `“${record.title}”`,
        record.activity,
        record.topic,
        record.mode,
        `${zone.dayOf(record.start)} ${zone.time(record.start)} 开始`,
        record.minutes === null ? null : `预计 ${record.minutes} 分钟`,
        record.joined.length === 0 ? null : `一同参加：${record.joined.join('、')}`,
        record.chair === undefined ? null : `主持或主讲：${name(record.chair)}`,
      );
    case 'session.closed':
      return `${session(record.session)}，共 ${record.minutes} 分钟`;
    case 'attended':
      return joined(
        name(record.person),
        session(record.session),
        record.mode,
        record.group,
        record.late === null ? null : `补签：${record.late}`,
      );
    case 'leave.taken':
      return joined(name(record.person), `${record.from} 至 ${record.to}`);
    case 'essay.written':
      return joined(
        name(record.person),
        `“${record.topic}”`,
        record.length > 0 ? `${record.length} 字` : null,
      );
    case 'evidence.given':
      return joined(session(record.session), record.piece, record.file?.name, record.text);
    case 'file.received':
      return joined(name(record.person), record.file.name);
    case 'chat.opened':
      return name(record.person);
    case 'record.voided':
      return joined(voidedWords(state.entry(record.target)?.record), `原因：${record.reason}`);
    case 'doubt.settled':
      return record.note;
    case 'delivery.noted':
      return joined(record.key, DELIVERY[record.state], record.detail);
    case 'appraisal.opened':
      return joined(
        record.unit,
        `评议班子和${record.leaders.length}人`,
        `${record.voters.length} 人可以投票`,
      );
    case 'vote.cast':
      return '';
    case 'appraisal.closed':
      return [
        ...record.turnout.map(({ group, voters, voted }) => `${group} ${voted}/${voters} 人投票`),
        ...record.tallies.map(({ subject, ballots, overall }) =>
          joined(
            subject === 0 ? '班子' : `第${subject}人`,
            `${ballots} 票`,
            overall ? counts(overall) : '票数太少，不计',
          ),
        ),
        ...(record.leftOut > 0 ? [`${record.leftOut} 张选票损坏，没有计入`] : []),
        ...record.comments.map(({ text }) => text),
      ].join('\n');
    case 'deed.logged':
    case 'deed.planned':
      return joined(
        name(record.person),
        record.deed,
        record.target,
        record.day,
        record.kind === 'deed.logged' ? record.act : null,
        record.note,
      );
    case 'document.sent':
      return joined(
        record.unit,
        `${record.type}第 ${record.version} 稿`,
        `登记号 ${record.number}`,
        record.file?.name,
        record.text,
      );
    case 'document.reviewed':
      return joined(
        documentWords(state.entry(record.document)?.record),
        record.step === 'office' ? '活动办' : '督导',
        record.verdict === 'approved' ? '同意' : '退回',
        record.reason,
      );
    case 'phase.consented':
      return joined(record.phase, record.words);
    case 'phase.advanced':
      return record.phase;
    case 'check.answered':
      return joined(record.unit, record.checklist, record.point, record.answer, record.note);
    case 'item.opened':
      return joined(
        record.pipeline,
        record.type,
        record.title,
        record.goal,
        `责任人 ${name(record.person)}`,
        `${record.date} 前`,
      );
    case 'item.moved':
      return joined(itemWords(state.entry(record.item)?.record), record.stage, record.note);
    case 'look.noted':
      return joined(record.unit, record.point, record.note);
    case 'unit.nudged':
      return joined(
        record.unit,
        record.requirements.map((id) => progress.requirement(id)?.title ?? id).join('、'),
      );
    case 'exemplar.named':
      return joined(record.stage, record.award, record.who, record.note);
    case 'opinion.filed':
      return joined(`${record.number} 号`, record.text, record.source);
    case 'opinion.sorted':
      return joined(`${record.opinion} 号`, record.topic ?? '工作', record.problem);
    case 'opinion.assigned':
      return joined(`${record.opinion} 号`, `交${record.unit}办理`);
    case 'opinion.sent-up':
      return joined(`${record.opinion} 号`, `上报${record.to}`);
    case 'opinion.reported':
      return `${record.opinion} 号`;
    case 'opinion.claimed':
      return joined(`${record.opinion} 号`, record.unit);
    case 'opinion.planned':
      return joined(
        `${record.opinion} 号`,
        record.measure,
        `责任人 ${name(record.person)}`,
        `${record.from} 至 ${record.limit}`,
      );
    case 'opinion.progressed':
    case 'opinion.rectified':
    case 'opinion.answered':
      return joined(`${record.opinion} 号`, record.text);
    case 'opinion.checked':
      return joined(`${record.opinion} 号`, record.passed ? '通过' : '不通过', record.text);
    case 'opinion.rated':
      return joined(`${record.opinion} 号`, record.satisfied ? '满意' : '不满意', record.text);
    case 'opinion.closed':
      return joined(
        `${record.opinion} 号`,
        record.plan ? `以后再办：${record.plan.text}，${record.plan.until} 前` : null,
      );
  }
}

/** The part of a record that stays when the rest is withheld. */
export function partInWords(record: LedgerRecord, progress: Progress): string {
  const { roster } = progress;
  if (record.kind === 'essay.written') return joined(roster.nameOf(record.person), `“${record.topic}”`);
  if (record.kind === 'leave.taken' || record.kind === 'appraisal.opened') return inWords(record, progress);
  if (record.kind === 'file.received') return roster.nameOf(record.person);
  if (record.kind === 'appraisal.closed') return inWords({ ...record, comments: [] }, progress);
  return '';
}

const counts = (all: Readonly<Record<string, number>>): string =>
  Object.entries(all)
    .map(([choice, count]) => `${choice} ${count}`)
    .join('、');

const voidedWords = (record: LedgerRecord | undefined): string =>
  record ? `撤销一条“${KINDS[record.kind]}”（编号 ${record.id}）` : '撤销一条找不到的记录';

const documentWords = (record: LedgerRecord | undefined): string =>
  record?.kind === 'document.sent' ? `${record.type}第 ${record.version} 稿` : '';

const itemWords = (record: LedgerRecord | undefined): string =>
  record?.kind === 'item.opened' ? record.title : '';
