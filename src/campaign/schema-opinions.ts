import { z } from 'zod';

const name = z.string().min(1);
const names = z.array(name).default([]);
const terms = z.array(
  z.union([
    name.transform((word) => ({ name: word, also: [] as string[] })),
    z.strictObject({ name, also: names }),
  ]),
);
const days = z.number().int().min(1).max(180);

const topic = z.union([
  name.transform((word) => ({ name: word, also: [] as string[], words: [] as string[] })),
  z.strictObject({ name, also: names, words: names }),
]);

/** How opinions are gathered and followed. Whatever is left out is as in most notices: four kinds of people, four questions. */
export const opinionSections = {
  opinions: z
    .strictObject({
      people: terms.prefault([
        { name: '干部群众', also: ['普通干部群众', '群众'] },
        '服务对象',
        { name: '老同志', also: ['离退休老同志'] },
        '党外人士',
      ]),
      questions: terms.prefault(['问效', '问怨', '问症', '问策']),
      sources: terms.prefault([
        { name: '座谈会', also: ['恳谈', '恳谈会'] },
        '走访',
        { name: '访谈', also: ['约谈', '个别访谈'] },
        { name: '问卷', also: ['征求意见表'] },
        { name: '热线', also: ['电话'] },
        { name: '意见箱', also: ['网络', '信箱'] },
      ]),
      topics: z.array(topic).prefault([
        { name: '形式主义', words: ['走过场', '文山会海', '会议多', '表面文章', '留痕', '填表'] },
        {
          name: '官僚主义',
          words: ['门难进', '脸难看', '事难办', '推诿', '扯皮', '拖拉', '态度', '高高在上'],
        },
        { name: '享乐主义', words: ['上班玩', '懒散', '得过且过', '迟到', '早退'] },
        { name: '奢靡之风', also: ['奢靡'], words: ['公款', '吃喝', '浪费', '铺张', '公车', '吃拿卡要'] },
      ]),
      problems: z
        .array(z.strictObject({ category: z.array(name).min(1), items: z.array(name).min(1) }))
        .default([]),
      upward: z.strictObject({ to: name, words: names }).prefault({ to: '上级活动办' }),
      limits: z
        .strictObject({ claim: days.default(3), answer: days.default(30), report: days.default(3) })
        .prefault({}),
    })
    .prefault({}),
};

export type OpinionsFile = z.infer<typeof opinionSections.opinions>;
