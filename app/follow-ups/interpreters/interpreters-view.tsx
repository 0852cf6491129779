import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { DataTable } from '../../kit/data-table.tsx'
import { CheckboxGroup, RadioGroup } from '../../kit/form/choice-group.tsx'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { PageHeader, Row, Stack } from '../../kit/page.tsx'
import { EmptyState, Panel } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { LANGUAGES, languageName } from '../../outreach/list/languages.ts'
import { interpreterInput } from '../input.ts'
import type { Interpreter } from '../queries.server.ts'

interface InterpretersViewProps {
  interpreters: readonly Interpreter[]
  today: string
  /** The lead adds somebody and takes somebody out; others read. */
  mayManage: boolean
  lastResult: SubmissionResult<string[]> | undefined
}

/** Who translates for the city, and how she is reached. */
export function InterpretersView(props: InterpretersViewProps): ReactNode {
  const { interpreters, mayManage, lastResult } = props
  const { t } = useWords()
  return (
    <Stack>
      <PageHeader title={t('follow-ups:interpreters.title')} sub={t('follow-ups:interpreters.sub')} />
      <Known {...props} />
      {mayManage ? (
        <Panel title={t('follow-ups:interpreters.addTitle')}>
          <AddForm key={interpreters.length} lastResult={lastResult} />
        </Panel>
      ) : null}
    </Stack>
  )
}

function Known({ interpreters, today, mayManage }: InterpretersViewProps): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat(today)
  const spoken = ({ languages }: Interpreter) => f.list(languages.map((tag) => languageName(tag, locale)))
  const retire = t('follow-ups:interpreters.retire')
  return (
    <DataTable
      caption={t('follow-ups:interpreters.known')}
      rows={interpreters}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('follow-ups:interpreters.empty')} />}
      columns={[
        { key: 'name', head: t('follow-ups:interpreters.name'), rowHeader: true, cell: ({ name }) => name },
        { key: 'languages', head: t('follow-ups:interpreters.languages'), cell: spoken },
        {
          key: 'kind',
          head: t('follow-ups:interpreters.sort'),
          cell: ({ service }) => t(`follow-ups:interpreters.sorts.${service ? 'service' : 'person'}`),
        },
        {
          key: 'phone',
          head: t('follow-ups:interpreters.phone'),
          cell: ({ phone }) =>
            phone ? (
              <a className="k-link" href={`tel:${phone}`}>
                {phone}
              </a>
            ) : null,
        },
        ...(mayManage
          ? [
              {
                key: 'retire',
                head: retire,
                action: true,
                cell: ({ id, name }: Interpreter) => (
                  <Form method="post">
                    <input type="hidden" name="intent" value="retire" />
                    <input type="hidden" name="interpreter" value={id} />
                    <SubmitButton small kind="secondary" aria-label={`${retire}: ${name}`}>
                      {retire}
                    </SubmitButton>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

const KINDS = ['person', 'service'] as const

function AddForm({ lastResult }: Pick<InterpretersViewProps, 'lastResult'>): ReactNode {
  const { t, locale } = useWords()
  const defaultValue = { kind: 'person' }
  const [form, fields] = useZodForm({ schema: interpreterInput, lastResult, defaultValue, id: 'interpreter' })
  const labels = {
    name: t('follow-ups:interpreters.name'),
    kind: t('follow-ups:interpreters.kind'),
    languages: t('follow-ups:interpreters.languages'),
    phone: t('follow-ups:interpreters.phone'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <TextField field={fields.name} label={labels.name} autoComplete="off" />
        <RadioGroup
          field={fields.kind}
          label={labels.kind}
          options={KINDS.map((value) => ({
            value,
            label: t(`follow-ups:interpreters.kinds.${value}`),
            hint: t(`follow-ups:interpreters.kindHint.${value}`),
          }))}
        />
        <CheckboxGroup
          field={fields.languages}
          label={labels.languages}
          many
          options={Object.entries(LANGUAGES)
            .filter(([tag]) => tag !== 'de')
            .map(([value, names]) => ({ value, label: names[locale] }))}
        />
        <TextField field={fields.phone} label={labels.phone} type="tel" autoComplete="off" optional />
        <Row>
          <SubmitButton>{t('follow-ups:interpreters.add')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
