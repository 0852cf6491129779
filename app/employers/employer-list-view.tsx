import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { PartsBar } from '../kit/charts/parts-bar.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { Pagination } from '../kit/pagination.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { EmployerList } from './queries.server.ts'

interface EmployerListViewProps {
  shell: { city: { slug: string }; today: string }
  list: EmployerList
  onFirstPage: boolean
  /** The list begins with an employer just entered. */
  entered: boolean
}

export function EmployerListView({ shell, list, onFirstPage, entered }: EmployerListViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(shell.today)
  const base = `/c/${shell.city.slug}/employers`
  const [first] = list.rows
  const most = Math.max(1, ...list.rows.map(({ people }) => people))
  return (
    <Stack>
      <PageHeader
        title={t('employers:title')}
        sub={t('employers:sub')}
        action={
          <LinkButton kind="primary" icon="add" to={`${base}/new`}>
            {t('employers:add')}
          </LinkButton>
        }
      />
      {entered && first ? <Alert tone="ok" title={t('employers:saved', { name: first.name })} /> : null}
      <DataTable
        caption={t('employers:title')}
        captionHidden
        close
        rows={list.rows}
        rowKey={({ employerId }) => employerId}
        columns={[
          { key: 'name', head: t('employers:name'), rowHeader: true, cell: ({ name }) => name },
          { key: 'town', head: t('employers:town'), cell: ({ town }) => town },
          {
            key: 'people',
            head: t('employers:people'),
            numeric: true,
            cell: ({ people }) => (people === 0 ? t('employers:nobody') : f.number(people)),
          },
          {
            key: 'bar',
            head: t('kit:chart.comparison'),
            picture: true,
            deskOnly: true,
            cell: ({ people }) => (
              <PartsBar
                parts={[{ key: 'people', label: t('employers:people'), count: people }]}
                most={most}
              />
            ),
          },
        ]}
        empty={<EmptyState title={t('employers:empty')}>{t('employers:emptyHelp')}</EmptyState>}
      />
      <Pagination
        first={onFirstPage ? undefined : base}
        next={list.next ? `${base}?after=${list.next}` : undefined}
      />
    </Stack>
  )
}
