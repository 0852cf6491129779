import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Columns, PageHeader, Row, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { closureInput } from './input.ts'
import type { ClosureLine } from './queries.server.ts'

interface DaysViewProps {
  slug: string
  today: string
  closures: readonly ClosureLine[]
  saved: boolean
  lastResult: SubmissionResult<string[]> | undefined
}

/** Days on which the city's office is closed, and the form that closes more. */
export function DaysView({ slug, today, closures, saved, lastResult }: DaysViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const [form, fields] = useZodForm({ schema: closureInput, lastResult, id: 'closure' })
  const labels = {
    from: t('follow-ups:closures.from'),
    until: t('follow-ups:closures.until'),
    name: t('follow-ups:closures.name'),
  }
  return (
    <Stack>
      <PageHeader
        title={t('follow-ups:closures.title')}
        sub={t('follow-ups:closures.sub')}
        action={
          <LinkButton to={`/c/${slug}/settings`} kind="tertiary">
            {t('letters:back')}
          </LinkButton>
        }
      />
      {saved ? <Alert tone="ok" title={t('follow-ups:closures.saved')} /> : null}
      <Columns>
        <Panel title={t('follow-ups:closures.add')}>
          <Form method="post" key={closures.length} {...getFormProps(form)}>
            <Stack>
              <ErrorSummary form={form} labels={labels} />
              <DateField field={fields.from} label={labels.from} />
              <DateField
                field={fields.until}
                label={labels.until}
                hint={t('follow-ups:closures.untilHint')}
                optional
              />
              <TextField field={fields.name} label={labels.name} hint={t('follow-ups:closures.nameHint')} />
              <Row>
                <SubmitButton>{t('follow-ups:closures.save')}</SubmitButton>
              </Row>
            </Stack>
          </Form>
        </Panel>
        <DataTable
          caption={t('follow-ups:closures.ahead')}
          rows={closures}
          rowKey={({ closureId }) => closureId}
          empty={<EmptyState title={t('follow-ups:closures.none')} />}
          columns={[
            {
              key: 'day',
              head: t('follow-ups:closures.from'),
              rowHeader: true,
              cell: ({ day }) => f.longDay(day),
            },
            { key: 'name', head: labels.name, cell: ({ name }) => name },
            {
              key: 'lift',
              head: t('follow-ups:closures.lift'),
              action: true,
              cell: ({ closureId, day }) => (
                <Form method="post">
                  <input type="hidden" name="intent" value="open" />
                  <input type="hidden" name="closureId" value={closureId} />
                  <Button type="submit" small>
                    <span aria-hidden="true">{t('follow-ups:closures.lift')}</span>
                    <span className="kern-sr-only">
                      {t('follow-ups:closures.liftNamed', { day: f.longDay(day) })}
                    </span>
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      </Columns>
    </Stack>
  )
}
