import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge, type Tone } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { PageHeader, Section } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { WordKey } from '../kit/words.ts'
import { PlanSteps } from './plan-steps.tsx'
import { PlanText } from './plan-text.tsx'
import { END_REASONS } from './rules/ending.ts'
import { isOpen, isSignable, type VersionState } from './rules/states.ts'
import type { PlanSheet, VersionLine } from './sheet.server.ts'
import { SignatureCards } from './signature-cards.tsx'
import { SigningWays } from './signing-ways.tsx'

export interface PlanViewProps {
  sheet: PlanSheet
  /** ISO instant of the booked talk. */
  nextTalk: string | null
  today: string
  /** Address of the plan. */
  base: string
  /** What became of the last thing that was asked for. */
  problem: WordKey | undefined
  /** A link was asked for just now. */
  linkAsked: boolean
}

/** The version that is newest but for withdrawn ones: what is shown unless another is asked for. */
const newestOf = ({ versions }: PlanSheet): number | undefined =>
  (versions.find(({ state }) => state !== 'void') ?? versions[0])?.version

/** A version of the plan: where it stands and what can be done about it, its steps, its signatures, the versions before. */
export function PlanPage(props: PlanViewProps): ReactNode {
  const { sheet, today, base, problem, linkAsked } = props
  const { t } = useWords()
  const f = useFormat(today)
  const isNewest = newestOf(sheet) === sheet.version
  const lives = isNewest && sheet.endedOn === null
  const { state } = sheet
  return (
    <>
      <PageHeader
        title={t('work-plans:title')}
        sub={t('work-plans:made', {
          version: sheet.version,
          date: f.date(sheet.madeOn),
          name: sheet.madeByName,
        })}
        action={
          <>
            <LinkButton to={`${base}.pdf?version=${sheet.version}`} icon="download" reloadDocument>
              {t('work-plans:ways.print')}
            </LinkButton>
            {lives ? (
              <LinkButton to={`${base}/edit`} icon="edit">
                {t('work-plans:change')}
              </LinkButton>
            ) : null}
            {lives && isSignable(state) ? (
              <LinkButton kind="primary" to={`${base}/sign`}>
                {t('work-plans:sign')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className="plan-page">
        {problem ? <Alert tone="danger" title={t(problem)} /> : null}
        {linkAsked && !problem ? <Alert tone="ok" title={t('work-plans:ways.linkAsked')} /> : null}
        {sheet.intact ? null : (
          <Alert tone="danger" title={t('work-plans:broken')}>
            {t('work-plans:brokenHelp')}
          </Alert>
        )}
        <PlanStatus {...props} isNewest={isNewest} />
        {lives && isOpen(state) ? <SigningWays {...props} /> : null}
        <PlanBody {...props} />
        {state === 'draft' ? null : <Signatures sheet={sheet} today={today} base={base} />}
        {sheet.versions.length > 1 ? (
          <Section title={t('work-plans:versions')} count={sheet.versions.length}>
            <Versions sheet={sheet} today={today} base={base} />
          </Section>
        ) : null}
        {lives && state === 'in-force' ? <Ending sheet={sheet} base={base} /> : null}
      </div>
    </>
  )
}

/** What both work through, while the version is in force; else the words alone. */
function PlanBody({ sheet, today, base }: PlanViewProps): ReactNode {
  const { t } = useWords()
  if (sheet.state !== 'in-force') return <PlanText plan={sheet} today={today} />
  return (
    <>
      <p className="plan__target">
        <span className="plan__target-label">{t('work-plans:target')}</span>
        <strong>{sheet.targetJob}</strong>
        {sheet.rhythmWeeks ? (
          <span className="plan__target-label">{t('work-plans:rhythm', { weeks: sheet.rhythmWeeks })}</span>
        ) : null}
      </p>
      <Section title={t('work-plans:steps.ofPlan')}>
        <PlanSteps planId={sheet.planId} plan={sheet} marks={sheet.marks} today={today} base={base} />
      </Section>
    </>
  )
}

function Signatures({ sheet, today, base }: { sheet: PlanSheet; today: string; base: string }): ReactNode {
  const { t } = useWords()
  return (
    <Section title={t('work-plans:signatures')}>
      <SignatureCards
        signatures={sheet.signatures}
        today={today}
        documents={base.replace(/plan$/, 'documents')}
      />
      <p className="plan-page__seal">{t('work-plans:seal', { hash: sheet.hash })}</p>
    </Section>
  )
}

const ALERTS = {
  draft: 'info',
  offered: 'warn',
  'partly-signed': 'warn',
  'in-force': 'ok',
  superseded: 'info',
  ended: 'info',
  void: 'info',
} as const satisfies Record<VersionState, 'info' | 'warn' | 'ok'>

function PlanStatus({
  sheet,
  nextTalk,
  today,
  base,
  isNewest,
}: PlanViewProps & { isNewest: boolean }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { version, state, inForceOn, endedOn, endReason, countsInstead } = sheet
  const title = t(`work-plans:status.${state}`, {
    version,
    date: f.date((state === 'ended' ? endedOn : inForceOn) ?? today),
  })
  return (
    <Alert tone={ALERTS[state]} title={title}>
      {state === 'ended' && endReason ? <p>{t(`work-plans:end.${endReason}`)}</p> : null}
      {isNewest && (state === 'offered' || state === 'draft') && countsInstead === null ? (
        <p>{t('work-plans:waitsFirst')}</p>
      ) : null}
      {isOpen(state) && countsInstead !== null ? (
        <p>
          {t('work-plans:waitsHelp', { counts: countsInstead })}{' '}
          <TextLink to={`${base}?version=${countsInstead}`}>{t('work-plans:toCounting')}</TextLink>
        </p>
      ) : null}
      {state === 'in-force' ? (
        <p>
          {nextTalk ? t('work-plans:nextTalk', { when: f.dayTime(nextTalk) }) : t('work-plans:nextTalkNone')}
        </p>
      ) : null}
      {isNewest ? null : <TextLink to={base}>{t('work-plans:toNewest')}</TextLink>}
      {state === 'ended' && isNewest ? (
        <Form method="post">
          <input type="hidden" name="intent" value="resume" />
          <input type="hidden" name="planId" value={sheet.planId} />
          <SubmitButton small kind="tertiary">
            {t('work-plans:end.resume')}
          </SubmitButton>
        </Form>
      ) : null}
    </Alert>
  )
}

const TONES = {
  draft: 'neutral',
  offered: 'warn',
  'partly-signed': 'warn',
  'in-force': 'ok',
  superseded: 'neutral',
  ended: 'neutral',
  void: 'neutral',
} as const satisfies Record<VersionState, Tone>

const Versions = ({ sheet, today, base }: { sheet: PlanSheet; today: string; base: string }): ReactNode => (
  <ol className="plan-versions">
    {sheet.versions.map((one) => (
      <VersionRow
        key={one.version}
        one={one}
        shown={one.version === sheet.version}
        today={today}
        base={base}
      />
    ))}
  </ol>
)

function VersionRow({
  one,
  shown,
  today,
  base,
}: {
  one: VersionLine
  shown: boolean
  today: string
  base: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const name = t('work-plans:version', { version: one.version })
  const half = one.signedBy[0]
  return (
    <li className="plan-versions__one">
      {shown ? (
        <strong aria-current="true">{name}</strong>
      ) : (
        <TextLink strong to={`${base}?version=${one.version}`}>
          {name}
        </TextLink>
      )}
      <span>{t('work-plans:versionLine', { date: f.date(one.madeOn), name: one.madeByName })}</span>
      <Badge tone={TONES[one.state]}>
        {one.state === 'partly-signed' && half
          ? t(`work-plans:signedBy.${half}`)
          : t(`work-plans:state.${one.state}`)}
      </Badge>
    </li>
  )
}

/** Ends the plan: quiet, at the end of the page, with its reason. */
function Ending({ sheet, base }: { sheet: PlanSheet; base: string }): ReactNode {
  const { t } = useWords()
  return (
    <details className="k-fold">
      <summary>{t('work-plans:end.open')}</summary>
      <Form method="post" action={base} className="k-stack">
        <input type="hidden" name="intent" value="end" />
        <input type="hidden" name="planId" value={sheet.planId} />
        <p>{t('work-plans:end.help')}</p>
        <SelectField
          field={{ ...plainField('reason'), required: true }}
          label={t('work-plans:end.reason')}
          options={END_REASONS.map((value) => ({ value, label: t(`work-plans:end.${value}`) }))}
        />
        <SubmitButton kind="secondary">{t('work-plans:end.submit')}</SubmitButton>
      </Form>
    </details>
  )
}
