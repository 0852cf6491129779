import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { WordKey } from '../kit/words.ts'
import type { Programme } from '../programmes/queries.server.ts'
import type { ImportRow } from './imports.server.ts'
import { deleteBy } from './rules.ts'

interface ListsViewProps {
  slug: string
  today: string
  imports: ImportRow[]
  programmes: Programme[]
  running: string | null
  drafts: { id: string; uploadedAt: string; by: string; programmeName: string }[]
  unreached: { lastNamedOn: string; people: number }[]
  refused: { problem: WordKey } | undefined
}

const plain = (name: string, defaultValue?: string) => ({
  id: name,
  name,
  errorId: `${name}-error`,
  descriptionId: `${name}-hint`,
  defaultValue,
  required: true,
})

/** Takes a list in, and shows the ones before. */
export function ListsView(props: ListsViewProps): ReactNode {
  const { slug, today, imports, drafts, unreached, programmes, running, refused } = props
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Stack>
      <PageHeader
        title={t('outreach:lists.title')}
        sub={t('outreach:lists.sub')}
        action={<LinkButton to={`/c/${slug}/outreach`}>{t('outreach:street.back')}</LinkButton>}
      />
      {refused ? <Alert tone="danger" title={t(refused.problem)} /> : null}
      {drafts.length > 0 ? (
        <Alert tone="info" title={t('outreach:lists.drafts')}>
          <ul>
            {drafts.map(({ id, uploadedAt, by, programmeName }) => (
              <li key={id}>
                <TextLink to={`/c/${slug}/outreach/lists/draft/${id}`}>
                  {t('outreach:lists.draft', { at: f.dayTime(uploadedAt), by, programme: programmeName })}
                </TextLink>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <Panel title={t('outreach:lists.upload')}>
        {programmes.length === 0 ? (
          <EmptyState title={t('programmes:none')}>
            {t('programmes:noneHelp')} {t('programmes:askLead')}
          </EmptyState>
        ) : (
          <Form method="post" encType="multipart/form-data" className="k-stack">
            <TextField
              field={plain('file')}
              type="file"
              label={t('outreach:lists.file')}
              hint={t('outreach:lists.fileHint')}
            />
            <SelectField
              field={plain('programme', running ?? undefined)}
              label={t('outreach:lists.programme')}
              options={programmes.map(({ slug: value, name }) => ({ value, label: name }))}
              empty={false}
            />
            <SubmitButton>{t('outreach:lists.check')}</SubmitButton>
          </Form>
        )}
      </Panel>
      <Deadlines unreached={unreached} today={today} />
      <Section title={t('outreach:lists.before')}>
        <DataTable
          caption={t('outreach:lists.before')}
          captionHidden
          rows={imports}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'on',
              head: t('outreach:lists.on'),
              rowHeader: true,
              cell: (row) => (
                <>
                  <TextLink to={`/c/${slug}/outreach/lists/${row.id}`}>{f.date(row.importedOn)}</TextLink>{' '}
                  {row.voidedAt ? <Badge tone="warn">{t('outreach:takeBack.done')}</Badge> : null}
                </>
              ),
            },
            { key: 'programme', head: t('outreach:lists.programme'), cell: (row) => row.programmeName },
            {
              key: 'rows',
              head: t('outreach:answer.rows'),
              numeric: true,
              cell: (row) => f.number(row.rows),
            },
            {
              key: 'created',
              head: t('outreach:answer.created'),
              numeric: true,
              cell: (row) => f.number(row.created),
            },
            {
              key: 'updated',
              head: t('outreach:answer.updated'),
              numeric: true,
              cell: (row) => f.number(row.updated),
            },
            {
              key: 'rejected',
              head: t('outreach:answer.rejected'),
              numeric: true,
              cell: (row) => f.number(row.rejected),
            },
          ]}
          empty={<EmptyState title={t('outreach:lists.none')} />}
        />
      </Section>
    </Stack>
  )
}

/** By when whom nobody reached is to be deleted, list by list; the dates that have passed come first. */
function Deadlines({ unreached, today }: Pick<ListsViewProps, 'unreached' | 'today'>): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (unreached.length === 0) return null
  const rows = unreached.map(({ lastNamedOn, people }) => ({
    lastNamedOn,
    people,
    by: deleteBy(lastNamedOn),
  }))
  const due = rows.filter(({ by }) => by <= today).reduce((sum, { people }) => sum + people, 0)
  return (
    <Section title={t('outreach:deadline.title')}>
      <Stack>
        <p>{t('outreach:deadline.text')}</p>
        {due > 0 ? <Alert tone="warn" title={t('outreach:deadline.due', { count: due })} /> : null}
        <DataTable
          caption={t('outreach:deadline.title')}
          captionHidden
          rows={rows}
          rowKey={(row) => row.lastNamedOn}
          columns={[
            {
              key: 'by',
              head: t('outreach:deadline.by'),
              rowHeader: true,
              cell: ({ by }) => (
                <>
                  {f.date(by)}{' '}
                  {by <= today ? (
                    <Badge tone="warn">{t('outreach:deadline.passed')}</Badge>
                  ) : (
                    <span className="k-quiet">{f.inDays(by)}</span>
                  )}
                </>
              ),
            },
            {
              key: 'last',
              head: t('outreach:deadline.last'),
              cell: ({ lastNamedOn }) => f.date(lastNamedOn),
            },
            {
              key: 'people',
              head: t('outreach:streets.people'),
              numeric: true,
              cell: ({ people }) => f.number(people),
            },
          ]}
        />
      </Stack>
    </Section>
  )
}
