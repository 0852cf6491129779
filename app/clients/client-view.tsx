import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { Columns, Stack } from '../kit/page.tsx'
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
import type { ClientPage, Overview } from './overview.server.ts'
import type { ClientHead } from './queries.server.ts'
import type { NextStep, Way as Stations } from './rules.ts'
import { Stream } from './stream.tsx'

export interface ClientViewProps {
  head: ClientHead
  overview: Overview
  way: Stations
  step: NextStep | undefined
  stream: ClientPage['stream']
  shell: { city: { slug: string }; today: string }
  /** Whether this role records talks, or only looks. */
  mayRecord: boolean
  /** Whether this role sees who opened the file. */
  maySeeAccess: boolean
  /** Of other rooms: what the banner says beside the facts, what is to be done first, and the panels after the next step. */
  marks?: ReactNode | undefined
  tasks?: ReactNode | undefined
  intake?: ReactNode | undefined
  /** Which acts this role records, and may take back. */
  mayUndo: readonly string[]
  /** Panels of other rooms. */
  children?: ReactNode | undefined
}

/** Left: who and where things stand. Right: the one stream of what happened. */
export function ClientView(props: ClientViewProps): ReactNode {
  const { head, overview, way, step, stream, shell, mayRecord, maySeeAccess, mayUndo } = props
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
          {props.tasks}
          <NextPanel {...panel} needsInterpreter={head.interpreter} />
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
        <Stream stream={stream} base={base} today={shell.today} may={mayUndo} />
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
