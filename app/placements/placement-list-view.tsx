import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { Pagination } from '../kit/pagination.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { PlacementList } from './queries.server.ts'
import { StateBadge } from './state-badge.tsx'
import { workingTime } from './working-time.ts'

interface PlacementListViewProps {
  shell: { city: { slug: string }; today: string }
  list: PlacementList
  onFirstPage: boolean
}

/** Who found work where, in the whole city. */
export function PlacementListView({ shell, list, onFirstPage }: PlacementListViewProps): ReactNode {
  const words = useWords()
  const { t } = words
  const f = useFormat(shell.today)
  const city = `/c/${shell.city.slug}`
  const base = `${city}/placements`
  return (
    <Stack>
      <PageHeader title={t('placements:title')} sub={t('placements:sub')} />
      <DataTable
        caption={t('placements:title')}
        captionHidden
        close
        rows={list.rows}
        rowKey={({ placementId }) => placementId}
        columns={[
          {
            key: 'person',
            head: t('placements:person'),
            rowHeader: true,
            cell: ({ clientId, familyName, givenName }) => (
              <TextLink strong to={`${city}/clients/${clientId}`}>
                {[familyName, givenName].filter(Boolean).join(', ')}
              </TextLink>
            ),
          },
          {
            key: 'employer',
            head: t('placements:employer'),
            cell: ({ employerName, employerTown }) => [employerName, employerTown].filter(Boolean).join(', '),
          },
          { key: 'job', head: t('placements:job'), cell: ({ jobTitle }) => jobTitle, deskOnly: true },
          { key: 'time', head: t('placements:time'), cell: (job) => workingTime(job, words) },
          { key: 'since', head: t('placements:since'), cell: ({ firstDay }) => f.date(firstDay) },
          {
            key: 'state',
            head: t('placements:state'),
            cell: (job) => <StateBadge job={job} today={shell.today} />,
          },
        ]}
        empty={<EmptyState title={t('placements:empty')}>{t('placements:emptyHelp')}</EmptyState>}
      />
      <Pagination
        first={onFirstPage ? undefined : base}
        next={list.next ? `${base}?after=${list.next}` : undefined}
      />
    </Stack>
  )
}
