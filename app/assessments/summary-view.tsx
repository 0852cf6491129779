import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { Columns, PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { PrintButton } from '../kit/print-button.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { DistanceChart } from './distance-chart.tsx'
import { FunderList } from './funder-list.tsx'
import { ProposalList, type ShownProposal } from './proposal-list.tsx'
import type { TalkView } from './queries.server.ts'
import { distanceTravelled } from './rules/distance.ts'
import type { FunderLine } from './rules/funder.ts'
import './summary.css'
import { TalkSummary } from './talk-summary.tsx'
import { TalksOverTime } from './talks-over-time.tsx'

interface SummaryViewProps {
  talks: TalkView[]
  proposals: readonly ShownProposal[]
  funder: FunderLine[]
  hasPlan: boolean
  /** ISO date; null without a talk. */
  nextDue: string | null
  /** ISO date. */
  today: string
  /** Address of the client's page. */
  base: string
}

/** The end of a talk: what was said, what is missing, what follows from it, and the way so far. */
export function SummaryView(props: SummaryViewProps): ReactNode {
  const { talks, proposals, funder, hasPlan, nextDue, today, base } = props
  const { t } = useWords()
  const f = useFormat(today)
  const [last] = talks
  if (!last)
    return (
      <Stack>
        <PageHeader title={t('assessments:summary.title')} />
        <EmptyState title={t('assessments:summary.none')}>
          <LinkButton kind="primary" to={`${base}/assessment`}>
            {t('assessments:summary.start')}
          </LinkButton>
        </EmptyState>
        <Section title={t('assessments:funder.title')}>
          <FunderList lines={funder} file={base} />
        </Section>
      </Stack>
    )
  return (
    <>
      <PageHeader
        title={t('assessments:summary.title')}
        sub={nextDue ? t('assessments:summary.nextDue', { date: f.date(nextDue) }) : undefined}
        action={
          <>
            <PrintButton>{t('assessments:summary.print')}</PrintButton>
            <LinkButton to={`${base}/assessment`}>{t('assessments:summary.again')}</LinkButton>
            <LinkButton kind="primary" to={`${base}/plan/edit`}>
              {t(hasPlan ? 'assessments:summary.toChangedPlan' : 'assessments:summary.toPlan')}
            </LinkButton>
          </>
        }
      />
      <Columns wide="start">
        <Section title={t('assessments:finish.readOut')}>
          <WhoAndWhen talk={last} today={today} />
          <TalkSummary said={last} today={today} />
        </Section>
        <div>
          <Section title={t('assessments:summary.proposals')} count={proposals.length}>
            <p className="talk-proposals__help">{t('assessments:summary.proposalsHelp')}</p>
            <ProposalList proposals={proposals} />
          </Section>
          <Section title={t('assessments:funder.title')}>
            <FunderList lines={funder} file={base} />
          </Section>
        </div>
      </Columns>
      <Section title={t('assessments:summary.overTime')} count={talks.length}>
        <DistanceChart series={distanceTravelled(talks)} today={today} />
        {talks.length > 1 ? <TalksOverTime talks={talks} today={today} /> : null}
      </Section>
    </>
  )
}

function WhoAndWhen({ talk, today }: { talk: TalkView; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const date = f.date(talk.occurredOn)
  const led = talk.conductedByName
    ? t('assessments:summary.led', { date, name: talk.conductedByName })
    : t('assessments:summary.ledUnknown', { date })
  const typed =
    talk.recordedByName === talk.conductedByName
      ? ''
      : `, ${t('assessments:summary.typed', { name: talk.recordedByName })}`
  return <p className="talk-summary__who">{`${led}${typed}`}</p>
}
