import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { wishInput } from './input.ts'
import { askedQuery, PlaceForm } from './place-form.tsx'
import type { InterpretingPage, Room, Speaker, Strip, StripFor } from './queries.server.ts'
import { INTERPRETING_MODES, namedIn, usualMode } from './rules/interpreting.ts'
import { WindowStrip } from './window-strip.tsx'

type LastResult = SubmissionResult<string[]> | undefined

interface WishFormProps {
  intent: 'move' | 'book'
  strip: Strip
  /** Where it is to be: what the strip shows is free for that. */
  asked: StripFor
  today: string
  /** Chosen in the strip. */
  chosen: string | null
  booked: string | null
  rooms: readonly Room[]
  interpreting: InterpretingPage
  /** In words, where it is neither at the office nor at home. */
  place: string
  lastResult: LastResult
}

/** What is free on the chosen day, or on any of them. */
const timesOf = ({ days }: Strip, chosen: string | null): string[] => {
  const asked = days.filter(({ date }) => !chosen || date === chosen)
  return [...new Set(asked.flatMap(({ times }) => times))].sort()
}

/** As it is agreed with her, or as it usually is. */
const modeOf = ({ id, service }: Speaker, { asked }: InterpretingPage) =>
  asked?.id === id ? asked.mode : usualMode(service)

/** Another day, or the first one; the strip above shows what is free. */
export function WishForm(props: WishFormProps): ReactNode {
  const { intent, strip, asked, today, chosen, booked, rooms, interpreting, place, lastResult } = props
  const { t } = useWords()
  const f = useFormat(today)
  const { venue, travel, roomId, interpreter } = asked
  const isNamed = venue === 'employer' || venue === 'elsewhere'
  const named = interpreting.speakers.find(({ id }) => id === namedIn(interpreter))
  const defaultValue = {
    time: '',
    ...(chosen ? { day: chosen } : {}),
    ...(isNamed ? { place } : {}),
    ...(named ? { mode: modeOf(named, interpreting) } : {}),
  }
  // A new choice in the strip is a new form; what was typed into the old one is not carried over.
  const formId = `wish-${chosen ?? 'none'}-${askedQuery(asked)}`
  const [form, fields] = useZodForm({ schema: wishInput, lastResult, defaultValue, id: formId })
  const labels = {
    day: t(`follow-ups:${intent}.day`),
    time: t('follow-ups:move.time'),
    room: t('follow-ups:rooms.room'),
    interpreter: t('follow-ups:interpreters.panel'),
    mode: t('follow-ups:interpreters.how'),
    place: t('follow-ups:venue.place'),
  }
  const room = rooms.find(({ id }) => id === roomId)
  const where = [
    t(`follow-ups:venue.${venue}`),
    room?.name,
    travel > 0 && t('follow-ups:venue.way', { count: travel }),
  ]
  return (
    <Stack>
      <PlaceForm asked={asked} rooms={rooms} interpreting={interpreting} chosen={chosen} />
      <WindowStrip strip={strip} query={askedQuery(asked)} today={today} chosen={chosen} booked={booked} />
      <div id="wish">
        <Form method="post" {...getFormProps(form)}>
          <input type="hidden" name="intent" value={intent} />
          <input type="hidden" name="at" value={venue} />
          <input type="hidden" name="travel" value={travel} />
          <input type="hidden" name="room" value={roomId ?? 'none'} />
          <input type="hidden" name="interpreter" value={interpreter} />
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
              options={timesOf(strip, chosen).map((time) => ({ value: time, label: time }))}
            />
            {isNamed ? (
              <TextField field={fields.place} label={labels.place} hint={t('follow-ups:venue.placeHint')} />
            ) : null}
            {named ? (
              <SelectField
                field={fields.mode}
                label={labels.mode}
                hint={t('follow-ups:interpreters.withName', { name: named.name })}
                empty={false}
                options={INTERPRETING_MODES.map((value) => ({
                  value,
                  label: t(`follow-ups:interpreters.mode.${value}`),
                }))}
              />
            ) : null}
            <p>
              {t('follow-ups:page.where')}: <strong>{where.filter(Boolean).join(', ')}</strong>
            </p>
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
