/**
 * What a programme of the European Social Fund asks of every participant on entry (Regulation (EU) 2021/1057, Annex I):
 * work, education, age, gender, citizenship, and whether somebody is shut out of housing. Which of it a programme makes
 * mandatory stands in its own questionnaire, so the page says that the questionnaire decides.
 */
import type { Answers } from './topics.ts'

export const FUNDER_ITEMS = [
  'entry',
  'birth-date',
  'gender',
  'nationality',
  'work-status',
  'education',
  'housing',
] as const
export type FunderItem = (typeof FUNDER_ITEMS)[number]

/** What is known of the person outside of the talk. */
export interface PersonFacts {
  /** First day in the programme, ISO date. */
  enteredOn: string
  /** ISO 8601 cut to what is known. */
  birthDate: string
  gender: string | null
  nationality: string | null
  /** Whether it is known how the person lives. */
  housed: boolean
}

export interface FunderLine {
  item: FunderItem
  present: boolean
}

const FULL_DAY = /^\d{4}-\d{2}-\d{2}$/

export function funderList(person: PersonFacts, { work, school }: Answers): FunderLine[] {
  const known: Record<FunderItem, boolean> = {
    entry: person.enteredOn !== '',
    'birth-date': FULL_DAY.test(person.birthDate),
    gender: person.gender !== null,
    nationality: person.nationality !== null,
    'work-status': work?.workStatus !== undefined,
    education: school?.schooling !== undefined || school?.training !== undefined,
    housing: person.housed,
  }
  return FUNDER_ITEMS.map((item) => ({ item, present: known[item] }))
}

/** Where an item is asked, below the client's page; the others came with the list or the first talk. */
export const ASKED_AT: Partial<Record<FunderItem, 'assessment/work' | 'assessment/school' | 'household'>> = {
  'work-status': 'assessment/work',
  education: 'assessment/school',
  housing: 'household',
}
