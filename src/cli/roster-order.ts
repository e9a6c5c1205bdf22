import { readSaying, type Saying, type Told } from '../roster/identity/told.ts';
import { openRosterStore, type RosterStore } from '../roster/store.ts';
import type { Environment } from './io.ts';
import { dataFolderIn, understood, zoneIn } from './order.ts';

export const USAGE = [
  '用法：',
  '  npm run roster -- import 名册.xlsx [--data-dir 目录] [--dry-run] [--yes]   导入名册（.xlsx 或 .csv）',
  '  npm run roster -- show [--data-dir 目录]                                  看现在的名册',
  '  --dry-run  只检查，不写入      --yes  许多人离开时也照样导入',
  '  单位或账号有变动时，说明原来的是现在的哪一个，办过的事就跟着走（可以写多个）：',
  '  --rename 旧=新    改名，或换了上级单位      --merge 甲,乙=丙  合并      --split 甲=乙,丙  分设',
  '  --account 旧=新   同一个人换了账号          --as-new  没有说明的，都是新的，旧的确实没有了',
];

export interface Order {
  readonly action: 'import' | 'show';
  readonly file: string;
  readonly store: RosterStore;
  readonly dryRun: boolean;
  readonly sure: boolean;
  readonly told: Told;
  readonly zone: string;
}

const SAYINGS = ['rename', 'merge', 'split', 'account'] as const;

/** What the command is to do; undefined when it is not understood. */
export function readOrder(args: readonly string[], env: Environment): Order | undefined {
  const parsed = readArgs(args);
  if (!parsed) return undefined;
  const { values, positionals } = parsed;
  const [action, file = '', ...more] = positionals;
  if (action !== 'import' && action !== 'show') return undefined;
  if ((action === 'import') !== (file !== '') || more.length > 0) return undefined;
  const texts = SAYINGS.flatMap((kind) => (values[kind] ?? []).map((text) => ({ kind, text })));
  const sayings = texts.flatMap(({ kind, text }): Saying[] => {
    const saying = readSaying(kind, text);
    return saying ? [saying] : [];
  });
  if (sayings.length < texts.length) return undefined;
  return {
    action,
    file,
    store: openRosterStore(values['data-dir'] ?? dataFolderIn(env)),
    dryRun: values['dry-run'],
    sure: values.yes,
    told: { sayings, asNew: values['as-new'] },
    zone: zoneIn(env),
  };
}

const names = { type: 'string', multiple: true } as const;

const readArgs = (args: readonly string[]) =>
  understood({
    args: [...args],
    allowPositionals: true,
    options: {
      'data-dir': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      'as-new': { type: 'boolean', default: false },
      rename: names,
      merge: names,
      split: names,
      account: names,
    },
  });
