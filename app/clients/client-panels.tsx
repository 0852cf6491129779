import type { ReactNode } from 'react'
import { toneOfReply } from '../follow-ups/rules/replies.ts'
import { isRule } from '../follow-ups/rules/settle.ts'
import { Badge } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Panel } from '../kit/panel.tsx'
import { ProgressBar } from '../kit/progress-bar.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { progressOf, type StepState } from '../work-plans/rules/steps.ts'
import type { Overview } from './overview.server.ts'
import type { ClientHead } from './queries.server.ts'
import { toneOfReminder } from './rules.ts'

interface PanelProps {
  overview: Overview
  base: string
  today: string
  mayRecord: boolean
}

export function NextPanel({
  overview,
  base,
  today,
  mayRecord,
  needsInterpreter,
}: PanelProps & { needsInterpreter: boolean }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { talk, window, reminders, plan, hold } = overview
  const rests = hold && hold.until >= today ? hold : null
  return (
    <Panel
      title={t('clients:page.next')}
      action={
        mayRecord && !talk && window ? (
          <TextLink to={`${base}/appointments/new`}>{t('clients:page.book')}</TextLink>
        ) : undefined
      }
    >
      {!talk && !window ? (
        <p>{t(plan?.inForceOn ? 'clients:page.noTalk' : 'clients:page.nothingNext')}</p>
      ) : null}
      {rests ? (
        <p>
          <Badge tone="info">
            {rests.from <= today
              ? t('follow-ups:hold.runs', { date: f.date(rests.until) })
              : t('follow-ups:hold.runsFrom', { from: f.date(rests.from), to: f.date(rests.until) })}
          </Badge>
        </p>
      ) : null}
      {!talk && window ? (
        <p>{t('clients:page.windowOpen', { span: f.span(window.from, window.to) })}</p>
      ) : null}
      {talk ? (
        <DefinitionList
          facts={[
            {
              term: t('clients:page.talk'),
              value: (
                <TextLink strong to={`${base}/appointments/${talk.appointmentId}`}>
                  {f.dayTime(talk.startsAt)}
                </TextLink>
              ),
            },
            { term: t('clients:page.place'), value: talk.place },
            {
              term: t('follow-ups:interpreters.with'),
              value:
                talk.interpreter || needsInterpreter ? <Interpreting interpreter={talk.interpreter} /> : null,
            },
            {
              term: t('clients:page.reply'),
              value: talk.reply && (
                <Badge tone={toneOfReply(talk.reply)}>{t(`follow-ups:reply.${talk.reply}`)}</Badge>
              ),
            },
            { term: t('clients:page.window'), value: window && f.span(window.from, window.to) },
            ...reminders.map(({ kind, state, at }) => ({
              term: t(`clients:reminder.${kind}`),
              value: (
                <>
                  <Badge tone={toneOfReminder(state)}>{t(`clients:reminderState.${state}`)}</Badge>{' '}
                  {at ? f.dayTime(at) : ''}
                </>
              ),
            })),
          ]}
        />
      ) : null}
      <Groups overview={overview} base={base} today={today} />
      {window ? <Why window={window} today={today} /> : null}
      {mayRecord && window ? (
        <TextLink to={`${base}/hold`}>
          {t(rests ? 'follow-ups:hold.manage' : 'follow-ups:hold.link')}
        </TextLink>
      ) : null}
    </Panel>
  )
}

function Interpreting({
  interpreter,
}: {
  interpreter: NonNullable<Overview['talk']>['interpreter']
}): ReactNode {
  const { t } = useWords()
  if (!interpreter) return <Badge tone="warn">{t('follow-ups:interpreters.nobodyYet')}</Badge>
  const { name, agreed } = interpreter
  return (
    <>
      {name}{' '}
      <Badge tone={agreed ? 'ok' : 'warn'}>
        {t(agreed ? 'follow-ups:interpreters.agreed' : 'follow-ups:interpreters.asked')}
      </Badge>
    </>
  )
}

/** Groups stand beside the talk: none of them takes its place. */
function Groups({ overview: { groups }, base, today }: Omit<PanelProps, 'mayRecord'>): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (groups.length === 0) return null
  return (
    <DefinitionList
      facts={groups.map(({ appointmentId, title, startsAt }) => ({
        term: f.dayTime(startsAt),
        value: (
          <TextLink to={`${base}/appointments/${appointmentId}`}>
            {t('follow-ups:groups.named', { title })}
          </TextLink>
        ),
      }))}
    />
  )
}

/** Why the talk is due when it is, and that it is overdue: a hold hides neither. */
function Why({ window, today }: { window: NonNullable<Overview['window']>; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <>
      {window.to < today ? (
        <p>
          <Badge tone="danger">{t('follow-ups:hold.overdueSince', { date: f.date(window.to) })}</Badge>
        </p>
      ) : null}
      {isRule(window.rule) ? <p className="k-quiet">{t(`follow-ups:rule.${window.rule}`)}</p> : null}
    </>
  )
}

export function PlanPanel({ overview, base, today, mayRecord }: PanelProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { plan, assessment } = overview
  // A plan answers what was said in the talk: before it there is none to draw up.
  const action =
    mayRecord && plan ? (
      <TextLink to={`${base}/plan`}>{t('clients:page.planShow')}</TextLink>
    ) : mayRecord && assessment ? (
      <TextLink to={`${base}/plan/edit`}>{t('clients:page.planMake')}</TextLink>
    ) : undefined
  return (
    <Panel title={t('clients:page.plan')} action={action}>
      {plan ? (
        <>
          <p>
            <Badge tone={plan.state === 'in-force' ? 'ok' : 'warn'}>
              {t(`clients:page.planState.${plan.state}`)}
            </Badge>{' '}
            {plan.targetJob}
          </p>
          {plan.state === 'in-force' ? <Progress steps={plan.steps} /> : null}
          <ol className="k-steps">
            {plan.steps.map((step) => (
              <li key={step.what} className={`k-steps__${step.state}`}>
                {step.what}
                {step.state === 'open' ? null : (
                  <span className="kern-sr-only"> ({t(`clients:page.stepState.${step.state}`)})</span>
                )}
                {step.until && step.state === 'open' ? (
                  <span className="k-quiet">
                    {' '}
                    {t('clients:page.stepUntil', { date: f.shortDate(step.until) })}
                  </span>
                ) : null}
              </li>
            ))}
          </ol>
        </>
      ) : (
        <p>{t(assessment ? 'clients:page.planNone' : 'clients:page.planLater')}</p>
      )}
    </Panel>
  )
}

function Progress({ steps }: { steps: readonly { state: StepState }[] }): ReactNode {
  const { t } = useWords()
  const { done, of } = progressOf(steps)
  return of > 0 ? <ProgressBar label={t('clients:page.planSteps')} value={done} max={of} /> : null
}

export function AssessmentPanel({ overview, base, today, mayRecord }: PanelProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { assessment, talkBegun } = overview
  const label = t(
    talkBegun !== null
      ? 'clients:page.assessmentGoOn'
      : assessment
        ? 'clients:page.assessmentAgain'
        : 'clients:page.assessmentStart',
  )
  return (
    <Panel
      title={t('clients:page.assessment')}
      action={mayRecord ? <TextLink to={`${base}/assessment`}>{label}</TextLink> : undefined}
    >
      {assessment ? (
        <DefinitionList
          facts={[
            {
              term: t('clients:page.german'),
              value: [assessment.germanOral, assessment.germanWritten]
                .map((level) => level?.toUpperCase() ?? '–')
                .join(' / '),
            },
            {
              term: t('clients:page.motivation'),
              value:
                assessment.motivation === null
                  ? null
                  : t('clients:page.of', { value: assessment.motivation, max: 5 }),
            },
            {
              term: t('clients:page.when'),
              value: mayRecord ? (
                <TextLink to={`${base}/assessment/summary`}>{f.date(assessment.occurredOn)}</TextLink>
              ) : (
                f.date(assessment.occurredOn)
              ),
            },
            { term: t('clients:page.assessmentDue'), value: f.date(assessment.dueOn) },
          ]}
        />
      ) : (
        <p>{t('clients:page.assessmentNone')}</p>
      )}
      {talkBegun === null ? null : (
        <p className="k-quiet">{t('clients:page.assessmentBegun', { done: talkBegun })}</p>
      )}
    </Panel>
  )
}

export function PermitPanel({
  overview,
  base,
  today,
  mayRecord,
  title,
}: PanelProps & { title: ClientHead['title'] }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Panel
      title={t('clients:page.permit')}
      action={
        mayRecord ? <TextLink to={`${base}/permit`}>{t('clients:page.permitManage')}</TextLink> : undefined
      }
    >
      {title ? (
        <DefinitionList
          facts={[
            { term: t('clients:page.paper'), value: title.wording },
            {
              term: t('clients:page.permitUntil'),
              value: title.validUntil && `${f.date(title.validUntil)} (${f.inDays(title.validUntil)})`,
            },
            {
              term: t('clients:page.permitOpen'),
              value: overview.extensionAppliedOn && f.date(overview.extensionAppliedOn),
            },
          ]}
        />
      ) : (
        <p>{t('clients:page.permitNone')}</p>
      )}
    </Panel>
  )
}

export function WorkPanel({ overview, base, today }: PanelProps): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat(today)
  return (
    <Panel
      title={t('clients:page.work')}
      action={<TextLink to={`${base}/placement`}>{t('clients:page.workAdd')}</TextLink>}
    >
      {overview.placements.length === 0 ? <p>{t('clients:page.workNone')}</p> : null}
      <ul className="k-plain">
        {overview.placements.map(({ id, jobTitle, employer, fullTime, hours, from, until }) => (
          <li key={id}>
            <strong>{jobTitle}</strong>, {employer} –{' '}
            {t(fullTime ? 'clients:page.fullTime' : 'clients:page.partTime', {
              hours: String(hours).replace('.', locale === 'de' ? ',' : '.'),
            })}
            ,{' '}
            {until
              ? t('clients:page.until', { from: f.date(from), until: f.date(until) })
              : t('clients:page.since', { date: f.date(from) })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Whose case it is, who sees the file, and how it changes hands. */
export function LeadPanel({
  head,
  base,
  slug,
  maySeeAccess,
}: {
  head: ClientHead
  base: string
  slug: string
  /** Whether this role sees who opened the file. */
  maySeeAccess: boolean
}): ReactNode {
  const { t } = useWords()
  return (
    <Panel
      title={t('clients:page.lead')}
      action={<TextLink to={`/c/${slug}/caseload`}>{t('clients:page.handOver')}</TextLink>}
    >
      <DefinitionList
        facts={[
          { term: t('clients:page.leadName'), value: head.leadName ?? t('clients:page.leadNone') },
          {
            term: t('clients:page.whoSees'),
            value: (
              <TextLink to={`${base}/restriction`}>
                {t(head.restricted ? 'clients:page.accessNamed' : 'clients:page.accessAll')}
              </TextLink>
            ),
          },
          {
            term: t('clients:page.access'),
            value: maySeeAccess ? (
              <TextLink to={`${base}/access`}>{t('clients:page.accessShow')}</TextLink>
            ) : null,
          },
        ]}
      />
    </Panel>
  )
}

export function ContactPanel({ head }: { head: ClientHead }): ReactNode {
  const { t } = useWords()
  return (
    <Panel title={t('clients:page.contact')}>
      {head.phone || head.email ? (
        <DefinitionList
          facts={[
            {
              term: t('clients:page.phone'),
              value: head.phone && (
                <a className="k-link" href={`tel:${head.phone}`}>
                  {head.phone}
                </a>
              ),
            },
            {
              term: t('clients:page.email'),
              value: head.email && (
                <a className="k-link" href={`mailto:${head.email}`}>
                  {head.email}
                </a>
              ),
            },
          ]}
        />
      ) : (
        <p>{t('clients:page.noContact')}</p>
      )}
    </Panel>
  )
}
