import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { LinkButton } from '../kit/button.tsx'
import { Columns, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { Timeline } from '../kit/timeline.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { Way } from '../kit/way.tsx'
import { ClientBanner } from './client-banner.tsx'
import {
  AssessmentPanel,
  ContactPanel,
  LeadPanel,
  NextPanel,
  PermitPanel,
  PlanPanel,
  WorkPanel,
} from './client-panels.tsx'
import type { Overview, StreamEntry } from './overview.server.ts'
import type { ClientHead } from './queries.server.ts'
import { iconOf, type NextStep, type Way as Stations } from './rules.ts'

export interface ClientViewProps {
  head: ClientHead
  overview: Overview
  way: Stations
  step: NextStep | undefined
  stream: StreamEntry[]
  shell: { city: { slug: string }; today: string }
  /** Whether this role records talks, or only looks. */
  mayRecord: boolean
  /** Whether this role sees who opened the file. */
  maySeeAccess: boolean
  /** Of other rooms: what the banner says beside the facts, and the panels after the next step. */
  marks?: ReactNode | undefined
  intake?: ReactNode | undefined
  /** Panels of other rooms. */
  children?: ReactNode | undefined
}

/** Left: who and where things stand. Right: the one stream of what happened. */
export function ClientView(props: ClientViewProps): ReactNode {
  const { head, overview, way, step, shell, mayRecord, maySeeAccess } = props
  const { t } = useWords()
  const base = `/c/${shell.city.slug}/clients/${head.clientId}`
  const panel = { overview, base, today: shell.today, mayRecord }
  return (
    <Stack>
      <ClientBanner
        head={head}
        shell={shell}
        marks={props.marks}
        actions={mayRecord ? <Steps step={step} overview={overview} base={base} /> : undefined}
      />
      <h1 className="kern-sr-only">{t('clients:page.title')}</h1>
      <ClientWay way={way} />
      <Columns>
        <Stack>
          <NextPanel {...panel} />
          {props.intake}
          <PlanPanel {...panel} />
          <AssessmentPanel {...panel} />
          <PermitPanel {...panel} title={head.title} />
          <WorkPanel {...panel} />
          <ContactPanel head={head} />
          {mayRecord ? (
            <LeadPanel head={head} base={base} slug={shell.city.slug} maySeeAccess={maySeeAccess} />
          ) : null}
          {props.children}
        </Stack>
        <Stream {...props} />
      </Columns>
    </Stack>
  )
}

/** The one thing to do next, and beside it the booked talk when that is something else. */
function Steps({
  step,
  overview: { talk },
  base,
}: Pick<ClientViewProps, 'step' | 'overview'> & { base: string }): ReactNode {
  const { t } = useWords()
  const talkPage = talk && `${base}/appointments/${talk.appointmentId}`
  const pages: Record<NextStep, string> = {
    assess: `${base}/assessment`,
    plan: `${base}/plan/edit`,
    sign: `${base}/plan/sign`,
    book: `${base}/appointments/new`,
    talk: talkPage ?? base,
  }
  return (
    <>
      {talkPage && step !== 'talk' ? (
        <LinkButton small to={talkPage}>
          {t('clients:step.talk')}
        </LinkButton>
      ) : null}
      {step ? (
        <LinkButton small kind="primary" to={pages[step]}>
          {t(`clients:step.${step}`)}
        </LinkButton>
      ) : null}
    </>
  )
}

function ClientWay({ way }: { way: Stations }): ReactNode {
  const { t } = useWords()
  const current = way.findIndex(
    (step, index) => !step.reached && way.slice(index).every((later) => !later.reached),
  )
  return (
    <Way
      steps={way.map(({ station, reached, count }, index) => ({
        key: station,
        label: t(`clients:way.${station}`),
        state: reached ? 'done' : index === current ? 'current' : 'open',
        note: count ? String(count) : undefined,
      }))}
    />
  )
}

function Stream({ stream, shell }: ClientViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(shell.today)
  const said = ({ kind, words }: StreamEntry): ReactNode => {
    const when = words.when ? { when: f.dayTime(String(words.when)) } : {}
    const until = words.until ? { until: f.date(String(words.until)) } : {}
    return t(`clients:timeline.${kind}`, { ...words, ...when, ...until })
  }
  return (
    <Section title={t('clients:page.stream')}>
      {stream.length === 0 ? (
        <EmptyState title={t('clients:page.streamEmpty')} />
      ) : (
        <Timeline
          label={t('clients:page.stream')}
          entries={stream.map((entry) => ({
            id: String(entry.id),
            at: entry.occurredOn,
            date: f.shortDate(entry.occurredOn),
            icon: iconOf(entry.kind),
            what: said(entry),
            by: entry.by,
            children:
              entry.kind === 'no-show' ? <Badge tone="warn">{t('clients:page.missed')}</Badge> : undefined,
          }))}
        />
      )}
    </Section>
  )
}
