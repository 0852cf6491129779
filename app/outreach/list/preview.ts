/** What an import would do with each row of a list, as a person looks it over before she takes it. */
import { COLUMN_KEYS, type ColumnKey, type Columns, type RowCode } from './columns.ts'
import type { ListField, ListPerson } from './person.ts'
import type { Decision, KnownPerson, ListPlan, ReadRow } from './plan.ts'
import type { Table } from './table.ts'
import { clean } from './text.ts'

export interface PreviewCell {
  column: ColumnKey | 'row'
  code: RowCode
  /** As it stands in the file, cut short. */
  cell: string
}

export interface PreviewRow {
  line: number
  outcome: Decision['kind']
  name: string
  birthDate: string | null
  /** Of a changed person: what the city knows, and what it would know. */
  changes: { column: ColumnKey; before: string | null; after: string | null }[]
  reason: PreviewCell | null
  warnings: PreviewCell[]
  /** Of a duplicate: the line that tells of the same person. */
  of: number | null
}

const COLUMN_OF: Record<ListField, ColumnKey> = {
  azrNumber: 'azr-number',
  familyName: 'family-name',
  givenName: 'given-name',
  birthDate: 'birth-date',
  gender: 'gender',
  nationality: 'nationality',
  nationalityText: 'nationality',
  street: 'street',
  houseNumber: 'house-number',
  postcode: 'postcode',
  town: 'town',
  residenceStatus: 'residence-status',
  residenceStatusText: 'residence-status',
  validUntil: 'valid-until',
  entryDate: 'entry-date',
  phone: 'phone',
  email: 'email',
  language: 'language',
  languageText: 'language',
}

/** Changed fields by column; of a code and the words beside it the words are shown. */
function changesOf(
  before: ListPerson,
  after: ListPerson,
  changed: readonly ListField[],
): PreviewRow['changes'] {
  const byColumn = new Map<ColumnKey, PreviewRow['changes'][number]>()
  for (const field of changed) {
    const column = COLUMN_OF[field]
    byColumn.set(column, { column, before: before[field], after: after[field] })
  }
  return COLUMN_KEYS.flatMap((column) => byColumn.get(column) ?? [])
}

/** One row of the preview for each row of the table, in their order. */
export function previewOf(
  table: Table,
  columns: Columns,
  { rows, plan, known }: { rows: readonly ReadRow[]; plan: ListPlan; known: readonly KnownPerson[] },
): PreviewRow[] {
  const before = new Map(known.map(({ id, person }) => [id, person]))
  return plan.decisions.map((decision, index): PreviewRow => {
    const cells = table.rows[index]?.cells ?? []
    const cell = (column: ColumnKey | 'row'): string => {
      const at = column === 'row' ? undefined : columns.at[column]
      return at === undefined ? '' : clean(cells[at] ?? '').slice(0, 80)
    }
    const reading = rows[index]?.reading
    const person = reading?.kind === 'accepted' ? reading.person : null
    const written = [cell('family-name') || cell('full-name'), cell('given-name')]
    const names = person ? [person.familyName, person.givenName ?? ''] : written
    const noted = reading?.kind === 'accepted' && decision.kind !== 'duplicate' ? reading.warnings : []
    const was = decision.kind === 'updated' ? before.get(decision.id) : undefined
    return {
      line: decision.row,
      outcome: decision.kind,
      name: names.filter(Boolean).join(', '),
      birthDate: person?.birthDate ?? null,
      changes: decision.kind === 'updated' && was ? changesOf(was, decision.person, decision.changed) : [],
      reason:
        decision.kind === 'rejected'
          ? { column: decision.column, code: decision.code, cell: cell(decision.column) }
          : null,
      warnings: noted.map(({ column, code }) => ({ column, code, cell: cell(column) })),
      of: decision.kind === 'duplicate' ? decision.of : null,
    }
  })
}

export const PREVIEW_FILTERS = [
  'created',
  'updated',
  'unchanged',
  'duplicate',
  'rejected',
  'remarked',
] as const
export type PreviewFilter = (typeof PREVIEW_FILTERS)[number]

export const matches = (row: PreviewRow, filter: PreviewFilter): boolean =>
  filter === 'remarked' ? row.warnings.length > 0 : row.outcome === filter
