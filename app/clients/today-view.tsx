import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge, type Tone } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { WeekBar } from '../kit/charts/week-bar.tsx'
import { Columns, PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import { languageName } from './rules.ts'
import type { Bucket, DayLine, TalkLine, Today } from './today.server.ts'
import { TodayCalls, TodayRounds } from './today-outreach.tsx'

interface TodayViewProps {
  shell: { city: { slug: string }; today: string }
  work: Today
  /** The way to a new request is offered. */
  mayTakeIn: boolean
}

/** What must happen today, the worst first: a person, why, and one action. */
export function TodayView({ shell, work, mayTakeIn }: TodayViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(shell.today)
  const page = (clientId: string) => `/c/${shell.city.slug}/clients/${clientId}`
  const { talks, overdue, missing, closing, expiring, unsigned, tasks, uninformed, talkDue } = work
  const { rounds, calls } = work.outreach
  const lists = [talks, overdue, missing, closing, expiring, unsigned, tasks, uninformed, talkDue]
  const waiting = calls.length > 0 || lists.some(({ count }) => count > 0)
  return (
    <Stack>
      <PageHeader
        title={f.longDay(shell.today)}
        sub={
          work.cases > 0
            ? t('clients:today.cases', { cases: work.cases, inWindow: work.inWindow, overdue: overdue.count })
            : undefined
        }
        action={
          mayTakeIn ? (
            <LinkButton icon="add" to={`/c/${shell.city.slug}/clients/new`}>
              {t('clients:list.newRequest')}
            </LinkButton>
          ) : undefined
        }
      />
      {work.standsInFor.length > 0 ? (
        <Alert title={t('clients:today.standsIn', { names: f.list(work.standsInFor) })} />
      ) : null}
      <TodayRounds shell={shell} rounds={rounds} />
      {waiting ? null : (
        <EmptyState title={t('clients:today.done')}>
          <AfterToday shell={shell} work={work} page={page} />
        </EmptyState>
      )}
      {talks.count > 0 ? <Talks talks={talks} page={page} /> : null}
      <TodayCalls shell={shell} calls={calls} />
      <Columns>
        <Stack>
          <Days
            title={t('clients:today.overdue')}
            bucket={overdue}
            tone="danger"
            when={(line) => f.since(line.on)}
            page={page}
            action={(line) => ({
              to: `${page(line.clientId)}/appointments/new`,
              label: t('clients:today.book'),
            })}
          />
          <Days
            title={t('clients:today.missing')}
            bucket={missing}
            tone="warn"
            when={(line) => f.inDays(line.on)}
            page={page}
            action={(line) => ({
              to: `${page(line.clientId)}/appointments/${line.appointmentId}`,
              label: t('clients:today.enter'),
            })}
          />
          <Days
            title={t('clients:today.closing')}
            bucket={closing}
            tone={(line) => (line.on === shell.today ? 'danger' : 'info')}
            when={(line) => f.daysLeft(line.on)}
            page={page}
            action={(line) => ({
              to: `${page(line.clientId)}/appointments/new`,
              label: t('clients:today.book'),
            })}
          />
          <Days
            title={t('clients:today.assessmentDue')}
            bucket={talkDue}
            tone="neutral"
            when={(line) => f.since(line.on)}
            page={page}
            action={(line) => ({
              to: `${page(line.clientId)}/assessment`,
              label: t('clients:today.lead'),
            })}
          />
        </Stack>
        <Stack>
          <Days
            title={t('clients:today.tasks')}
            bucket={tasks}
            tone="warn"
            when={(line) => f.inDays(line.on)}
            why={(line) => t(`clients:today.task.${line.reason}`)}
            page={page}
            action={(line) => ({
              to: line.reason.startsWith('plan-') ? `${page(line.clientId)}/plan` : page(line.clientId),
              label: t('clients:today.open'),
            })}
          />
          <Days
            title={t('clients:today.expiring')}
            bucket={expiring}
            tone="warn"
            when={(line) => f.inDays(line.on)}
            page={page}
            action={(line) => ({ to: `${page(line.clientId)}/permit`, label: t('clients:today.extend') })}
          />
          <Days
            title={t('clients:today.unsigned')}
            bucket={unsigned}
            tone="info"
            when={(line) => f.since(line.on)}
            page={page}
            action={(line) => ({ to: `${page(line.clientId)}/plan/sign`, label: t('clients:today.sign') })}
          />
          <Days
            title={t('clients:today.uninformed')}
            bucket={uninformed}
            tone={(line) => (line.on < shell.today ? 'warn' : 'info')}
            when={(line) => f.since(line.on)}
            page={page}
            action={(line) => ({
              to: `${page(line.clientId)}/intake?form=notice`,
              label: t('clients:today.inform'),
            })}
          />
        </Stack>
      </Columns>
      {work.cases > 0 || talks.count > 0 ? (
        <>
          <WeekBar title={t('clients:today.week')} days={work.week} today={shell.today} />
          <p>
            <TextLink to={`/c/${shell.city.slug}/calendar`}>{t('clients:today.calendar')}</TextLink>
          </p>
        </>
      ) : null}
    </Stack>
  )
}

/** What comes when today is done: the next appointment, or where the city's cases stand for somebody who leads none. */
function AfterToday({
  shell,
  work,
  page,
}: Omit<TodayViewProps, 'mayTakeIn'> & { page: (clientId: string) => string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(shell.today)
  const { next, cases } = work
  if (next) {
    return (
      <p>
        {t('clients:today.nextTalk', { when: f.dayTime(next.at) })}{' '}
        <TextLink to={page(next.clientId)}>{next.name}</TextLink>
      </p>
    )
  }
  if (cases > 0) return <p>{t('clients:today.noNextTalk')}</p>
  return (
    <p>
      {t('clients:today.noCases')}{' '}
      <TextLink to={`/c/${shell.city.slug}/clients?of=everyone`}>{t('clients:today.everyone')}</TextLink>
    </p>
  )
}

function Talks({ talks, page }: { talks: Bucket<TalkLine>; page: (clientId: string) => string }): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat('2000-01-01')
  return (
    <Section title={t('clients:today.talks')} count={talks.count}>
      <WorkList label={t('clients:today.talks')}>
        {talks.lines.map((talk, index) => (
          <WorkLine
            key={talk.appointmentId}
            when={f.time(talk.at)}
            who={<TextLink to={page(talk.clientId)}>{talk.name}</TextLink>}
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
              <LinkButton
                small
                kind={index === 0 ? 'primary' : 'secondary'}
                to={`${page(talk.clientId)}/appointments/${talk.appointmentId}`}
              >
                {t(talk.past ? 'clients:today.enter' : 'clients:today.begin')}
              </LinkButton>
            }
          />
        ))}
      </WorkList>
    </Section>
  )
}

interface DaysProps<T extends DayLine> {
  title: string
  bucket: Bucket<T>
  tone: Tone | ((line: T) => Tone)
  when: (line: T) => string
  why?: ((line: T) => string) | undefined
  page: (clientId: string) => string
  action: (line: T) => { to: string; label: string }
}

function Days<T extends DayLine>({ title, bucket, tone, when, why, page, action }: DaysProps<T>): ReactNode {
  const { t } = useWords()
  if (bucket.count === 0) return null
  const more = bucket.count - bucket.lines.length
  return (
    <Section title={title} count={bucket.count}>
      <WorkList label={title}>
        {bucket.lines.map((line) => {
          const { to, label } = action(line)
          return (
            <WorkLine
              key={`${line.clientId}-${line.on}`}
              when={when(line)}
              tone={typeof tone === 'function' ? tone(line) : tone}
              who={<TextLink to={page(line.clientId)}>{line.name}</TextLink>}
              why={why?.(line)}
              action={
                <LinkButton small to={to}>
                  {label}
                </LinkButton>
              }
            />
          )
        })}
      </WorkList>
      {more > 0 ? <p className="k-quiet">{t('clients:today.more', { count: more })}</p> : null}
    </Section>
  )
}
