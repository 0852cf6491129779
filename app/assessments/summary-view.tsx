import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { Columns, PageHeader, Section } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { ProposalList } from './proposal-list.tsx'
import type { TalkView } from './queries.server.ts'
import type { Proposal } from './rules/proposals.ts'
import './summary.css'
import { TalkSummary } from './talk-summary.tsx'
import { TalksOverTime } from './talks-over-time.tsx'

interface SummaryViewProps {
  talks: TalkView[]
  proposals: Proposal[]
  hasPlan: boolean
  /** ISO date. */
  today: string
  /** Address of the client's page. */
  base: string
}

/** The end of a talk: what was said, what follows from it, and how it was before. */
export function SummaryView({ talks, proposals, hasPlan, today, base }: SummaryViewProps): ReactNode {
  const { t } = useWords()
  const [last] = talks
  if (!last)
    return (
      <>
        <PageHeader title={t('assessments:summary.title')} />
        <EmptyState title={t('assessments:summary.none')}>
          <LinkButton kind="primary" to={`${base}/assessment`}>
            {t('assessments:summary.start')}
          </LinkButton>
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHeader
        title={t('assessments:summary.title')}
        action={
          <>
            <LinkButton to={`${base}/assessment`}>{t('assessments:summary.again')}</LinkButton>
            <LinkButton kind="primary" to={`${base}/plan/edit`}>
              {t(hasPlan ? 'assessments:summary.toChangedPlan' : 'assessments:summary.toPlan')}
            </LinkButton>
          </>
        }
      />
      <Columns>
        <Section title={t('assessments:summary.readOut')}>
          <TalkSummary talk={last} today={today} />
        </Section>
        <Section title={t('assessments:summary.proposals')} count={proposals.length}>
          <p className="talk-proposals__help">{t('assessments:summary.proposalsHelp')}</p>
          <ProposalList proposals={proposals} />
        </Section>
      </Columns>
      {talks.length > 1 ? (
        <Section title={t('assessments:summary.overTime')} count={talks.length}>
          <TalksOverTime talks={talks} today={today} />
        </Section>
      ) : null}
    </>
  )
}
