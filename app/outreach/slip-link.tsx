import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { useWords } from '../kit/use-words.ts'

/** At the end of a page of doors: where a slip of the thumb is put right. */
export function SlipLink({ slug }: { slug: string }): ReactNode {
  const { t } = useWords()
  return (
    <p>
      <TextLink to={`/c/${slug}/outreach/visits`}>{t('outreach:own.slip')}</TextLink>
    </p>
  )
}
