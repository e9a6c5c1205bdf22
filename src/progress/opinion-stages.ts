/** What can be done about an opinion once it is there, in the words people use. */
export type OpinionAction =
  | '转办'
  | '上报'
  | '定类别'
  | '报送'
  | '认领'
  | '四定'
  | '记进展'
  | '整改完成'
  | '核实'
  | '反馈'
  | '评价'
  | '销号'
  | '按计划销号';

interface StageRow {
  /** What people read. */
  readonly title: string;
  /** The step that the opinion waits for; null where it waits for none. */
  readonly turn: OpinionAction | null;
  /** What else is open. */
  readonly also: readonly OpinionAction[];
  /** The limit that runs. */
  readonly limit: 'claim' | 'plan' | 'answer' | null;
  /** `reopened`: it has to be dealt with once more (复号). `done`: nothing more is to be done for now. */
  readonly course: 'open' | 'reopened' | 'done';
}

const ALWAYS = ['定类别', '报送'] as const;
/** Nothing is missing but a check or an answer. */
const DONE = ['按计划销号', '转办', ...ALWAYS] as const;
const GIVEN = ['转办', '上报', ...ALWAYS] as const;
const TAKEN = ['按计划销号', ...GIVEN] as const;

const TABLE = {
  unassigned: { title: '待转办', turn: '转办', also: ['上报', ...ALWAYS], limit: null, course: 'open' },
  'sent-up': { title: '已上报', turn: '反馈', also: DONE, limit: null, course: 'open' },
  assigned: { title: '待认领', turn: '认领', also: GIVEN, limit: 'claim', course: 'open' },
  claimed: { title: '待四定', turn: '四定', also: TAKEN, limit: 'answer', course: 'open' },
  /** The answer was badly rated. */
  reopened: { title: '复号，待重新四定', turn: '四定', also: TAKEN, limit: 'answer', course: 'reopened' },
  planned: {
    title: '整改中',
    turn: '整改完成',
    also: ['记进展', '四定', ...TAKEN],
    limit: 'plan',
    course: 'open',
  },
  /** The limit of the plan has passed with nothing to show: a new date is due, unless it is finished late. */
  late: {
    title: '超期复号，待重新四定',
    turn: '四定',
    also: ['整改完成', '记进展', ...TAKEN],
    limit: null,
    course: 'reopened',
  },
  rectified: { title: '待核实', turn: '核实', also: DONE, limit: 'answer', course: 'open' },
  checked: { title: '待反馈', turn: '反馈', also: DONE, limit: 'answer', course: 'open' },
  answered: { title: '待评价', turn: '评价', also: ALWAYS, limit: null, course: 'open' },
  /** A rating can be changed, even after the opinion was closed: the last one counts. */
  rated: { title: '待销号', turn: '销号', also: ['评价', ...ALWAYS], limit: null, course: 'open' },
  /** Closed with a plan and a day for it. */
  promised: { title: '按计划销号', turn: null, also: ['四定', ...ALWAYS], limit: null, course: 'done' },
  /** That day has passed. What was planned before does not count: a new plan is due. */
  lapsed: { title: '计划到期复号，待重新四定', turn: '四定', also: TAKEN, limit: null, course: 'reopened' },
  closed: { title: '已销号', turn: null, also: ['评价', ...ALWAYS], limit: null, course: 'done' },
} as const satisfies Readonly<Record<string, StageRow>>;

/** Where an opinion stands. */
export type Stage = keyof typeof TABLE;

type Row = (typeof TABLE)[Stage];
/** Everything that is open somewhere. An action that is open nowhere was forgotten, and {@link isOpen} does not take it. */
type Opened = NonNullable<Row['turn']> | Row['also'][number];

/** The stages of an opinion, and what is open in each. Who may do it is another question: dialogue/opinions/rights.ts. */
export const STAGES: Readonly<Record<Stage, StageRow>> = TABLE;

/** What is open in the stage, the step that it waits for first. */
export function actionsIn(stage: Stage): readonly OpinionAction[] {
  const { turn, also } = STAGES[stage];
  return turn === null ? also : [turn, ...also];
}

export const isOpen = (action: Opened, stage: Stage): boolean => actionsIn(stage).includes(action);
