/** What somebody gives besides the password: a code of the app, or one of the recovery codes. */
export type GivenCode = { code: string } | { recovery: string }

/** Six digits, with or without a gap, are a code of the app. A recovery code has ten letters and digits: nothing is both. */
export const givenCode = (typed: string): GivenCode =>
  /^\d{6}$/.test(typed.replaceAll(/\s/g, '')) ? { code: typed } : { recovery: typed }
