import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../../kit/badge.tsx'
import { LinkButton, TextLink } from '../../kit/button.tsx'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import { SelectField } from '../../kit/form/select-field.tsx'
import { FormKey, SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { Columns, PageHeader, Row, Section, Stack } from '../../kit/page.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { EmptyState, Panel } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { WorkLine, WorkList } from '../../kit/work-line.tsx'
import { groupInput } from '../input.ts'
import type { Room } from '../queries.server.ts'
import type { GroupLine, GroupList, GroupsShown } from './queries.server.ts'
import { SeatsPicture } from './seats-picture.tsx'
import { TimeFields, useTimeLabels } from './time-fields.tsx'

export interface GroupsViewProps {
  /** Address of this page. */
  here: string
  today: string
  shown: GroupsShown
  /** This is not the first page. */
  further: boolean
  groups: GroupList
  rooms: readonly Room[]
  /** Who may have one. */
  workers: readonly { id: string; name: string }[]
  me: string
  formKey: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The groups of the city, those to come or those that were, and the form that makes one. */
export function GroupsView(props: GroupsViewProps): ReactNode {
  const { here, shown, further, groups } = props
  const { t } = useWords()
  const past = shown === 'past'
  const address = past ? `${here}?show=past` : here
  return (
    <>
      <PageHeader
        title={t('follow-ups:groups.title')}
        sub={t('follow-ups:groups.sub')}
        action={<LinkButton to={`${here}#new`}>{t('follow-ups:groups.make')}</LinkButton>}
      />
      <Columns wide="start">
        <Section
          title={t(`follow-ups:groups.${shown}`)}
          action={
            <TextLink to={past ? here : `${here}?show=past`}>
              {t(past ? 'follow-ups:groups.showAhead' : 'follow-ups:groups.showPast')}
            </TextLink>
          }
        >
          {groups.lines.length === 0 ? (
            <EmptyState title={t(past ? 'follow-ups:groups.nonePast' : 'follow-ups:groups.none')}>
              {past ? null : <p>{t('follow-ups:groups.noneNext')}</p>}
            </EmptyState>
          ) : (
            <WorkList label={t(`follow-ups:groups.${shown}`)}>
              {groups.lines.map((line) => (
                <Line key={line.id} line={line} {...props} />
              ))}
            </WorkList>
          )}
          <Pagination
            first={further ? address : undefined}
            next={groups.next ? `${here}?show=${shown}&after=${groups.next}` : undefined}
          />
        </Section>
        <div id="new">
          <Panel title={t('follow-ups:groups.make')}>
            <MakeForm key={props.formKey} {...props} />
          </Panel>
        </div>
      </Columns>
    </>
  )
}

function Line({ line, here, today, shown }: GroupsViewProps & { line: GroupLine }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { id, title, startsAt, place, responsible, capacity, taken, open, calledOff } = line
  return (
    <WorkLine
      when={f.dayTime(startsAt)}
      who={
        <TextLink strong to={`${here}/${id}`}>
          {title}
        </TextLink>
      }
      why={
        <span className="g-line__why">
          <span>{[place, responsible].join(' · ')}</span>
          {calledOff ? (
            <Badge>{t('follow-ups:groups.phase.called-off')}</Badge>
          ) : (
            <SeatsPicture taken={taken} capacity={capacity} />
          )}
          {shown === 'past' && open > 0 ? (
            <Badge tone="warn">{t('follow-ups:groups.outcomesOpen', { count: open })}</Badge>
          ) : null}
        </span>
      }
    />
  )
}

function MakeForm({ rooms, workers, me, today, formKey, lastResult }: GroupsViewProps): ReactNode {
  const { t } = useWords()
  const timeLabels = useTimeLabels()
  const defaultValue = { minutes: 90, at: 'office', room: 'none', responsible: me, seats: 12 } as const
  const [form, fields] = useZodForm({ schema: groupInput, lastResult, defaultValue, id: 'group' })
  const labels = {
    title: t('follow-ups:groups.name'),
    ...timeLabels,
    responsible: t('follow-ups:page.responsible'),
    seats: t('follow-ups:groups.seats'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <FormKey value={formKey} />
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <TextField
          field={fields.title}
          label={labels.title}
          hint={t('follow-ups:groups.nameHint')}
          autoComplete="off"
        />
        <TimeFields fields={fields} rooms={rooms} today={today} />
        <SelectField
          field={fields.responsible}
          label={labels.responsible}
          empty={false}
          options={workers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField field={fields.seats} label={labels.seats} type="number" size={5} />
        <Row>
          <SubmitButton>{t('follow-ups:groups.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
