import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Columns, PageHeader, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { endHoldInput, holdInput } from './input.ts'
import type { HoldPage } from './queries.server.ts'
import { HOLD_REASONS, LONGEST_HOLD } from './rules/holds.ts'

interface HoldViewProps {
  hold: HoldPage
  formKey: string
  today: string
  /** Address of the client's file. */
  file: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Why the window is where it is, and how the case rests. */
export function HoldView(props: HoldViewProps): ReactNode {
  const { hold, today } = props
  const { t } = useWords()
  const f = useFormat(today)
  const { open, window } = hold
  return (
    <Stack>
      <PageHeader title={t('follow-ups:hold.title')} sub={t('follow-ups:hold.sub')} />
      {window?.overdue ? (
        <Alert tone="warn" title={t('follow-ups:hold.overdueStays', { date: f.date(window.to) })} />
      ) : null}
      <Columns>
        {open ? (
          <Panel title={t('follow-ups:hold.runsFrom', { from: f.date(open.from), to: f.date(open.until) })}>
            <OpenHold {...props} open={open} />
          </Panel>
        ) : (
          <Panel title={t('follow-ups:hold.title')}>
            <HoldForm {...props} />
          </Panel>
        )}
        <Stack>
          <Panel title={t('follow-ups:hold.why')}>
            {window ? (
              <>
                <p>
                  {t('follow-ups:hold.window')} <strong>{f.span(window.from, window.to)}</strong>
                </p>
                {window.rule ? <p>{t(`follow-ups:rule.${window.rule}`)}</p> : null}
              </>
            ) : (
              <p>{t('follow-ups:hold.noWindow')}</p>
            )}
          </Panel>
          <HoldsSoFar hold={hold} today={today} />
        </Stack>
      </Columns>
    </Stack>
  )
}

function HoldForm({ formKey, today, file, lastResult }: HoldViewProps): ReactNode {
  const { t } = useWords()
  const defaultValue = { from: today }
  const [form, fields] = useZodForm({ schema: holdInput, lastResult, defaultValue, id: 'hold' })
  const labels = {
    reason: t('follow-ups:hold.reason'),
    from: t('follow-ups:hold.from'),
    until: t('follow-ups:hold.until'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <ErrorSummary form={form} labels={labels} />
        <RadioGroup
          field={fields.reason}
          label={labels.reason}
          options={HOLD_REASONS.map((value) => ({
            value,
            label: t(`follow-ups:hold.reasons.${value}`),
            hint: t('follow-ups:hold.most', { count: LONGEST_HOLD[value] }),
          }))}
        />
        <DateField field={fields.from} label={labels.from} hint={t('follow-ups:hold.fromHint')} />
        <DateField field={fields.until} label={labels.until} min={today} />
        <SaveRow back={file}>{t('follow-ups:hold.save')}</SaveRow>
      </Stack>
    </Form>
  )
}

function OpenHold({ open, lastResult }: HoldViewProps & { open: NonNullable<HoldPage['open']> }): ReactNode {
  const { t } = useWords()
  const [form] = useZodForm({ schema: endHoldInput, lastResult, id: 'end-hold' })
  return (
    <Stack>
      <p>{t(`follow-ups:hold.reasons.${open.reason}`)}</p>
      <p className="k-quiet">
        {t('follow-ups:hold.by')} {open.by}
      </p>
      {open.begun ? (
        <Form method="post" {...getFormProps(form)}>
          <Stack>
            <input type="hidden" name="intent" value="end" />
            <input type="hidden" name="holdId" value={open.holdId} />
            <ErrorSummary form={form} labels={{}} />
            <p>{t('follow-ups:hold.endSub')}</p>
            <SubmitButton kind="secondary">{t('follow-ups:hold.end')}</SubmitButton>
          </Stack>
        </Form>
      ) : (
        <p>{t('follow-ups:error.not-begun')}</p>
      )}
    </Stack>
  )
}

function HoldsSoFar({ hold, today }: Pick<HoldViewProps, 'hold' | 'today'>): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const past = hold.holds.filter(({ holdId }) => holdId !== hold.open?.holdId)
  return (
    <DataTable
      caption={t('follow-ups:hold.before')}
      rows={past}
      rowKey={({ holdId }) => holdId}
      empty={<p className="k-quiet">{t('follow-ups:hold.none')}</p>}
      columns={[
        {
          key: 'span',
          head: t('follow-ups:hold.span'),
          rowHeader: true,
          cell: ({ from, until, endedOn }) => f.span(from, endedOn ?? until),
        },
        {
          key: 'reason',
          head: t('follow-ups:hold.reason'),
          cell: ({ reason }) => t(`follow-ups:hold.reasons.${reason}`),
        },
        { key: 'by', head: t('follow-ups:hold.by'), cell: ({ by }) => by },
      ]}
    />
  )
}
