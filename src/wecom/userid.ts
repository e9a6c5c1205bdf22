/**
 * Whether it can be an account, and of one person. What stands in a roster is typed by hand: `@all` would call everybody, `|` parts one
 * account from the next, and other signs would end a mention early. https://developer.work.weixin.qq.com/document/path/90236
 */
export const isUserid = (id: string): boolean => /^[\w.@-]{1,64}$/.test(id) && !/^@?all$/i.test(id);
