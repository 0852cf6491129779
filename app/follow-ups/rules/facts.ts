/** What a window is reckoned from. */
import type { Temporal } from 'temporal-polyfill'
import { DEFAULT_FIGURES, type Figures } from './figures.ts'
import { isWorkingDay } from './working-days.ts'

export type NextAfter = 'plan-signed' | 'attended' | 'no-show'

/** A hold that stands, both days included. */
export interface Hold {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  /** The day somebody wrote it down. */
  setOn: Temporal.PlainDate
}

/** Absent = there is none. */
export interface DueFacts {
  /** The last thing that makes a talk due. */
  last: { after: NextAfter; on: Temporal.PlainDate }
  /** How often both agreed to meet, 4 to 6: which day of the window is tried first. */
  rhythmWeeks?: number | null
  /** Last day of the paper in hand, and the day on which the city learned of it; none where an extension is asked for. */
  permit?: { until: Temporal.PlainDate; knownOn: Temporal.PlainDate } | null
  /** The newest job, both days included; `until` = null as long as no end is known. */
  job?: { since: Temporal.PlainDate; until: Temporal.PlainDate | null } | null
  /** In any order; no two of them share a day. */
  holds?: readonly Hold[]
}

/** How this city works. */
export interface CityRules {
  figures: Figures
  /** Somebody is in the office: no weekend, no holiday, no day the city is closed. */
  isOpen: (day: Temporal.PlainDate) => boolean
}

export const USUAL: CityRules = { figures: DEFAULT_FIGURES, isOpen: isWorkingDay }
