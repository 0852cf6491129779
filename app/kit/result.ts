/** What a rule or a command answers: a value, or a code that one table turns into a sentence for the user. */
export type Result<T, E extends string> = { ok: true; value: T } | { ok: false; error: E }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const fail = <E extends string>(error: E): { ok: false; error: E } => ({ ok: false, error })
