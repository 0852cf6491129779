import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { PlacementLine } from './queries.server.ts'
import type { PlacementState } from './rules.ts'

const TONES: Record<PlacementState, Tone> = {
  running: 'ok',
  planned: 'info',
  ended: 'neutral',
  voided: 'warn',
}

interface StateBadgeProps {
  job: Pick<PlacementLine, 'state' | 'firstDay' | 'endedOn'>
  today: string
}

/** Where a placement stands today. */
export function StateBadge({ job: { state, firstDay, endedOn }, today }: StateBadgeProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const words = {
    running: () =>
      endedOn ? t('placements:runningUntil', { date: f.date(endedOn) }) : t('placements:running'),
    planned: () => t('placements:planned', { days: f.inDays(firstDay) }),
    ended: () => t('placements:ended', { date: endedOn ? f.date(endedOn) : '' }),
    voided: () => t('placements:voided'),
  }
  return <Badge tone={TONES[state]}>{words[state]()}</Badge>
}
