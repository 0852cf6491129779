import type { SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { LinkButton } from '../../kit/button.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { PageHeader, Section, Stack } from '../../kit/page.tsx'
import { useWords } from '../../kit/use-words.ts'
import './catalogue.css'
import type { CatalogueError, CatalogueStep, ProductStep } from './rules.ts'
import { ChangeForm } from './step-form.tsx'
import { StepWording } from './step-words.tsx'

interface StepViewProps {
  page: string
  step: CatalogueStep
  /** What the product says in its place; null for a step of the city's own. */
  product: ProductStep | null
  lastResult: SubmissionResult<string[]> | undefined
  /** Why a button did nothing. */
  problem: Exclude<CatalogueError, 'not-found'> | undefined
}

/** One step of the catalogue: its words, and whether it is proposed at all. */
export function StepView({ page, step, product, lastResult, problem }: StepViewProps): ReactNode {
  const { t } = useWords()
  return (
    <Stack text>
      <PageHeader
        title={t('work-plans:catalogue.stepTitle')}
        sub={
          step.proposal
            ? t('work-plans:catalogue.because', {
                reason: t('assessments:summary.because', {
                  reason: t(`assessments:proposal.${step.proposal}.why`),
                }),
              })
            : t('work-plans:catalogue.ownSub')
        }
        action={
          <LinkButton to={page} kind="tertiary">
            {t('work-plans:catalogue.toList')}
          </LinkButton>
        }
      />
      {problem ? <Alert tone="warn" title={t(`work-plans:catalogue.error.${problem}`)} /> : null}
      {step.retired ? (
        <>
          <Alert title={t('work-plans:catalogue.isRetired')} />
          <StepWording step={step} />
          <Turn turn="bring-back" kind="primary">
            {t('work-plans:catalogue.bringBack')}
          </Turn>
        </>
      ) : (
        <>
          <ChangeForm step={step} back={page} lastResult={lastResult} />
          <Section title={t('work-plans:catalogue.more')}>
            <div className="catalogue-form__turns">
              {product && step.origin === 'reworded' ? (
                <Turn turn="plain" help={<ProductWords product={product} />}>
                  {t('work-plans:catalogue.plain')}
                </Turn>
              ) : null}
              <Turn turn="retire" help={t('work-plans:catalogue.retireHelp')}>
                {t('work-plans:catalogue.retire')}
              </Turn>
            </div>
          </Section>
        </>
      )}
    </Stack>
  )
}

function ProductWords({ product: { what, who, weeks } }: { product: ProductStep }): ReactNode {
  const { t } = useWords()
  return (
    <>
      {t('work-plans:catalogue.asProduct', {
        what,
        who: t(`work-plans:who.${who}`),
        weeks: t('work-plans:catalogue.weeks', { count: weeks }),
      })}{' '}
      {t('work-plans:catalogue.plainHelp')}
    </>
  )
}

interface TurnProps {
  turn: 'retire' | 'bring-back' | 'plain'
  kind?: 'primary' | 'secondary'
  help?: ReactNode
  children: ReactNode
}

/** A button that is the whole form. */
function Turn({ turn, kind = 'secondary', help, children }: TurnProps): ReactNode {
  return (
    <Form method="post">
      {help ? <p className="catalogue-step__quiet">{help}</p> : null}
      <SubmitButton kind={kind} name="intent" value={turn}>
        {children}
      </SubmitButton>
    </Form>
  )
}
