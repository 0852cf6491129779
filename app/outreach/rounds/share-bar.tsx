import type { ReactNode } from 'react'
import { ProgressBar } from '../../kit/progress-bar.tsx'
import { useWords } from '../../kit/use-words.ts'
import { shareOf } from './rules.ts'

interface ShareBarProps {
  kind: 'women' | 'under27'
  count: number
  base: number
  /** Percent. */
  target: number
}

/** A share beside its target, in words and as a bar: who is left behind is seen before the round is over. */
export function ShareBar({ kind, count, base, target }: ShareBarProps): ReactNode {
  const { t } = useWords()
  const { share, missing } = shareOf(count, base, target)
  const words =
    share === null
      ? t('outreach:share.nobody', { target })
      : t(missing > 0 ? 'outreach:share.short' : 'outreach:share.met', {
          share,
          target,
          missing,
          count,
          base,
        })
  return <ProgressBar label={t(`outreach:share.${kind}`)} value={share ?? 0} max={100} text={words} />
}
