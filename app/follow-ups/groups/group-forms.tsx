import { getFormProps } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextArea, TextField } from '../../kit/form/text-field.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { formatTime } from '../../kit/format.ts'
import { Row, Stack } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import { callOffInput, editGroupInput, moveGroupInput } from '../input.ts'
import { type GroupViewProps, said } from './answer.ts'
import { TimeFields, useTimeLabels } from './time-fields.tsx'

/** Another time or place for the whole group. */
export function MoveForm({ group, today, answered }: GroupViewProps): ReactNode {
  const { t } = useWords()
  const labels = useTimeLabels()
  const { day, startsAt, minutes, at, roomId, travel, place } = group
  const [form, fields] = useZodForm({
    schema: moveGroupInput,
    lastResult: said(answered, 'move'),
    defaultValue: {
      ...{ day, time: formatTime(startsAt), minutes, at, room: roomId === null ? 'none' : String(roomId) },
      ...(at === 'elsewhere' ? { travel, place } : {}),
    },
    id: 'move',
  })
  return (
    <Panel title={t('follow-ups:groups.move.title')}>
      <Form method="post" {...getFormProps(form)}>
        <input type="hidden" name="intent" value="move" />
        <Stack>
          <p className="k-quiet">{t('follow-ups:groups.move.hint')}</p>
          <ErrorSummary form={form} labels={labels} />
          <TimeFields fields={fields} rooms={group.rooms} today={today} />
          <Row>
            <SubmitButton kind="secondary">{t('follow-ups:groups.move.save')}</SubmitButton>
          </Row>
        </Stack>
      </Form>
    </Panel>
  )
}

/** What it is called, and for how many. */
export function EditForm({ group: { title, capacity }, answered }: GroupViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: editGroupInput,
    lastResult: said(answered, 'edit'),
    defaultValue: { title, seats: capacity },
    id: 'edit',
  })
  const labels = { title: t('follow-ups:groups.name'), seats: t('follow-ups:groups.seats') }
  return (
    <Panel title={t('follow-ups:groups.edit')}>
      <Form method="post" {...getFormProps(form)}>
        <input type="hidden" name="intent" value="edit" />
        <Stack>
          <ErrorSummary form={form} labels={labels} />
          <TextField field={fields.title} label={labels.title} autoComplete="off" />
          <TextField field={fields.seats} label={labels.seats} type="number" size={5} />
          <Row>
            <SubmitButton kind="secondary">{t('follow-ups:groups.saveEdit')}</SubmitButton>
          </Row>
        </Stack>
      </Form>
    </Panel>
  )
}

/** The group does not take place. */
export function CallOffForm({ answered }: GroupViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: callOffInput,
    lastResult: said(answered, 'call-off'),
    id: 'call-off',
  })
  const labels = { note: t('follow-ups:groups.off.note') }
  return (
    <Panel title={t('follow-ups:groups.off.title')}>
      <Form method="post" {...getFormProps(form)}>
        <input type="hidden" name="intent" value="call-off" />
        <Stack>
          <p className="k-quiet">{t('follow-ups:groups.off.hint')}</p>
          <ErrorSummary form={form} labels={labels} />
          <TextArea field={fields.note} label={labels.note} optional rows={2} />
          <Row>
            <SubmitButton kind="secondary">{t('follow-ups:groups.off.save')}</SubmitButton>
          </Row>
        </Stack>
      </Form>
    </Panel>
  )
}
