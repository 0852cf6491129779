import { DEFAULT_FIGURES, type Figures } from '../follow-ups/rules/figures.ts'

/** What a city decides for itself. */
export interface Settings extends Figures {
  /** Months from one assessment talk to the next, 1 to 36. */
  assessmentEveryMonths: number
}

/** Half a year is what comparable work uses where nobody has decided. */
export const DEFAULTS: Settings = { assessmentEveryMonths: 6, ...DEFAULT_FIGURES }
