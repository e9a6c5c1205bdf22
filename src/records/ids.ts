/** Unique in a county. Made from the message that caused the record, so that a second try makes the same one. */
export type RecordId = string & { readonly __record: true };

/** SHA-256 of a stored file's content, lower-case hex. */
export type FileHash = string & { readonly __file: true };

/** A unit, whatever it is called: given at its first import and never to another. What it is called, the roster knows. */
export type UnitId = string & { readonly __unit: true };

/** A person, whatever their name and account: given at their first import and never to another. */
export type PersonId = string & { readonly __person: true };
