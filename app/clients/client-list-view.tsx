import type { ReactNode } from 'react'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { type Column, DataTable } from '../kit/data-table.tsx'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { Pagination } from '../kit/pagination.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { ClientList, ClientRow } from './list.server.ts'

interface ClientListViewProps {
  shell: { city: { slug: string }; today: string }
  list: ClientList
  everyone: boolean
  onFirstPage: boolean
  /** The way to hand-over and deputies is offered. */
  mayHandOver: boolean
  /** The way to a new request and to people who stand here twice is offered. */
  mayTakeIn: boolean
}

export function ClientListView({
  shell,
  list,
  everyone,
  onFirstPage,
  mayHandOver,
  mayTakeIn,
}: ClientListViewProps): ReactNode {
  const { t } = useWords()
  const base = `/c/${shell.city.slug}/clients`
  const scope = everyone ? '?of=everyone' : ''
  return (
    <Stack>
      <PageHeader
        title={t('clients:list.title')}
        sub={t(everyone ? 'clients:list.everyone' : 'clients:list.mine')}
        action={
          <Row>
            {mayHandOver && !everyone ? (
              <LinkButton kind="tertiary" to={`/c/${shell.city.slug}/caseload`}>
                {t('clients:list.caseload')}
              </LinkButton>
            ) : null}
            {mayTakeIn ? (
              <LinkButton kind="tertiary" to={`${base}/duplicates`}>
                {t('clients:list.duplicates')}
              </LinkButton>
            ) : null}
            {everyone ? (
              <LinkButton to={base}>{t('clients:list.showMine')}</LinkButton>
            ) : (
              <LinkButton to={`${base}?of=everyone`}>{t('clients:list.showEveryone')}</LinkButton>
            )}
            {mayTakeIn ? (
              <LinkButton kind="primary" icon="add" to={`${base}/new`}>
                {t('clients:list.newRequest')}
              </LinkButton>
            ) : null}
          </Row>
        }
      />
      <ClientTable shell={shell} rows={list.rows} withLead={everyone} />
      <Pagination
        first={onFirstPage ? undefined : `${base}${scope}`}
        next={list.next ? `${base}${scope}${scope ? '&' : '?'}after=${list.next}` : undefined}
      />
    </Stack>
  )
}

interface ClientTableProps {
  shell: ClientListViewProps['shell']
  rows: ClientRow[]
  /** Whose case it is: said only where that is not always the same person. */
  withLead: boolean
}

function ClientTable({ shell, rows, withLead }: ClientTableProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(shell.today)
  const columns: Column<ClientRow>[] = [
    {
      key: 'name',
      head: t('clients:list.name'),
      rowHeader: true,
      cell: (row) => (
        <TextLink strong to={`/c/${shell.city.slug}/clients/${row.clientId}`}>
          {row.givenName ? `${row.familyName}, ${row.givenName}` : row.familyName}
        </TextLink>
      ),
    },
    { key: 'born', head: t('clients:list.born'), cell: (row) => f.birthDate(row.birthDate) },
    {
      key: 'next',
      head: t('clients:list.next'),
      cell: (row) => {
        if (row.nextTalk) return f.dayTime(row.nextTalk)
        if (!row.windowFrom || !row.windowTo) return t('clients:list.noTalk')
        return row.windowTo < shell.today ? (
          <span className="k-tone--danger">
            {t('clients:list.overdue', { since: f.since(row.windowTo) })}
          </span>
        ) : (
          t('clients:list.window', { span: f.span(row.windowFrom, row.windowTo) })
        )
      },
    },
    {
      key: 'title',
      head: t('clients:list.titleUntil'),
      cell: (row) => row.titleUntil && f.date(row.titleUntil),
    },
  ]
  if (withLead)
    columns.push({ key: 'lead', head: t('clients:list.lead'), cell: (row) => row.leadName, deskOnly: true })
  return (
    <DataTable
      caption={t('clients:list.title')}
      captionHidden
      close
      rows={rows}
      rowKey={(row) => row.clientId}
      columns={columns}
      empty={<EmptyState title={t('clients:list.empty')}>{t('clients:list.emptyHelp')}</EmptyState>}
    />
  )
}
