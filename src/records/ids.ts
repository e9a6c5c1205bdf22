/** Unique in a county. Made from the message that caused the record, so that a second try makes the same one. */
export type RecordId = string & { readonly __record: true };

/** SHA-256 of a stored file's content, lower-case hex. */
export type FileHash = string & { readonly __file: true };

/** A unit's path in the tree of names, `县教育局` or `县教育局/机关第一支部`. Unique in a roster, stable across imports. */
export type UnitId = string & { readonly __unit: true };

/** A person's WeCom userid, lower-cased: WeCom compares userids without regard to case. */
export type PersonId = string & { readonly __person: true };
