import type { ReactNode } from 'react'
import type { Tone } from '../kit/badge.tsx'
import { useWords } from '../kit/use-words.ts'
import { BUCKETS, type BucketKey } from './rules/today.ts'
import type { Today } from './today.server.ts'
import './today.css'

/** Shown without anybody in them, too: that nobody is overdue is what she wants to see first. */
const ALWAYS: readonly BucketKey[] = [
  'talks',
  'overdue',
  'missing',
  'noReaction',
  'closing',
  'expiring',
  'referrals',
  'steps',
]

const TONES: Record<BucketKey, Tone> = {
  talks: 'info',
  overdue: 'danger',
  missing: 'warn',
  noReaction: 'warn',
  closing: 'info',
  tasks: 'warn',
  expiring: 'warn',
  referrals: 'info',
  steps: 'info',
  unsigned: 'info',
  talkDue: 'neutral',
  uninformed: 'warn',
}

/** The day as a picture: each list with how many are in it, and the way there. */
export function TodayTiles({ work }: { work: Today }): ReactNode {
  const { t } = useWords()
  const shown = BUCKETS.filter((key) => work[key].count > 0 || ALWAYS.includes(key))
  return (
    <nav className="today" aria-label={t('clients:today.glance')}>
      <ul className="today__tiles">
        {shown.map((key) => (
          <li key={key}>
            <Tile name={key} count={work[key].count} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Tile({ name, count }: { name: BucketKey; count: number }): ReactNode {
  const { t } = useWords()
  const label = <span className="today__label">{t(`clients:today.${name}`)}</span>
  if (count === 0)
    return (
      <p className="today__tile today__tile--none">
        <span className="today__count">0</span>
        {label}
      </p>
    )
  return (
    <a href={`#${name}`} className={`today__tile today__tile--${TONES[name]}`}>
      <span className="today__count">{count}</span>
      {label}
      <Dots count={count} />
    </a>
  )
}

const MOST_DOTS = 10

/** One dot a person, so that more looks like more. */
function Dots({ count }: { count: number }): ReactNode {
  const dots = Array.from({ length: Math.min(count, MOST_DOTS) }, (_, nth) => nth)
  return (
    <svg className="today__dots" viewBox="0 0 100 8" aria-hidden="true" focusable="false">
      {dots.map((nth) => (
        <circle key={nth} cx={4 + nth * 10} cy="4" r="3.2" />
      ))}
    </svg>
  )
}
