/** A command as the bot writes it into its answers, with whatever words come after it. */
const COMMAND = /\/\p{Script=Han}+(?: [\p{Script=Han}\d/]+)*/gu;
/** Words that stand for what a person has to put in. */
const BLANKS =
  /姓名|编号|回执词|单位名|正文|内容|原因|理由|原话|责任人|时限|措施|答复|文件名|误签|补错|张三|不满意|不通过|退回|匿名|实名|交文章/;
/** What may stand behind a command and belong to it; any other word only explains what the command is good for. */
const BELONGS = /^(\d+|同意|通过|列表|梳辫子|照片|线上|发送|体会|签到|补签|意见|审阅|报送|材料)$/;
const MOST = 3;

/** What the bot proposes to say next, as far as it can be said as it stands. `terms`: the campaign's own words. */
export function nextSteps(text: string, terms: readonly string[] = []): readonly string[] {
  const found = [...text.matchAll(COMMAND)].flatMap(({ 0: words, index }) => {
    const after = text[index + words.length] ?? '';
    if (BLANKS.test(words) || /[：:….]/.test(after)) return [];
    const [command = '', ...more] = words.split(' ');
    const end = more.findIndex((word) => !BELONGS.test(word) && !terms.includes(word));
    return [[command, ...(end < 0 ? more : more.slice(0, end))].join(' ')];
  });
  return [...new Set(found)].slice(0, MOST);
}
