import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { PageHeader } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { PlanText } from './plan-text.tsx'
import type { Party } from './rules.ts'
import type { PlanSheet } from './sheet.server.ts'
import { SignForm } from './sign-form.tsx'
import { SignatureCards } from './signature-cards.tsx'
import './signing.css'

interface SigningPageProps {
  sheet: PlanSheet
  /** Whose turn it is; null when both have signed. */
  next: Party | null
  clientName: string
  workerName: string
  today: string
  /** Address of the plan. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The tablet turns to the client: the plan in large type, then the name and the field to sign; then the worker. */
export function SigningPage(props: SigningPageProps): ReactNode {
  const { sheet, next, clientName, workerName, today, back, lastResult } = props
  const { t } = useWords()
  const first = sheet.signatures[0]
  return (
    <div className="signing">
      <PageHeader
        title={t('work-plans:signing.of', { name: clientName })}
        sub={t('work-plans:version', { version: sheet.version })}
      />
      <p className="signing__intro">{t('work-plans:signing.intro')}</p>
      <PlanText large plan={sheet} today={today} clientName={clientName} />
      {next ? (
        <section className="signing__turn" id="turn" aria-labelledby="whose">
          {first ? (
            <Alert tone="ok" title={t('work-plans:signing.done', { name: first.name })}>
              {next === 'worker' ? t('work-plans:signing.handBack') : null}
            </Alert>
          ) : null}
          <h2 id="whose" className="signing__whose">
            {t(`work-plans:signing.turn.${next}`, { name: clientName })}
          </h2>
          <SignForm
            key={`${next} ${sheet.version}`}
            sheet={sheet}
            party={next}
            name={next === 'client' ? clientName : workerName}
            lastResult={lastResult}
          />
        </section>
      ) : (
        <SignatureCards signatures={sheet.signatures} today={today} />
      )}
      <LinkButton kind="tertiary" to={back} icon="arrow-back">
        {t('work-plans:signing.back')}
      </LinkButton>
    </div>
  )
}
