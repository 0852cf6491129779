import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { type ButtonKind, LinkButton, TextLink } from '../kit/button.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { Section } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import { languageName } from '../outreach/list/languages.ts'
import type { BucketKey } from './rules/today.ts'
import type { Bucket, DayLine, GroupLine, TalkLine, TaskLine } from './today.server.ts'

/** Where things are: the page of a client, and that of the day. */
export interface Places {
  file: (clientId: string) => string
  today: string
  group: (groupId: string) => string
}

interface ListProps<T> {
  name: BucketKey
  bucket: Bucket<T>
  places: Places
  line: (line: T) => ReactNode
}

/** A list with its count, the worst first; a long one is cut, with a way to the rest. */
function TodayList<T>({ name, bucket, places, line }: ListProps<T>): ReactNode {
  const { t } = useWords()
  const { count, lines } = bucket
  if (count === 0) return null
  const title = t(`clients:today.${name}`)
  return (
    <Section title={title} count={count} id={name}>
      <WorkList label={title}>{lines.map(line)}</WorkList>
      {count > lines.length ? (
        <p>
          <TextLink to={`${places.today}?all=${name}#${name}`}>{t('clients:today.all', { count })}</TextLink>
        </p>
      ) : null}
    </Section>
  )
}

interface DaysProps<T extends DayLine> {
  name: BucketKey
  bucket: Bucket<T>
  places: Places
  tone: Tone | ((line: T) => Tone)
  when: (line: T) => string
  why?: ((line: T) => ReactNode) | undefined
  action: (line: T) => ReactNode
}

export function Days<T extends DayLine>({
  name,
  bucket,
  places,
  tone,
  when,
  why,
  action,
}: DaysProps<T>): ReactNode {
  return (
    <TodayList
      name={name}
      bucket={bucket}
      places={places}
      line={(line) => (
        <WorkLine
          key={`${line.clientId}-${line.on}`}
          when={when(line)}
          tone={typeof tone === 'function' ? tone(line) : tone}
          who={<TextLink to={places.file(line.clientId)}>{line.name}</TextLink>}
          why={why?.(line)}
          action={action(line)}
        />
      )}
    />
  )
}

/** The button at the end of a line: it leads to where the act is one more click. */
export function To({ to, label, of }: { to: string; label: string; of: string }): ReactNode {
  return (
    <LinkButton small to={to} aria-label={`${label}: ${of}`}>
      {label}
    </LinkButton>
  )
}

/** What a person has to do: where, whom to call, and that it is done. */
export function Tasks({
  name,
  bucket,
  places,
  today,
}: {
  name: 'tasks' | 'noReaction'
  bucket: Bucket<TaskLine>
  places: Places
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Days
      name={name}
      bucket={bucket}
      places={places}
      tone="warn"
      when={({ on }) => f.inDays(on)}
      why={(line) => (
        <>
          {t(`clients:today.task.${line.reason}`)} <Phone line={line} />
        </>
      )}
      action={(line) => (
        <>
          <To to={placeOf(line, places)} label={t(wayOf(line))} of={line.name} />
          <Done line={line} places={places} />
        </>
      )}
    />
  )
}

const placeOf = ({ clientId, reason, appointmentId }: TaskLine, { file }: Places): string => {
  if (appointmentId) return `${file(clientId)}/appointments/${appointmentId}`
  return reason.startsWith('plan-') ? `${file(clientId)}/plan` : file(clientId)
}
const wayOf = ({ appointmentId }: TaskLine) =>
  appointmentId ? ('clients:today.toTalk' as const) : ('clients:today.open' as const)

/** Reasons for which somebody is rung up. */
const CALLS: readonly string[] = [
  ...['call', 'no-reaction', 'message-failed', 'message-unknown', 'sms-reply'],
  ...['group-moved', 'group-off', 'talk-off'],
]

function Phone({ line: { phone, name, reason } }: { line: TaskLine }): ReactNode {
  const { t } = useWords()
  if (!phone || !CALLS.includes(reason)) return null
  return (
    <a
      className="k-link"
      href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}
      aria-label={t('clients:today.callNumber', { name, phone })}
    >
      {phone}
    </a>
  )
}

function Done({ line: { clientId, taskId, name }, places }: { line: TaskLine; places: Places }): ReactNode {
  const { t } = useWords()
  return (
    <Form method="post" action={`${places.file(clientId)}/tasks`}>
      <input type="hidden" name="taskId" value={taskId} />
      <input type="hidden" name="back" value="today" />
      <SubmitButton small kind="secondary">
        {t('clients:today.taskDone')}
        <span className="kern-sr-only">: {name}</span>
      </SubmitButton>
    </Form>
  )
}

/** Of a talk that has begun: whether the client was there, said on the way to writing it down. */
export function CameOrNot({
  line: { clientId, appointmentId, name },
  places,
}: {
  line: Pick<TalkLine, 'clientId' | 'appointmentId' | 'name'>
  places: Places
}): ReactNode {
  const { t } = useWords()
  return (['attended', 'no-show'] as const).map((outcome) => (
    <To
      key={outcome}
      to={`${places.file(clientId)}/appointments/${appointmentId}?outcome=${outcome}`}
      label={t(outcome === 'attended' ? 'clients:today.came' : 'clients:today.missed')}
      of={name}
    />
  ))
}

/** The talks of the day by their time. */
export function Talks({ talks, places }: { talks: Bucket<TalkLine | GroupLine>; places: Places }): ReactNode {
  return (
    <TodayList
      name="talks"
      bucket={talks}
      places={places}
      line={(line) => {
        const kind = line === talks.lines[0] ? 'primary' : 'secondary'
        return isGroup(line) ? (
          <GroupOfDay key={line.groupId} group={line} kind={kind} places={places} />
        ) : (
          <TalkOfDay key={line.appointmentId} talk={line} kind={kind} places={places} />
        )
      }}
    />
  )
}

const isGroup = (line: TalkLine | GroupLine): line is GroupLine => 'title' in line && line.title !== null

interface LineProps {
  kind: ButtonKind
  places: Places
}

function TalkOfDay({ talk, kind, places }: LineProps & { talk: TalkLine }): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat('2000-01-01')
  return (
    <WorkLine
      when={f.time(talk.at)}
      who={<TextLink to={places.file(talk.clientId)}>{talk.name}</TextLink>}
      why={
        <>
          <Badge tone={talk.reminded ? 'ok' : 'neutral'}>
            {t(talk.reminded ? 'clients:today.reminded' : 'clients:today.notReminded')}
          </Badge>{' '}
          {talk.interpreter && talk.language
            ? t('clients:today.interpreter', { language: languageName(talk.language, locale) })
            : ''}
        </>
      }
      action={
        talk.past ? (
          <CameOrNot line={talk} places={places} />
        ) : (
          <LinkButton
            small
            kind={kind}
            to={`${places.file(talk.clientId)}/appointments/${talk.appointmentId}`}
            aria-label={`${t('clients:today.begin')}: ${talk.name}`}
          >
            {t('clients:today.begin')}
          </LinkButton>
        )
      }
    />
  )
}

/** A group is one line, with how many come. */
function GroupOfDay({ group, kind, places }: LineProps & { group: GroupLine }): ReactNode {
  const { t } = useWords()
  const f = useFormat('2000-01-01')
  const { groupId, title, at, people, past } = group
  return (
    <WorkLine
      when={f.time(at)}
      who={<TextLink to={places.group(groupId)}>{title}</TextLink>}
      why={<Badge tone="info">{t('clients:today.groupOf', { count: people })}</Badge>}
      action={
        <LinkButton small kind={kind} to={places.group(groupId)}>
          {t(past ? 'follow-ups:groups.outcomes' : 'clients:today.openGroup')}
        </LinkButton>
      }
    />
  )
}
