import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Columns, PageHeader, Row, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { absenceInput } from './input.ts'
import type { AbsenceLine } from './queries.server.ts'
import { ABSENCE_REASONS } from './rules/calendar.ts'

interface AbsencesViewProps {
  slug: string
  today: string
  me: string
  /** Whose absence may be entered: everybody's by the lead, her own by others. */
  workers: readonly { id: string; name: string }[]
  absences: readonly AbsenceLine[]
  saved: boolean
  lastResult: SubmissionResult<string[]> | undefined
}

/** Days on which workers have no talks. */
export function AbsencesView(props: AbsencesViewProps): ReactNode {
  const { slug, today, absences, saved } = props
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Stack>
      <PageHeader
        title={t('follow-ups:absence.title')}
        sub={t('follow-ups:absence.sub')}
        action={
          <Row>
            <LinkButton to={`/c/${slug}/hours`} kind="tertiary">
              {t('follow-ups:hours.link')}
            </LinkButton>
            <LinkButton to={`/c/${slug}/caseload`} kind="tertiary">
              {t('follow-ups:absence.deputies')}
            </LinkButton>
          </Row>
        }
      />
      {saved ? <Alert tone="ok" title={t('follow-ups:absence.saved')} /> : null}
      <Columns>
        <Panel title={t('follow-ups:absence.add')}>
          <AbsenceForm key={absences.length} {...props} />
        </Panel>
        <DataTable
          caption={t('follow-ups:absence.ahead')}
          rows={absences}
          rowKey={({ absenceId }) => absenceId}
          empty={<EmptyState title={t('follow-ups:absence.none')} />}
          columns={[
            { key: 'who', head: t('follow-ups:absence.who'), rowHeader: true, cell: ({ name }) => name },
            { key: 'span', head: t('follow-ups:hold.span'), cell: ({ from, until }) => f.span(from, until) },
            {
              key: 'reason',
              head: t('follow-ups:absence.reason'),
              cell: ({ reason }) => t(`follow-ups:absence.reasons.${reason}`),
            },
            {
              key: 'lift',
              head: t('follow-ups:absence.lift'),
              action: true,
              cell: ({ absenceId, name, from, until }) => (
                <Form method="post">
                  <input type="hidden" name="intent" value="lift" />
                  <input type="hidden" name="absenceId" value={absenceId} />
                  <Button type="submit" small>
                    <span aria-hidden="true">{t('follow-ups:absence.lift')}</span>
                    <span className="kern-sr-only">
                      {t('follow-ups:absence.liftNamed', { name, span: f.span(from, until) })}
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

function AbsenceForm({ me, workers, today, lastResult }: AbsencesViewProps): ReactNode {
  const { t } = useWords()
  const defaultValue = { worker: me }
  const [form, fields] = useZodForm({ schema: absenceInput, lastResult, defaultValue, id: 'absence' })
  const labels = {
    worker: t('follow-ups:absence.who'),
    from: t('follow-ups:absence.from'),
    until: t('follow-ups:absence.until'),
    reason: t('follow-ups:absence.reason'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <SelectField
          field={fields.worker}
          label={labels.worker}
          options={workers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateField field={fields.from} label={labels.from} />
        <DateField field={fields.until} label={labels.until} min={today} />
        <SelectField
          field={fields.reason}
          label={labels.reason}
          hint={t('follow-ups:absence.reasonHint')}
          options={ABSENCE_REASONS.map((value) => ({
            value,
            label: t(`follow-ups:absence.reasons.${value}`),
          }))}
        />
        <Row>
          <SubmitButton>{t('follow-ups:absence.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
