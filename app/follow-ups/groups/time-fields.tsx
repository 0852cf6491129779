import type { ReactNode } from 'react'
import { RadioGroup } from '../../kit/form/choice-group.tsx'
import { Fieldset } from '../../kit/form/fieldset.tsx'
import type { FormField } from '../../kit/form/form-field.ts'
import { SelectField } from '../../kit/form/select-field.tsx'
import { DateField, TextField } from '../../kit/form/text-field.tsx'
import { useWords } from '../../kit/use-words.ts'
import type { Room } from '../queries.server.ts'
import { GROUP_LENGTHS, GROUP_VENUES } from './rules.ts'
import './groups.css'

export const TIME_FIELDS = ['day', 'time', 'minutes', 'at', 'room', 'place', 'travel'] as const

interface TimeFieldsProps {
  fields: Record<(typeof TIME_FIELDS)[number], FormField>
  rooms: readonly Room[]
  /** ISO date. */
  today: string
}

/** What the fields are called, for the summary of errors too. */
export function useTimeLabels(): Record<(typeof TIME_FIELDS)[number], string> {
  const { t } = useWords()
  return {
    day: t('follow-ups:groups.day'),
    time: t('follow-ups:move.time'),
    minutes: t('follow-ups:groups.length'),
    at: t('follow-ups:groups.where'),
    room: t('follow-ups:rooms.room'),
    place: t('follow-ups:venue.place'),
    travel: t('follow-ups:venue.travel'),
  }
}

/** When and where a group is: what is not at the office has a place in words and a way. */
export function TimeFields({ fields, rooms, today }: TimeFieldsProps): ReactNode {
  const { t } = useWords()
  const labels = useTimeLabels()
  return (
    <>
      <Fieldset legend={t('follow-ups:page.when')} inline>
        <DateField field={fields.day} label={labels.day} min={today} />
        <TextField field={fields.time} label={labels.time} type="time" size={8} />
        <SelectField
          field={fields.minutes}
          label={labels.minutes}
          empty={false}
          options={GROUP_LENGTHS.map((minutes) => ({
            value: String(minutes),
            label: t('follow-ups:page.minutes', { count: minutes }),
          }))}
        />
      </Fieldset>
      <RadioGroup
        field={fields.at}
        label={labels.at}
        options={GROUP_VENUES.map((value) => ({ value, label: t(`follow-ups:venue.${value}`) }))}
      />
      <div className="g-room">
        <SelectField
          field={fields.room}
          label={labels.room}
          empty={false}
          options={[
            { value: 'none', label: t('follow-ups:rooms.none') },
            ...rooms.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      </div>
      <div className="g-elsewhere k-stack">
        <TextField field={fields.place} label={labels.place} hint={t('follow-ups:groups.placeHint')} />
        <TextField field={fields.travel} label={labels.travel} type="number" step={5} size={5} optional />
      </div>
    </>
  )
}
