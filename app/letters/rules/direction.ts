/** Letters that run from the right: Hebrew, Arabic and what follows them up to U+08FF, and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

export const runsFromRight = (text: string): boolean => RIGHT_TO_LEFT.test(text)

export const isolate = (value: string): string => `\u2068${value}\u2069`

/**
 * What is put into a sentence keeps its own direction (U+2068, U+2069) where one of them runs from the right; elsewhere
 * nothing is added, for each mark is a break in the line.
 */
export const isolated = (value: string, sentence: string): string =>
  runsFromRight(sentence) || runsFromRight(value) ? isolate(value) : value
