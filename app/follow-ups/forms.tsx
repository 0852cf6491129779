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
import type { Room, Strip } from './queries.server.ts'
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
  rooms: readonly Room[]
  /** Where it is now. */
  roomId: number | null
  lastResult: LastResult
}

/** Another day, or the first one; the strip above shows what is free. */
export function WishForm(props: WishFormProps): ReactNode {
  const { intent, strip, today, chosen, booked, rooms, roomId, lastResult } = props
  const { t } = useWords()
  const f = useFormat(today)
  const room = roomId === null ? 'none' : String(roomId)
  const defaultValue = chosen ? { day: chosen, room } : { room }
  // A new choice in the strip is a new form; what was typed into the old one is not carried over.
  const formId = `wish-${chosen ?? 'none'}`
  const [form, fields] = useZodForm({ schema: wishInput, lastResult, defaultValue, id: formId })
  const labels = {
    day: t(`follow-ups:${intent}.day`),
    time: t('follow-ups:move.time'),
    room: t('follow-ups:rooms.room'),
  }
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
            {rooms.length > 0 ? (
              <SelectField
                field={fields.room}
                label={labels.room}
                empty={false}
                options={[
                  { value: 'none', label: t('follow-ups:rooms.none') },
                  ...rooms.map(({ id, name }) => ({ value: String(id), label: name })),
                ]}
              />
            ) : null}
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
