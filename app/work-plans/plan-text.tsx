import type { ReactNode } from 'react'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import './plan.css'
import type { PlanContent } from './rules.ts'

interface PlanTextProps {
  plan: PlanContent
  today: string
  /** For somebody who reads it on a tablet turned to them. */
  large?: boolean | undefined
  /** Instead of the word for it. */
  clientName?: string | undefined
}

/** The plan as both parties read it: where to, what is to be achieved, who does what until when. */
export function PlanText({ plan, today, large, clientName }: PlanTextProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <div className={large ? 'plan plan--large' : 'plan'}>
      <p className="plan__target">
        <span className="plan__target-label">{t('work-plans:target')}</span>
        <strong>{plan.targetJob}</strong>
        {plan.rhythmWeeks ? (
          <span className="plan__target-label">{t('work-plans:rhythm', { weeks: plan.rhythmWeeks })}</span>
        ) : null}
      </p>
      <ol className="plan__goals">
        {plan.goals.map((goal) => (
          <li key={goal.what} className="plan__goal">
            <h2 className="plan__goal-what">{goal.what}</h2>
            <ol className="plan__steps">
              {goal.steps.map((step) => (
                <li key={step.key} className="plan__step">
                  <span className="plan__what">{step.what}</span>
                  <span className="plan__who">
                    {step.who === 'client' && clientName ? clientName : t(`work-plans:who.${step.who}`)}
                  </span>
                  <span className="plan__until">
                    {step.until ? (
                      <time dateTime={step.until}>{t('work-plans:until', { date: f.date(step.until) })}</time>
                    ) : (
                      t('work-plans:openEnd')
                    )}
                  </span>
                  {step.evidence ? (
                    <span className="plan__evidence">
                      {t('work-plans:evidence', { evidence: step.evidence })}
                    </span>
                  ) : null}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </div>
  )
}
