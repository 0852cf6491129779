import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextArea } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { outcomeInput, wishInput } from './input.ts'
import type { Strip } from './queries.server.ts'
import { OFFICE_TIMES } from './rules/working-days.ts'
import { WindowStrip } from './window-strip.tsx'

type LastResult = SubmissionResult<string[]> | undefined

const Intent = ({ value }: { value: string }): ReactNode => (
  <input type="hidden" name="intent" value={value} />
)

interface OutcomeFormProps {
  /** ISO dates. */
  talkOn: string
  today: string
  lastResult: LastResult
}

/** Did the client come? */
export function OutcomeForm({ talkOn, today, lastResult }: OutcomeFormProps): ReactNode {
  const { t } = useWords()
  const defaultValue = { on: talkOn }
  const [form, fields] = useZodForm({ schema: outcomeInput, lastResult, defaultValue, id: 'outcome' })
  const labels = {
    outcome: t('follow-ups:outcome.question'),
    on: t('follow-ups:outcome.on'),
    note: t('follow-ups:outcome.note'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Intent value="outcome" />
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <RadioGroup
          big
          field={fields.outcome}
          label={labels.outcome}
          options={[
            {
              value: 'attended',
              label: t('follow-ups:outcome.attended'),
              hint: t('follow-ups:outcome.attendedHint'),
            },
            {
              value: 'no-show',
              label: t('follow-ups:outcome.no-show'),
              hint: t('follow-ups:outcome.noShowHint'),
            },
          ]}
        />
        <DateField field={fields.on} label={labels.on} min={talkOn} max={today} />
        <TextArea
          field={fields.note}
          label={labels.note}
          hint={t('follow-ups:outcome.noteHint')}
          optional
          rows={4}
        />
        <Row>
          <SubmitButton>{t('follow-ups:outcome.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}

interface WishFormProps {
  intent: 'move' | 'book'
  strip: Strip
  today: string
  /** Chosen in the strip. */
  chosen: string | null
  booked: string | null
  lastResult: LastResult
}

/** Another day, or the first one; the strip above shows what is free. */
export function WishForm({ intent, strip, today, chosen, booked, lastResult }: WishFormProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const defaultValue = chosen ? { day: chosen } : {}
  // A new choice in the strip is a new form; what was typed into the old one is not carried over.
  const id = `wish-${chosen ?? 'none'}`
  const [form, fields] = useZodForm({ schema: wishInput, lastResult, defaultValue, id })
  const labels = { day: t(`follow-ups:${intent}.day`), time: t('follow-ups:move.time') }
  return (
    <Stack>
      <WindowStrip strip={strip} today={today} chosen={chosen} booked={booked} />
      <div id="wish">
        <Form method="post" {...getFormProps(form)}>
          <Intent value={intent} />
          <Stack>
            <ErrorSummary form={form} labels={labels} />
            <DateField
              field={fields.day}
              label={labels.day}
              hint={t('follow-ups:move.dayHint', { from: f.date(strip.from), to: f.date(strip.to) })}
              min={strip.from}
              max={strip.to}
            />
            <SelectField
              field={fields.time}
              label={labels.time}
              empty={t('follow-ups:move.firstFree')}
              options={OFFICE_TIMES.map((time) => ({ value: time, label: time }))}
            />
            <Row>
              <SubmitButton kind={intent === 'book' ? 'primary' : 'secondary'}>
                {t(`follow-ups:${intent}.save`)}
              </SubmitButton>
            </Row>
          </Stack>
        </Form>
      </div>
    </Stack>
  )
}
