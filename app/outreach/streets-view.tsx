import type { ReactNode } from 'react'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import type { StreetRow } from './queries.server.ts'

/** Where to go: the streets of the list, and how many people still wait for a first visit. */
export function StreetsView({ slug, streets }: { slug: string; streets: StreetRow[] }): ReactNode {
  const { t } = useWords()
  const people = streets.reduce((sum, street) => sum + street.people, 0)
  const open = streets.reduce((sum, street) => sum + street.open, 0)
  const base = `/c/${slug}/outreach`
  return (
    <Stack>
      <PageHeader
        title={t('outreach:streets.title')}
        sub={t('outreach:streets.sub', { open, people })}
        action={<LinkButton to={`${base}/lists`}>{t('outreach:lists.title')}</LinkButton>}
      />
      <DataTable
        caption={t('outreach:streets.title')}
        captionHidden
        rows={streets}
        rowKey={(street) => street.streetKey}
        columns={[
          {
            key: 'street',
            head: t('outreach:streets.street'),
            rowHeader: true,
            cell: (street) => (
              <TextLink strong to={`${base}/street/${street.streetKey || '-'}`}>
                {street.street || t('outreach:streets.noStreet')}
              </TextLink>
            ),
          },
          {
            key: 'houses',
            head: t('outreach:streets.houses'),
            numeric: true,
            cell: (street) => street.houses,
          },
          {
            key: 'people',
            head: t('outreach:streets.people'),
            numeric: true,
            cell: (street) => street.people,
          },
          {
            key: 'open',
            head: t('outreach:streets.open'),
            numeric: true,
            cell: (street) => <strong>{street.open}</strong>,
          },
        ]}
        empty={<EmptyState title={t('outreach:streets.empty')}>{t('outreach:streets.emptyHelp')}</EmptyState>}
      />
    </Stack>
  )
}
