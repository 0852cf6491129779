import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { wishInput } from './input.ts'
import type { Strip } from './queries.server.ts'
import { OFFICE_TIMES } from './rules/working-days.ts'
import { WindowStrip } from './window-strip.tsx'

type LastResult = SubmissionResult<string[]> | undefined

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
          <input type="hidden" name="intent" value={intent} />
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
