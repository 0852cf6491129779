import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { PageHeader } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { fill } from '../letters/language.ts'
import { LanguagePicker } from './language-picker.tsx'
import type { Reading } from './reading.server.ts'
import { ReadingPlan } from './reading-plan.tsx'
import type { Party } from './rules/signing.ts'
import type { PlanSheet } from './sheet.server.ts'
import { SignForm } from './sign-form.tsx'
import { useStaffSignWords, wordsToSign } from './sign-words.ts'
import { SignatureCards } from './signature-cards.tsx'
import './signing.css'

interface SigningPageProps {
  sheet: PlanSheet
  own: Reading
  german: Reading
  /** Whose turn it is; null when both have signed. */
  next: Party | null
  clientName: string
  workerName: string
  /** Where they sit, as far as the city has said. */
  place: string
  /** Whether somebody interprets for the client. */
  interpreted: boolean
  today: string
  /** Address of the plan. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The tablet turns to the client: the plan in his language and large, then the name and the field to sign; then the worker. */
export function SigningPage(props: SigningPageProps): ReactNode {
  const { sheet, own, german, next, clientName, today, back } = props
  const { t } = useWords()
  return (
    <div className="signing">
      <PageHeader
        title={t('work-plans:signing.of', { name: clientName })}
        sub={t('work-plans:version', { version: sheet.version })}
      />
      <LanguagePicker language={own.language} address={`${back}/sign`} />
      <p className="signing__intro" lang={own.language} dir={own.dir}>
        {own.texts.signing.read}
      </p>
      <ReadingPlan own={own} german={german} />
      {next ? (
        <Turn {...props} next={next} />
      ) : (
        <SignatureCards signatures={sheet.signatures} today={today} />
      )}
      <LinkButton kind="tertiary" to={back} icon="arrow-back">
        {t('work-plans:signing.back')}
      </LinkButton>
    </div>
  )
}

function Turn({
  sheet,
  own,
  next,
  clientName,
  workerName,
  place,
  interpreted,
  lastResult,
}: SigningPageProps & { next: Party }): ReactNode {
  const { t, locale } = useWords()
  const staff = useStaffSignWords()
  const first = sheet.signatures[0]
  const isClient = next === 'client'
  return (
    <section className="signing__turn" id="turn" aria-labelledby="whose">
      {first ? (
        <Alert tone="ok" title={t('work-plans:signing.done', { name: first.name })}>
          {next === 'worker' ? t('work-plans:signing.handBack') : null}
        </Alert>
      ) : null}
      <h2
        id="whose"
        className="signing__whose"
        lang={isClient ? own.language : locale}
        dir={isClient ? own.dir : 'ltr'}
      >
        {isClient
          ? fill(own.texts.signing.turn, { name: clientName })
          : t('work-plans:signing.turn.worker', { name: clientName })}
      </h2>
      <SignForm
        key={`${next} ${sheet.version}`}
        sheet={sheet}
        party={next}
        name={isClient ? clientName : workerName}
        words={isClient ? wordsToSign(own) : staff}
        language={own.language}
        beside={isClient ? { place, interpreted } : { place, interpreted: false }}
        lastResult={lastResult}
      />
    </section>
  )
}
