import type { ReactNode } from 'react'
import { useWords } from './use-words.ts'

export interface WayStep {
  key: string
  label: string
  state: 'done' | 'current' | 'open'
  /** A few characters beneath: a date, `3 von 4`. */
  note?: string | undefined
}

/** The way of a client from the list to a secure stay, and how far she has come. */
export function Way({ steps }: { steps: readonly WayStep[] }): ReactNode {
  const { t } = useWords()
  return (
    <ol className="k-way" aria-label={t('kit:way.label')}>
      {steps.map((step) => (
        <li
          key={step.key}
          className={`k-way__step k-way__step--${step.state}`}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className="k-way__mark" aria-hidden="true" />
          <span className="k-way__label">
            {step.label}
            <span className="kern-sr-only"> ({t(`kit:way.${step.state}`)})</span>
          </span>
          {step.note ? <span className="k-way__note">{step.note}</span> : null}
        </li>
      ))}
    </ol>
  )
}
