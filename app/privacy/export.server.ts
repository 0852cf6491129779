import { csvFile } from '../kit/csv.ts'
import type { Translate } from '../kit/words.ts'
import type { Opened } from './queries.server.ts'
import { subjectOf } from './rules.ts'
import { didOf } from './trace-words.ts'

const COLUMNS = ['at', 'action', 'subject', 'file', 'clientId', 'special', 'reason'] as const

/** What a colleague opened as a file for a spreadsheet; times in UTC as the trail holds them. */
export function openedCsv(rows: readonly Opened[], t: Translate): string {
  const lines = rows.map(({ at, action, subject, file, special, reason }) => {
    const page = t(`privacy:subject.${subjectOf(subject)}`)
    const name = file ? [file.familyName, file.givenName].filter(Boolean).join(', ') : ''
    const categories = special.map((category) => t(`privacy:special.${category}`)).join(', ')
    const did = didOf(t, action, subject)
    return [at, did, page, name, file?.clientId ?? '', categories, reason ?? '']
  })
  return csvFile([COLUMNS.map((column) => t(`privacy:csv.${column}`)), ...lines])
}
