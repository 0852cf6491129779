import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
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
import type { HeaderQuestion } from './list/headers.ts'
import type { ImportRow } from './queries.server.ts'

interface ListsViewProps {
  slug: string
  today: string
  imports: ImportRow[]
  programmes: Programme[]
  running: string | null
  refused: { problem: WordKey; questions: HeaderQuestion[] } | undefined
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
export function ListsView({ slug, today, imports, programmes, running, refused }: ListsViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Stack>
      <PageHeader
        title={t('outreach:lists.title')}
        sub={t('outreach:lists.sub')}
        action={<LinkButton to={`/c/${slug}/outreach`}>{t('outreach:street.back')}</LinkButton>}
      />
      {refused ? <Refusal {...refused} /> : null}
      <Panel title={t('outreach:lists.upload')}>
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
          <SubmitButton>{t('outreach:lists.submit')}</SubmitButton>
        </Form>
      </Panel>
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
                <TextLink to={`/c/${slug}/outreach/lists/${row.id}`}>{f.date(row.importedOn)}</TextLink>
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

function Refusal({ problem, questions }: { problem: WordKey; questions: HeaderQuestion[] }): ReactNode {
  const { t } = useWords()
  return (
    <Alert tone="danger" title={t(problem)}>
      {questions.length > 0 ? (
        <ul>
          {questions.map(({ code, header, position, column }) => (
            <li key={`${code}-${position}-${column}`}>
              {header ? `„${header}“: ` : ''}
              {t(`outreach:list.question.${code}`)}
              {column ? ` ${t(`outreach:list.column.${column}`)}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </Alert>
  )
}
