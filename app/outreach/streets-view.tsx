import type { ReactNode } from 'react'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { PartsBar, PartsKey } from '../kit/charts/parts-bar.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import type { StreetRow } from './queries.server.ts'

const sum = (streets: StreetRow[], key: 'people' | 'open' | 'unseen'): number =>
  streets.reduce((total, street) => total + street[key], 0)

/** Where to go: the streets of the list, and how far each has been visited. */
export function StreetsView({ slug, streets }: { slug: string; streets: StreetRow[] }): ReactNode {
  const { t } = useWords()
  const most = Math.max(1, ...streets.map((street) => street.people))
  const base = `/c/${slug}/outreach`
  const parts = ({ people, open, unseen }: Pick<StreetRow, 'people' | 'open' | 'unseen'>) => [
    { key: 'done', label: t('outreach:streets.done'), count: people - open },
    { key: 'tried', label: t('outreach:streets.tried'), count: open - unseen },
    { key: 'unseen', label: t('outreach:streets.unseen'), count: unseen },
  ]
  const all = { people: sum(streets, 'people'), open: sum(streets, 'open'), unseen: sum(streets, 'unseen') }
  return (
    <Stack>
      <PageHeader
        title={t('outreach:streets.title')}
        sub={streets.length > 0 ? t('outreach:streets.sub', all) : undefined}
        action={<LinkButton to={`${base}/lists`}>{t('outreach:lists.title')}</LinkButton>}
      />
      {streets.length > 0 ? <PartsKey parts={parts(all)} /> : null}
      <DataTable
        caption={t('outreach:streets.title')}
        captionHidden
        close
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
            key: 'parts',
            head: t('outreach:streets.visited'),
            picture: true,
            cell: (street) => <PartsBar parts={parts(street)} most={most} />,
          },
          {
            key: 'open',
            head: t('outreach:streets.open'),
            numeric: true,
            cell: (street) => <strong>{street.open}</strong>,
          },
          {
            key: 'people',
            head: t('outreach:streets.people'),
            numeric: true,
            cell: (street) => street.people,
          },
          {
            key: 'houses',
            head: t('outreach:streets.houses'),
            numeric: true,
            cell: (street) => street.houses,
          },
        ]}
        empty={<EmptyState title={t('outreach:streets.empty')}>{t('outreach:streets.emptyHelp')}</EmptyState>}
      />
    </Stack>
  )
}
