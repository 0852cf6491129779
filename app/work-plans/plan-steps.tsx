import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Row, Stack } from '../kit/page.tsx'
import { ProgressBar } from '../kit/progress-bar.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { isOverdue, progressOf, type StandingStep, type StepMark, standingGoals } from './rules/steps.ts'
import type { PlanContent } from './rules.ts'
import './plan-steps.css'

interface PlanStepsProps {
  planId: string
  plan: PlanContent
  marks: readonly StepMark[]
  today: string
  /** Address of the plan, which takes what is ticked off. */
  base: string
  /** The follow-up in which it is ticked off; the page comes back to it. */
  appointmentId?: string | undefined
}

/** The steps of a plan in force: how far both have come, and each to be ticked off, dropped or opened again. */
export function PlanSteps(props: PlanStepsProps): ReactNode {
  const { t } = useWords()
  const goals = standingGoals(props.plan, props.marks)
  const { done, of } = progressOf(goals.flatMap(({ steps }) => steps))
  return (
    <div className="plan-steps">
      {of > 0 ? <ProgressBar label={t('work-plans:steps.title')} value={done} max={of} /> : null}
      <ol className="plan-steps__goals">
        {goals.map((goal) => (
          <li key={goal.what}>
            <h3 className="plan-steps__goal">{goal.what}</h3>
            <ol>
              {goal.steps.map((step) => (
                <StepLine key={step.key} step={step} {...props} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </div>
  )
}

const ICONS = { done: 'check', dropped: 'close' } as const

function StepLine({ step, ...of }: PlanStepsProps & { step: StandingStep }): ReactNode {
  const { t } = useWords()
  const f = useFormat(of.today)
  const { state, what, who, until, evidence, mark } = step
  const late = isOverdue(step, of.today)
  return (
    <li className={`plan-steps__one plan-steps__one--${state}`}>
      <span className="plan-steps__mark">
        {state === 'open' ? <span className="plan-steps__circle" /> : <Icon name={ICONS[state]} small />}
        <span className="kern-sr-only">{t(`work-plans:steps.state.${state}`)}</span>
      </span>
      <div className="plan-steps__text">
        <p className="plan-steps__what">{what}</p>
        <p className="plan-steps__facts">
          <span>{t(`work-plans:who.${who}`)}</span>
          <span className={late ? 'plan-steps__late' : undefined}>
            {until ? t('work-plans:until', { date: f.date(until) }) : t('work-plans:openEnd')}
            {late ? ` · ${t('work-plans:steps.late')}` : ''}
          </span>
          {evidence ? <span>{t('work-plans:evidence', { evidence })}</span> : null}
        </p>
        {mark ? (
          <p className="plan-steps__facts">
            {t(`work-plans:steps.said.${mark.state}`, { date: f.date(mark.occurredOn) })}
            {mark.note ? ` · ${mark.note}` : ''}
          </p>
        ) : null}
      </div>
      <StepForms step={step} {...of} />
    </li>
  )
}

function StepForms({
  step,
  planId,
  today,
  base,
  appointmentId,
}: PlanStepsProps & { step: StandingStep }): ReactNode {
  const { t } = useWords()
  const { key, what, state } = step
  const hidden = (
    <>
      <input type="hidden" name="intent" value="mark" />
      <input type="hidden" name="planId" value={planId} />
      <input type="hidden" name="step" value={key} />
      {appointmentId ? <input type="hidden" name="appointmentId" value={appointmentId} /> : null}
    </>
  )
  return (
    <div className="plan-steps__forms">
      {state === 'open' ? (
        <Form method="post" action={base} preventScrollReset>
          {hidden}
          <input type="hidden" name="occurredOn" value={today} />
          <SubmitButton
            small
            kind="secondary"
            name="state"
            value="done"
            aria-label={`${t('work-plans:steps.done')}: ${what}`}
          >
            {t('work-plans:steps.done')}
          </SubmitButton>
        </Form>
      ) : null}
      <details className="plan-steps__more">
        <summary>
          {t(state === 'open' ? 'work-plans:steps.more' : 'work-plans:steps.change')}
          <span className="kern-sr-only">: {what}</span>
        </summary>
        <Form method="post" action={base} preventScrollReset>
          {hidden}
          <Stack>
            <DateField
              field={{ ...plainField(`occurredOn-${key}`), name: 'occurredOn', defaultValue: today }}
              label={t('work-plans:steps.on')}
              max={today}
            />
            <TextField
              field={{ ...plainField(`note-${key}`), name: 'note', maxLength: 300 }}
              label={t(state === 'open' ? 'work-plans:steps.note' : 'work-plans:steps.why')}
              hint={t(state === 'open' ? 'work-plans:steps.noteHint' : 'work-plans:steps.whyHint')}
            />
            <Row>
              {state === 'open' ? (
                <>
                  <SubmitButton small kind="secondary" name="state" value="done">
                    {t('work-plans:steps.done')}
                  </SubmitButton>
                  <SubmitButton small kind="tertiary" name="state" value="dropped">
                    {t('work-plans:steps.drop')}
                  </SubmitButton>
                </>
              ) : (
                <SubmitButton small kind="secondary" name="state" value="open">
                  {t('work-plans:steps.reopen')}
                </SubmitButton>
              )}
            </Row>
          </Stack>
        </Form>
      </details>
    </div>
  )
}
