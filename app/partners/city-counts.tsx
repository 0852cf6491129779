import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { useWords } from '../kit/use-words.ts'
import type { ReferredCounts } from './queries/partner.server.ts'

/** What waits in a city, in a line; null = it does not answer. */
export function CityCounts({ counts }: { counts: ReferredCounts | null }): ReactNode {
  const { t } = useWords()
  if (!counts) return <Badge tone="warn">{t('partners:home.unavailable')}</Badge>
  const { waiting, running } = counts
  if (waiting + running === 0) return t('partners:home.none')
  return (
    <span className="k-row">
      {waiting > 0 ? <Badge tone="info">{t('partners:home.waiting', { count: waiting })}</Badge> : null}
      {running > 0 ? t('partners:home.running', { count: running }) : null}
    </span>
  )
}
