import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { PickForm } from '../kit/form/pick-form.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { onTheWall } from '../kit/format.ts'
import { Link } from '../kit/link.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { FiguresTable } from './figures-table.tsx'
import type { RegionReport, RegionRun } from './queries.server.ts'
import { baseOf, type Period, QUESTIONS, type Question } from './rules.ts'
import { RunStatus, usePeriodName } from './run-status.tsx'
import { ShareDots } from './share-dots.tsx'

interface RegionViewProps {
  region: { name: string }
  period: Period
  periods: readonly Period[]
  question: Question
  report: RegionReport
  /** ISO date. */
  today: string
}

/** A region's cities side by side, one question at a time. */
export function RegionView({ region, period, periods, question, report, today }: RegionViewProps): ReactNode {
  const { t } = useWords()
  const nameOf = usePeriodName()
  const { running, latest, failed } = report
  // A year asked for by address is offered too, so that the choice shows what the page shows.
  const offered = periods.includes(period) ? periods : [...periods, period]
  return (
    <Stack>
      <PageHeader
        title={t('region:of', { region: region.name })}
        sub={latest ? <CountedOn run={latest} period={period} today={today} /> : undefined}
        action={
          running ? undefined : <CountForm period={period} question={question} counted={latest !== null} />
        }
      />
      <PickForm
        name="period"
        label={t('region:period')}
        value={String(period)}
        options={offered.map((known) => ({ value: String(known), label: nameOf(known) }))}
        submit={t('region:show')}
        keep={{ question }}
      />
      {running ? <RunStatus running={running} period={period} /> : null}
      {failed && !running ? (
        <Alert tone="warn" title={t('region:failed')}>
          {t('region:failedHelp')}
        </Alert>
      ) : null}
      {latest ? (
        <Counted run={latest} period={period} question={question} today={today} />
      ) : running ? null : (
        <EmptyState title={t('region:none')}>{t('region:noneHelp')}</EmptyState>
      )}
    </Stack>
  )
}

function CountedOn({ run, period, today }: { run: RegionRun; period: Period; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const nameOf = usePeriodName()
  const { from, to, finishedAt } = run
  const span = from ? `${nameOf(period)} (${f.date(from)}–${f.date(to)})` : nameOf(period)
  const { date } = onTheWall(finishedAt)
  return t('region:counted', { period: span, date: f.date(date), time: f.time(finishedAt) })
}

interface CountedProps {
  run: RegionRun
  period: Period
  question: Question
  today: string
}

function Counted({ run, period, question, today }: CountedProps): ReactNode {
  const { t } = useWords()
  const { cities } = run
  return (
    <>
      <Late run={run} today={today} />
      <Questions period={period} question={question} />
      <ShareDots
        question={question}
        baseLabel={t(`reports:measure.${baseOf(question)}`)}
        cities={cities}
        today={today}
      />
      <p className="k-quiet">{t('region:cohort')}</p>
      <FiguresTable cities={cities} today={today} />
    </>
  )
}

/** One question at a time: the others are a link away. */
function Questions({ period, question: shown }: Pick<CountedProps, 'period' | 'question'>): ReactNode {
  const { t } = useWords()
  return (
    <nav aria-label={t('region:questions')}>
      <ul className="k-tabs">
        {QUESTIONS.map((question) => (
          <li key={question}>
            <Link
              to={`/region?period=${period}&question=${question}`}
              className="k-tabs__one"
              aria-current={question === shown ? 'true' : undefined}
              keepScroll
            >
              {t(`region:question.${question}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Late({ run, today }: { run: RegionRun; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const late = run.cities.filter((city) => city.late)
  if (late.length === 0) return null
  return (
    <Alert tone="warn" title={t('region:late')}>
      {late.map(({ slug, name, figuresOf }) => (
        <p key={slug}>
          {figuresOf
            ? t('region:lateOf', { city: name, date: f.shortDate(figuresOf) })
            : t('region:lateNever', { city: name })}
        </p>
      ))}
    </Alert>
  )
}

function CountForm({
  period,
  question,
  counted,
}: Pick<CountedProps, 'period' | 'question'> & { counted: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <Form method="post" action="/region">
      <input type="hidden" name="period" value={period} />
      <input type="hidden" name="question" value={question} />
      <SubmitButton>{t(counted ? 'region:again' : 'region:first')}</SubmitButton>
    </Form>
  )
}
