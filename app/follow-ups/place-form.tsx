import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import '../kit/form/pick-form.css'
import { SelectField } from '../kit/form/select-field.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useWords } from '../kit/use-words.ts'
import { InterpreterField } from './interpreters/interpreting-panel.tsx'
import type { InterpretingPage, Room, StripFor } from './queries.server.ts'
import { VENUES } from './rules/venues.ts'

interface PlaceFormProps {
  asked: StripFor
  rooms: readonly Room[]
  interpreting: InterpretingPage
  /** ISO date chosen in the strip; it stays. */
  chosen: string | null
}

/** `?at=home&travel=30`, `?at=office&room=2`: for what the free times are shown. */
export const askedQuery = ({ venue, travel, roomId, interpreter }: StripFor): string =>
  `${venue === 'office' ? `at=office&room=${roomId ?? 'none'}` : `at=${venue}&travel=${travel}`}&interpreter=${interpreter}`

/** Where the talk is to be and who translates: neither a room nor she is always free, and a way takes time. */
export function PlaceForm({ asked, rooms, interpreting, chosen }: PlaceFormProps): ReactNode {
  const { t } = useWords()
  const { venue, travel, roomId } = asked
  return (
    <Form method="get" key={askedQuery(asked)} preventScrollReset>
      {chosen ? <input type="hidden" name="day" value={chosen} /> : null}
      <div className="k-pick">
        <SelectField
          field={plainField('at', { value: venue })}
          label={t('follow-ups:venue.question')}
          empty={false}
          options={VENUES.map((value) => ({ value, label: t(`follow-ups:venue.${value}`) }))}
        />
        {venue === 'office' && rooms.length > 0 ? (
          <SelectField
            field={plainField('room', { value: roomId === null ? 'none' : String(roomId) })}
            label={t('follow-ups:rooms.room')}
            empty={false}
            options={[
              { value: 'none', label: t('follow-ups:rooms.none') },
              ...rooms.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
        ) : null}
        {venue === 'office' ? null : (
          <TextField
            field={{ ...plainField('travel', { value: String(travel) }), min: 0, max: 120 }}
            label={t('follow-ups:venue.travel')}
            type="number"
            step={5}
            size={5}
          />
        )}
        {interpreting.needed || interpreting.asked ? (
          <InterpreterField interpreting={interpreting} value={asked.interpreter} />
        ) : null}
        <Button>{t('follow-ups:venue.show')}</Button>
      </div>
    </Form>
  )
}
