import type { Act, Place, Step } from './step.ts';

/** People of the invented county, by what they are to the story. */
const SECRETARY = 'feichanghe';
const ACCOUNTANT = 'lianqiuju';
const DOCTOR = 'nishufen';
const AWAY = 'xuexiaoyan';
const VILLAGER = 'cenguowang';
const OFFICE = 'wanglihua';
const SUPERVISOR = 'zhenghaitao';
const BRANCH = '清源镇/柳树湾村支部';

const say = (from: string, place: Place, text: string): Act => ({ do: 'say', from, in: place, text });
const tap = (from: string, button: string, place: Place = 'branch'): Act => ({
  do: 'tap',
  from,
  in: place,
  button,
});

const ESSAY = `参加“三思三观”讨论，我想得最多的是账本。村里的账我记了十二年，笔笔对得上，群众却还是不放心，
因为账在我的抽屉里。把账贴到墙上，不光是贴数字，是把群众当自己人。今后每月五号张榜，看不懂的我当面讲，
讲到明白为止。对照起来，我过去等群众来问，没有走出去说，这是懒，也是怕麻烦。这个月先把低保和修路两本账讲清楚。`;

/** `{fortnight}` is the day in two weeks. The whole story: a group is bound, a discussion held, essays handed in, an opinion answered, a plan reviewed. */
export const tourSteps: readonly Step[] = [
  {
    title: '一个还没有绑定的支部群',
    text: '这是虚构的云溪县。您现在是柳树湾村支部书记费长河，群里已经拉进了机器人。点“下一步”，每一步都在这里真的发生，随时可以离开。',
    me: SECRETARY,
    in: 'branch',
    acts: [],
  },
  {
    title: '绑定：告诉机器人这是哪个支部',
    text: '书记说一句 /绑定，机器人按名册认出单位和人。只有书记和活动办能绑，别人绑不了。',
    me: SECRETARY,
    in: 'branch',
    acts: [say(SECRETARY, 'branch', '/绑定')],
  },
  {
    title: '几天过去：只提醒还没完成的',
    text: '时间走到下一次提醒。机器人@的是书记，说差哪一项、哪天截止、依据哪一条；做完了的不再提醒，晚上和休息日不打扰。',
    me: SECRETARY,
    in: 'branch',
    acts: [{ do: 'wait', for: 'reminder' }],
  },
  {
    title: '开会：一句话登记，签到卡片自动发出',
    text: '“讨论 三思三观 半天”，机器人记下开始时间，发出带按钮的卡片。不用纸质签到表。',
    me: SECRETARY,
    in: 'branch',
    acts: [say(SECRETARY, 'branch', '/开会 讨论 三思三观 半天')],
  },
  {
    title: '签到：点一下卡片就行',
    text: '换成党员看：在场的点“签到”，在外务工的薛小燕点“线上签到”。卡片上的人数跟着变。',
    me: ACCOUNTANT,
    in: 'branch',
    acts: [
      tap(ACCOUNTANT, '签到'),
      tap(DOCTOR, '签到'),
      tap(AWAY, '线上签到'),
      say(SECRETARY, 'branch', '/签到'),
    ],
  },
  {
    title: '散会：谁没到、算不算数，当场说清',
    text: '四个小时后书记发 /结束。半天的讨论够时长才算；没到的有名单，是漏签还是缺席，由书记核实。',
    me: SECRETARY,
    in: 'branch',
    acts: [{ do: 'wait', for: { hours: 4 } }, say(SECRETARY, 'branch', '/结束')],
  },
  {
    title: '补签和撤销：都留痕',
    text: '岑国旺到了没点，书记补签；一看补错了人就撤销，再补对的。台账只增不改，谁改的、为什么，都在。',
    me: SECRETARY,
    in: 'branch',
    acts: [
      say(SECRETARY, 'branch', '/补签 贺金山'),
      say(SECRETARY, 'branch', '/撤销 贺金山 补错了人'),
      say(SECRETARY, 'branch', '/补签 岑国旺'),
    ],
  },
  {
    title: '现场照片：发在群里就归档',
    text: '图片连同 /材料 照片 一起发，机器人存进这次讨论的材料，并报一份给活动办的群。还缺哪几件，也一并说了。',
    me: SECRETARY,
    in: 'branch',
    acts: [{ do: 'say', from: SECRETARY, in: 'branch', text: '/材料 照片', picture: true }],
  },
  {
    title: '体会文章：私聊发个文件',
    text: '廉秋菊把写好的 Word 文件私聊发给机器人，点“体会 三思三观”就交了。全文只有支部看得到，活动办只知道交了没有。',
    me: ACCOUNTANT,
    in: 'private',
    acts: [
      { do: 'send', from: ACCOUNTANT, file: '三思三观体会.docx', words: ESSAY },
      tap(ACCOUNTANT, '体会 三思三观', 'private'),
    ],
  },
  {
    title: '还差什么：一问就知道',
    text: '书记发 /进度：完成的、没完成的、哪天截止、通知的哪一条，一张单子。不排名，不比篇数。',
    me: SECRETARY,
    in: 'branch',
    acts: [say(SECRETARY, 'branch', '/进度')],
  },
  {
    title: '星期五：活动办收到周报和一张图',
    text: '换成活动办的王丽华。周报自动发到群里，后面跟着一张手机上看得清的图：点图可以放大，按 Esc 收起。',
    me: OFFICE,
    in: 'office',
    acts: [{ do: 'wait', for: 'digest' }],
  },
  {
    title: '群众提意见：原话登记',
    text: '村民岑国旺私聊说了一件烦心事，机器人一字不改记下来，给一个编号。不想留名，也可以匿名。',
    me: VILLAGER,
    in: 'private',
    acts: [
      {
        do: 'say',
        from: VILLAGER,
        in: 'private',
        text: '/意见 村卫生室下午常常锁门，老人白跑一趟',
        keep: { as: 'opinion', pattern: /编号 ?(\d+)/ },
      },
    ],
  },
  {
    title: '转办和认领：事事有人管',
    text: '活动办转给柳树湾村支部，书记私聊认领，写明谁负责、哪天前、怎么办。逾期会提醒，不会石沉大海。',
    me: SECRETARY,
    in: 'private',
    acts: [
      say(OFFICE, 'private', `/意见 转 {opinion} ${BRANCH}`),
      say(SECRETARY, 'private', '/认领 {opinion}'),
      say(SECRETARY, 'private', '/整改 {opinion} 倪淑芬 {fortnight} 卫生室门口贴值班表和电话'),
    ],
  },
  {
    title: '办好、核实、答复',
    text: '办完了不算完：督导组核实通过，再答复提意见的人，由他评价满意不满意。不满意，自动重来。',
    me: VILLAGER,
    in: 'private',
    acts: [
      say(SECRETARY, 'private', '/整改 {opinion} 完成 值班表已经贴出，下午有人'),
      say(SUPERVISOR, 'private', '/核实 {opinion} 通过'),
      say(SECRETARY, 'private', '/反馈 {opinion} 卫生室每天下午都有人，门口有值班电话'),
      say(VILLAGER, 'private', '/意见 评价 {opinion} 满意'),
    ],
  },
  {
    title: '报送学习计划：少了要点当场补',
    text: '书记报送计划，机器人看要点写全没有，缺一样就说缺哪样；写全了才送给督导组。',
    me: SECRETARY,
    in: 'branch',
    acts: [
      say(
        SECRETARY,
        'branch',
        '/报送 学习计划 人员：全体党员，流动党员线上参加。内容：对照“三思三观”学文件、谈体会、定措施。',
      ),
      say(SECRETARY, 'branch', '/报送 学习计划 时间：每月第一个和第三个星期五下午'),
    ],
  },
  {
    title: '督导组审阅：手机上点“同意”',
    text: '换成督导组的郑海涛：私聊里看到全文，点卡片上的“同意”。结果马上回到支部群。',
    me: SUPERVISOR,
    in: 'private',
    acts: [
      {
        do: 'say',
        from: SUPERVISOR,
        in: 'private',
        text: '/审阅',
        keep: { as: 'document', pattern: /第\**(\d+)\**号/ },
      },
      say(SUPERVISOR, 'private', '/审阅 {document}'),
      tap(SUPERVISOR, '同意', 'private'),
    ],
  },
  {
    title: '导览结束：现在您来',
    text: '换任何人、进任何群，说什么都行；时间也由您拨。想看企业微信和机器人之间到底传了什么，点右上角的“开发者”。',
    me: SECRETARY,
    in: 'branch',
    acts: [],
  },
];
