/** `<@userid>` inside a text, https://developer.work.weixin.qq.com/document/path/91770 */
export const MENTION = /<@([^<>\s]{1,64})>/;

/** What `nameOf` does not know stays as it was written. */
export type NameOf = (userid: string) => string | undefined;

/** Userids mentioned inside the text and in the list beside it, `@all` for everyone, each once. */
export function mentionsIn(text: string, beside: readonly string[] = []): readonly string[] {
  const inside = [...text.matchAll(new RegExp(MENTION, 'g'))].map((match) => match[1] ?? '');
  const all = [...inside, ...beside].map((userid) => (userid === 'all' ? '@all' : userid));
  return [...new Set(all)];
}

/** How a mention is drawn: `@张三`. */
export function drawMention(userid: string, nameOf: NameOf): string {
  if (userid === '@all' || userid === 'all') return '@所有人';
  return `@${nameOf(userid) ?? userid}`;
}
