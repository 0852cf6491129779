import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { onTheWall } from '../kit/format.ts'
import { Columns, PageHeader, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import type { MessageLine } from '../messages/queries.server.ts'
import { isSkipReason } from '../messages/rules.ts'
import { WishForm } from './forms.tsx'
import { InterpretingFact } from './interpreters/interpreting-fact.tsx'
import { InterpretingPanel } from './interpreters/interpreting-panel.tsx'
import { CancelForm, OutcomeForm } from './outcome-forms.tsx'
import type { AppointmentPage } from './queries.server.ts'
import { Proposal, ReplyFact } from './reply-view.tsx'
import { STATE_TONES } from './state-tones.ts'
import { TaskDone } from './task-done.tsx'

export interface Answered {
  form: 'outcome' | 'wish' | 'ask'
  result: SubmissionResult<string[]>
}

export interface AppointmentViewProps {
  appointment: AppointmentPage
  name: string
  today: string
  /** Address of the client's page. */
  file: string
  /** ISO date chosen in the strip. */
  chosen: string | null
  answered: Answered | undefined
  /** It was moved here, and who was to translate is not free. */
  interpreterLeft: boolean
}

/** One talk: who, when, where; what became of it; and where it may be moved. */
export function AppointmentView(props: AppointmentViewProps): ReactNode {
  const { appointment, name, today, file, chosen, answered, interpreterLeft } = props
  const { startsAt, state, strip, begun, movedTo, tasks, interpreting } = appointment
  const { t } = useWords()
  const f = useFormat(today)
  const talkOn = onTheWall(startsAt).date
  const city = file.split('/clients/')[0]
  return (
    <>
      <PageHeader title={t('follow-ups:title')} sub={`${f.longDay(talkOn)}, ${f.time(startsAt)}`} />
      {movedTo ? (
        <Alert
          title={t(
            appointment.cancelledBy === 'moved' ? 'follow-ups:page.movedTo' : 'follow-ups:page.bookedAnew',
          )}
        >
          <TextLink to={`${file}/appointments/${movedTo.appointmentId}`}>
            {t('follow-ups:page.movedToLink', { when: f.dayTime(movedTo.startsAt) })}
          </TextLink>
        </Alert>
      ) : null}
      {interpreterLeft ? <Alert tone="warn" title={t('follow-ups:interpreters.left')} /> : null}
      <Columns>
        <Stack>
          {state === 'booked' && begun ? (
            <Panel title={t('follow-ups:outcome.title')}>
              <OutcomeForm talkOn={talkOn} today={today} lastResult={resultOf(answered, 'outcome')} />
            </Panel>
          ) : null}
          {strip && appointment.reply && appointment.reply.proposed.length > 0 ? (
            <Proposal reply={appointment.reply} today={today} />
          ) : null}
          {state === 'booked' && translated(appointment) ? (
            <InterpretingPanel
              interpreting={interpreting}
              list={`${city}/interpreters`}
              lastResult={resultOf(answered, 'ask')}
            />
          ) : null}
          {strip ? (
            <Panel title={t('follow-ups:move.title')}>
              <WishForm
                intent="move"
                strip={strip}
                today={today}
                chosen={chosen}
                booked={talkOn}
                rooms={appointment.rooms}
                interpreting={interpreting}
                asked={appointment.stripFor}
                place={appointment.venue === appointment.stripFor.venue ? appointment.place : ''}
                lastResult={resultOf(answered, 'wish')}
              />
            </Panel>
          ) : null}
          {appointment.group ? (
            <InGroup group={appointment.group} to={`${file.split('/clients/')[0]}/groups`} />
          ) : null}
          {state === 'booked' && !begun && !appointment.group ? (
            <Panel title={t('follow-ups:cancel.title')}>
              <CancelForm today={today} lastResult={resultOf(answered, 'outcome')} />
            </Panel>
          ) : null}
          {tasks.length > 0 ? <Tasks {...{ appointment, name, file }} /> : null}
        </Stack>
        <Stack>
          <Facts appointment={appointment} name={name} today={today} file={file} />
          <Messages lines={appointment.messages} today={today} post={`${city}/post`} />
        </Stack>
      </Columns>
    </>
  )
}

/** Somebody stands for the talk, or is needed: of a group nobody of its own. */
const translated = ({ interpreting: { needed, asked }, group }: AppointmentPage): boolean =>
  asked !== null || (needed && group === null)

/** A seat in a group: it is moved with all of it, and she is taken out of it there. */
function InGroup({
  group: { groupId, title },
  to,
}: {
  group: NonNullable<AppointmentPage['group']>
  to: string
}): ReactNode {
  const { t } = useWords()
  return (
    <Panel title={t('follow-ups:groups.named', { title })}>
      <p>{t('follow-ups:groups.movesWhole')}</p>
      <p className="k-quiet">{t('follow-ups:groups.noFollowUp')}</p>
      <p>
        <LinkButton small to={`${to}/${groupId}`}>
          {t('follow-ups:groups.toGroup')}
        </LinkButton>
      </p>
    </Panel>
  )
}

export const resultOf = (
  answered: Answered | undefined,
  form: Answered['form'],
): Answered['result'] | undefined => (answered?.form === form ? answered.result : undefined)

function Facts({
  appointment,
  name,
  today,
  file,
}: Pick<AppointmentViewProps, 'appointment' | 'name' | 'today' | 'file'>): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { startsAt, minutes, place, travel, responsible, bookedBy, state, note, begun } = appointment
  const { talkResult, absenceCause, cancelledBy, reply } = appointment
  return (
    <Panel title={t('follow-ups:page.facts')}>
      <DefinitionList
        facts={[
          { term: t('follow-ups:page.client'), value: name },
          { term: t('follow-ups:page.responsible'), value: responsible },
          { term: t('follow-ups:page.bookedBy'), value: bookedBy },
          {
            term: t('follow-ups:page.when'),
            value: `${f.dayTime(startsAt)} (${t('follow-ups:page.minutes', { count: minutes })})`,
          },
          { term: t('follow-ups:page.where'), value: place },
          ...(travel > 0
            ? [{ term: t('follow-ups:page.way'), value: t('follow-ups:venue.wayBoth', { count: travel }) }]
            : []),
          ...(translated(appointment)
            ? [
                {
                  term: t('follow-ups:interpreters.with'),
                  value: <InterpretingFact asked={appointment.interpreting.asked} />,
                },
              ]
            : []),
          {
            term: t('follow-ups:page.state'),
            value: <Badge tone={STATE_TONES[state]}>{t(`follow-ups:state.${state}`)}</Badge>,
          },
          ...(reply
            ? [{ term: t('follow-ups:reply.title'), value: <ReplyFact reply={reply} today={today} /> }]
            : []),
          ...(talkResult
            ? [{ term: t('follow-ups:result.title'), value: t(`follow-ups:result.${talkResult}`) }]
            : []),
          ...(absenceCause
            ? [{ term: t('follow-ups:cause.title'), value: t(`follow-ups:cause.${absenceCause}`) }]
            : []),
          ...(cancelledBy
            ? [{ term: t('follow-ups:by.title'), value: t(`follow-ups:by.${cancelledBy}`) }]
            : []),
          { term: t('follow-ups:page.note'), value: note },
        ]}
      />
      {state === 'booked' && !begun ? (
        <>
          <p>{t('follow-ups:outcome.later')}</p>
          <p>
            <LinkButton
              small
              reloadDocument
              to={`${file}/appointments/${appointment.appointmentId}/termin.ics`}
            >
              {t('follow-ups:calendar.add')}
            </LinkButton>
          </p>
        </>
      ) : null}
    </Panel>
  )
}

function Messages({
  lines,
  today,
  post,
}: {
  lines: readonly MessageLine[]
  today: string
  /** Address of the letters that wait to be printed. */
  post: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const stateOf = ({ state, delivery, reason, at }: MessageLine): string => {
    if (delivery) return t(`messages:delivery.${delivery}`, { when: at ? f.dayTime(at) : '' })
    const known = reason && isSkipReason(reason) ? reason : 'other'
    return t(`messages:state.${state}`, {
      when: at ? f.dayTime(at) : '',
      reason: t(`messages:reason.${known}`),
    })
  }
  return (
    <Panel title={t('follow-ups:page.messages')}>
      {lines.length === 0 ? <p>{t('follow-ups:page.noMessages')}</p> : null}
      <DefinitionList
        facts={lines.map((line) => ({
          term: t('messages:by', {
            kind: t(`messages:kind.${line.kind}`),
            channel: t(`messages:channel.${line.channel}`),
          }),
          value: stateOf(line),
        }))}
      />
      {lines.some(({ channel, state }) => channel === 'letter' && state === 'frozen') ? (
        <TextLink to={post}>{t('messages:post.link')}</TextLink>
      ) : null}
    </Panel>
  )
}

function Tasks({
  appointment: { tasks, appointmentId },
  name,
  file,
}: Pick<AppointmentViewProps, 'appointment' | 'name' | 'file'>): ReactNode {
  const { t } = useWords()
  return (
    <Panel title={t('follow-ups:page.tasks')}>
      <WorkList label={t('follow-ups:page.tasks')}>
        {tasks.map(({ taskId, reason }) => (
          <WorkLine
            key={taskId}
            who={name}
            why={t(`follow-ups:task.${reason}`)}
            action={
              <TaskDone {...{ taskId, file }} back={appointmentId} of={t(`follow-ups:task.${reason}`)} />
            }
          />
        ))}
      </WorkList>
    </Panel>
  )
}
