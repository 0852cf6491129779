import type { ReactNode } from 'react'
import { DataTable } from '../kit/data-table.tsx'
import { Section } from '../kit/page.tsx'
import { Pagination } from '../kit/pagination.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { MissingPerson } from './imports.server.ts'

interface MissingProps {
  people: MissingPerson[]
  /** How many there are in all, and the first of these on the page. */
  all: number
  from: number
  today: string
  /** Address of the import. */
  base: string
  rejected: number
}

/** Whom earlier lists named and this one does not: shown, never deleted. */
export function Missing({ people, all, from, today, base, rejected }: MissingProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (people.length === 0) return null
  const until = from + people.length
  return (
    <Section title={t('outreach:missing.title')} count={f.number(all)} id="missing">
      <p>
        {t('outreach:missing.text')} {rejected > 0 ? t('outreach:missing.rejected') : null}
      </p>
      <DataTable
        caption={t('outreach:missing.title')}
        captionHidden
        close
        rows={people}
        rowKey={({ personId }) => personId}
        columns={[
          {
            key: 'name',
            head: t('outreach:draft.person'),
            rowHeader: true,
            cell: ({ familyName, givenName }) => [familyName, givenName].filter(Boolean).join(', '),
          },
          { key: 'last', head: t('outreach:missing.last'), cell: ({ lastOn }) => f.date(lastOn) },
        ]}
      />
      <Pagination
        here={t('outreach:draft.here', {
          here: `${f.number(from + 1)}–${f.number(until)}`,
          all: f.number(all),
        })}
        first={from > 0 ? `${base}#missing` : undefined}
        next={until < all ? `${base}?from=${until}#missing` : undefined}
      />
    </Section>
  )
}
