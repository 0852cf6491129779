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
  /** What was searched for and who was found; found is null when too little was typed. */
  search: { query: string; found: ClientList | null } | undefined
}

export function ClientListView({
  shell,
  list,
  everyone,
  onFirstPage,
  mayHandOver,
  search,
}: ClientListViewProps): ReactNode {
  const { t } = useWords()
  const base = `/c/${shell.city.slug}/clients`
  const shown = search ? (search.found ?? { rows: [], next: null }) : list
  const scope = everyone ? '?of=everyone' : ''
  return (
    <Stack>
      <PageHeader
        title={search ? t('clients:list.found') : t('clients:list.title')}
        sub={search ? subOf(search, t) : t(everyone ? 'clients:list.everyone' : 'clients:list.mine')}
        action={
          search || everyone ? (
            <LinkButton to={base}>{t('clients:list.showMine')}</LinkButton>
          ) : (
            <Row>
              {mayHandOver ? (
                <LinkButton kind="tertiary" to={`/c/${shell.city.slug}/caseload`}>
                  {t('clients:list.caseload')}
                </LinkButton>
              ) : null}
              <LinkButton to={`${base}?of=everyone`}>{t('clients:list.showEveryone')}</LinkButton>
            </Row>
          )
        }
      />
      <ClientTable
        shell={shell}
        rows={shown.rows}
        withLead={everyone || search !== undefined}
        searched={search !== undefined}
      />
      {search ? null : (
        <Pagination
          first={onFirstPage ? undefined : `${base}${scope}`}
          next={list.next ? `${base}${scope}${scope ? '&' : '?'}after=${list.next}` : undefined}
        />
      )}
    </Stack>
  )
}

function subOf(
  search: { query: string; found: ClientList | null },
  t: ReturnType<typeof useWords>['t'],
): string {
  if (!search.found) return t('clients:list.tooShort')
  if (search.found.next) return t('clients:list.tooMany', { query: search.query })
  return t('clients:list.foundCount', { count: search.found.rows.length, query: search.query })
}

interface ClientTableProps {
  shell: ClientListViewProps['shell']
  rows: ClientRow[]
  /** Whose case it is: said only where that is not always the same person. */
  withLead: boolean
  searched: boolean
}

function ClientTable({ shell, rows, withLead, searched }: ClientTableProps): ReactNode {
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
      empty={
        searched ? (
          <EmptyState title={t('clients:list.nobody')}>{t('clients:list.nobodyHelp')}</EmptyState>
        ) : (
          <EmptyState title={t('clients:list.empty')}>{t('clients:list.emptyHelp')}</EmptyState>
        )
      }
    />
  )
}
