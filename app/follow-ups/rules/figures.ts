/** What a city decides about its rhythm, and the limits it stays inside. */

export interface Figures {
  /** First and last day of the window after a signature or a talk, counted from it. */
  rhythmFromDays: number
  rhythmToDays: number
  /** The same after somebody did not come. */
  noShowFromDays: number
  noShowToDays: number
  /** Weeks before a permit expires in which its window opens. */
  permitWeeks: number
  /** Days a talk may still take after a hold has ended. */
  holdBackDays: number
  /** Days after which nobody having answered a reminder leads to the next way; 0 = it never does. */
  reactionDays: number
  /** Minutes of way before and after a talk that is not at the office. */
  travelMinutes: number
}

export const DEFAULT_FIGURES: Figures = {
  rhythmFromDays: 28,
  rhythmToDays: 42,
  noShowFromDays: 7,
  noShowToDays: 14,
  permitWeeks: 8,
  holdBackDays: 10,
  reactionDays: 3,
  travelMinutes: 20,
}

/**
 * Least and most. Four to six weeks is what the network promises; eight weeks is what an extension needs at least; a
 * missed talk is followed up sooner than a held one; two days before a talk its last reminder is about to come.
 */
export const FIGURE_LIMITS = {
  rhythmFromDays: [28, 42],
  rhythmToDays: [28, 42],
  noShowFromDays: [3, 21],
  noShowToDays: [3, 21],
  permitWeeks: [8, 16],
  holdBackDays: [3, 10],
  reactionDays: [0, 5],
  travelMinutes: [5, 90],
} as const satisfies Record<keyof Figures, readonly [number, number]>

/** So many days lie between first and last at least: a week has every working day in it. */
export const LEAST_SPAN = { rhythm: 6, noShow: 4 } as const

/** Which figures are outside of their limits, or too close to each other. */
export function wrongFigures(figures: Figures): (keyof Figures)[] {
  const wrong = figureNames.filter((name) => {
    const [least, most] = FIGURE_LIMITS[name]
    return !Number.isInteger(figures[name]) || figures[name] < least || figures[name] > most
  })
  if (figures.rhythmToDays - figures.rhythmFromDays < LEAST_SPAN.rhythm) wrong.push('rhythmToDays')
  if (figures.noShowToDays - figures.noShowFromDays < LEAST_SPAN.noShow) wrong.push('noShowToDays')
  return [...new Set(wrong)]
}

const figureNames: readonly (keyof Figures)[] = [
  'rhythmFromDays',
  'rhythmToDays',
  'noShowFromDays',
  'noShowToDays',
  'permitWeeks',
  'holdBackDays',
  'reactionDays',
  'travelMinutes',
]
