import { useRevalidator } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { Alert } from '../kit/alert.tsx'
import { ProgressBar } from '../kit/progress-bar.tsx'
import { useWords } from '../kit/use-words.ts'
import type { RunningRun } from './queries.server.ts'
import type { Period } from './rules.ts'

const EVERY_SECONDS = 3

export function usePeriodName(): (period: Period) => string {
  const { t } = useWords()
  return (period) => (period === 'all' ? t('region:all') : String(period))
}

/** How far a count has come. The page asks again by itself: with JavaScript in place, without it by loading anew. */
export function RunStatus({ running, period }: { running: RunningRun; period: Period }): ReactNode {
  const { t } = useWords()
  const nameOf = usePeriodName()
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, EVERY_SECONDS * 1000)
    return () => clearInterval(timer)
  }, [revalidate])
  const { settled, cities } = running
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(EVERY_SECONDS)} />
      </noscript>
      <Alert title={t('region:running')}>
        {running.period === period ? null : (
          <p>{t('region:otherPeriod', { period: nameOf(running.period) })}</p>
        )}
        <ProgressBar
          label={t('region:progress')}
          value={settled}
          max={Math.max(cities, 1)}
          text={t('region:settled', { count: settled, cities })}
        />
        <p>{t('region:runningHelp')}</p>
      </Alert>
    </>
  )
}
