import type { ReactNode } from 'react'
import { Badge } from '../../kit/badge.tsx'
import { useWords } from '../../kit/use-words.ts'
import type { CatalogueStep } from './rules.ts'

/** What is to be done, and whose words these are. */
export function StepWording({ step }: { step: CatalogueStep }): ReactNode {
  const { t } = useWords()
  return (
    <div className="catalogue-step__words">
      <p>
        <span className="catalogue-step__what" lang="de">
          {step.what}
        </span>{' '}
        {step.origin === 'product' ? null : <Badge>{t(`work-plans:catalogue.origin.${step.origin}`)}</Badge>}
      </p>
      {step.evidence ? (
        <p className="catalogue-step__quiet">
          {t('work-plans:catalogue.evidenceOf', { evidence: step.evidence })}
        </p>
      ) : null}
      {step.translated ? null : (
        <p className="catalogue-step__quiet">{t('work-plans:catalogue.untranslated')}</p>
      )}
    </div>
  )
}
