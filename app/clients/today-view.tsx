import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { WeekBar } from '../kit/charts/week-bar.tsx'
import { Columns, PageHeader, Row, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { BUCKETS } from './rules/today.ts'
import type { Today } from './today.server.ts'
import { LineKeys } from './today-keys.tsx'
import { TodayCalls, TodayRounds } from './today-outreach.tsx'
import { CameOrNot, Days, type Places, Talks, Tasks, To } from './today-sections.tsx'
import { TodayTiles } from './today-tiles.tsx'

interface TodayViewProps {
  shell: { city: { slug: string }; today: string }
  work: Today
  /** The way to a new request is offered. */
  mayTakeIn: boolean
  /** So are groups and the diary. */
  mayRecordTalks: boolean
  /** So is the page on which a programme is made. */
  mayChangeSettings: boolean
}

/** What must happen today, the worst first: a person, why, and one action. */
export function TodayView({
  shell,
  work,
  mayChangeSettings,
  mayTakeIn,
  mayRecordTalks,
}: TodayViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(shell.today)
  const at = `/c/${shell.city.slug}`
  const places: Places = {
    today: `${at}/today`,
    file: (clientId) => `${at}/clients/${clientId}`,
    group: (groupId) => `${at}/groups/${groupId}`,
  }
  const { rounds, calls } = work.outreach
  const waiting = calls.length > 0 || BUCKETS.some((key) => work[key].count > 0)
  return (
    <Stack>
      <PageHeader
        title={f.longDay(shell.today)}
        sub={
          work.cases > 0
            ? t('clients:today.cases', {
                cases: work.cases,
                inWindow: work.inWindow,
                overdue: work.overdue.count,
              })
            : undefined
        }
        action={
          mayTakeIn ? (
            <LinkButton icon="add" to={`${at}/clients/new`}>
              {t('clients:list.newRequest')}
            </LinkButton>
          ) : undefined
        }
      />
      {work.standsInFor.length > 0 ? (
        <Alert title={t('clients:today.standsIn', { names: f.list(work.standsInFor) })} />
      ) : null}
      {mayTakeIn && !work.programmeRuns ? (
        <Alert tone="warn" title={t('programmes:noneRuns')}>
          {mayChangeSettings ? (
            <TextLink to={`${at}/settings/programmes`}>{t('programmes:begin')}</TextLink>
          ) : (
            t('programmes:askLead')
          )}
        </Alert>
      ) : null}
      {work.cases > 0 || waiting ? <TodayTiles work={work} /> : null}
      <TodayRounds shell={shell} rounds={rounds} />
      {waiting ? null : (
        <EmptyState title={t('clients:today.done')}>
          <AfterToday shell={shell} work={work} page={places.file} />
        </EmptyState>
      )}
      <LineKeys>
        <Talks talks={work.talks} places={places} />
        <TodayCalls shell={shell} calls={calls} />
        <Columns>
          <Stack>
            <Follow work={work} places={places} today={shell.today} />
          </Stack>
          <Stack>
            <Beside work={work} places={places} today={shell.today} />
          </Stack>
        </Columns>
      </LineKeys>
      {work.cases > 0 || work.talks.count > 0 ? (
        <WeekBar title={t('clients:today.week')} days={work.week} today={shell.today} />
      ) : null}
      {mayRecordTalks ? (
        <Row>
          <TextLink to={`${at}/groups`}>{t('follow-ups:groups.title')}</TextLink>
          <TextLink to={`${at}/calendar`}>{t('clients:today.calendar')}</TextLink>
        </Row>
      ) : null}
    </Stack>
  )
}

interface PartProps {
  work: Today
  places: Places
  today: string
}

/** Lists about talks: those that are owed, were held, or are near. */
function Follow({ work, places, today }: PartProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { file } = places
  const book = ({ clientId, name }: { clientId: string; name: string }) => (
    <To to={`${file(clientId)}/appointments/new`} label={t('clients:today.book')} of={name} />
  )
  return (
    <>
      <Days
        name="overdue"
        bucket={work.overdue}
        places={places}
        tone="danger"
        when={({ on }) => f.since(on)}
        action={book}
      />
      <Days
        name="missing"
        bucket={work.missing}
        places={places}
        tone="warn"
        when={({ on }) => f.inDays(on)}
        action={(line) => <CameOrNot line={line} places={places} />}
      />
      <Tasks name="noReaction" bucket={work.noReaction} places={places} today={today} />
      <Days
        name="closing"
        bucket={work.closing}
        places={places}
        tone={({ on }) => (on === today ? 'danger' : 'info')}
        when={({ on }) => f.daysLeft(on)}
        action={book}
      />
      <Days
        name="talkDue"
        bucket={work.talkDue}
        places={places}
        tone="neutral"
        when={({ on }) => f.since(on)}
        action={({ clientId, name }) => (
          <To to={`${file(clientId)}/assessment`} label={t('clients:today.lead')} of={name} />
        )}
      />
    </>
  )
}

/** Lists of what else is due. */
function Beside({ work, places, today }: PartProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { file } = places
  return (
    <>
      <Tasks name="tasks" bucket={work.tasks} places={places} today={today} />
      <Days
        name="expiring"
        bucket={work.expiring}
        places={places}
        tone={({ on }) => (on < today ? 'danger' : 'warn')}
        when={({ on }) => f.inDays(on)}
        action={({ clientId, name }) => (
          <To to={`${file(clientId)}/permit`} label={t('clients:today.extend')} of={name} />
        )}
      />
      <Days
        name="referrals"
        bucket={work.referrals}
        places={places}
        tone="info"
        when={({ on }) => f.inDays(on)}
        why={({ organisation }) => organisation}
        action={({ clientId, referralId, name }) => (
          <>
            <To to={`${file(clientId)}/referral`} label={t('clients:today.ask')} of={name} />
            <To
              to={`${file(clientId)}/referral?end=${referralId}`}
              label={t('clients:today.endReferral')}
              of={name}
            />
          </>
        )}
      />
      <Days
        name="steps"
        bucket={work.steps}
        places={places}
        tone={({ on }) => (on < today ? 'warn' : 'info')}
        when={({ on }) => f.inDays(on)}
        why={({ what, more }) => (
          <>
            {what} {more > 0 ? t('clients:today.moreSteps', { count: more }) : ''}
          </>
        )}
        action={({ clientId, name }) => (
          <To to={`${file(clientId)}/plan`} label={t('clients:today.tick')} of={name} />
        )}
      />
      <Days
        name="unsigned"
        bucket={work.unsigned}
        places={places}
        tone="info"
        when={({ on }) => f.since(on)}
        action={({ clientId, name }) => (
          <To to={`${file(clientId)}/plan/sign`} label={t('clients:today.sign')} of={name} />
        )}
      />
      <Days
        name="uninformed"
        bucket={work.uninformed}
        places={places}
        tone={({ on }) => (on < today ? 'warn' : 'info')}
        when={({ on }) => f.since(on)}
        action={({ clientId, name }) => (
          <To to={`${file(clientId)}/intake?form=notice`} label={t('clients:today.inform')} of={name} />
        )}
      />
    </>
  )
}

/** What comes when today is done: the next appointment, or where the city's cases stand for somebody who leads none. */
function AfterToday({
  shell,
  work,
  page,
}: Pick<TodayViewProps, 'shell' | 'work'> & { page: (clientId: string) => string }): ReactNode {
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
