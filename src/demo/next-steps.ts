/** A command as the bot writes it into its answers; what is only a place for something else ends it. */
const COMMAND = /\/\p{Script=Han}+(?: [\p{Script=Han}\d/]+)*/gu;
/** Words that stand for what a person has to put in. */
const BLANKS =
  /姓名|编号|回执词|单位名|正文|内容|原因|理由|原话|责任人|时限|措施|答复|文件名|误签|张三|全部|一条|不满意|不通过|退回|匿名|实名|交文章|看看/;
const MOST = 3;

/** What the bot proposes to say next, as far as it can be said as it stands. */
export function nextSteps(text: string): readonly string[] {
  const found = [...text.matchAll(COMMAND)].flatMap(({ 0: words, index }) => {
    const after = text[index + words.length] ?? '';
    return BLANKS.test(words) || /[：:….]/.test(after) ? [] : [words];
  });
  return [...new Set(found)].slice(0, MOST);
}
