import type { ReactNode } from 'react'
import { useWords } from '../../kit/use-words.ts'
import './groups.css'

/** How many seats are taken, as a dot for each and in words. */
export function SeatsPicture({ taken, capacity }: { taken: number; capacity: number }): ReactNode {
  const { t } = useWords()
  const free = Math.max(0, capacity - taken)
  return (
    <span className="g-seats">
      <svg
        className="g-seats__dots"
        viewBox={`0 0 ${Math.min(capacity, ROW) * 10} ${Math.ceil(capacity / ROW) * 10}`}
        style={{ inlineSize: `${Math.min(capacity, ROW) * 10}px` }}
        aria-hidden="true"
        focusable="false"
      >
        {Array.from({ length: capacity }, (_, nth) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its number.
            key={nth}
            cx={(nth % ROW) * 10 + 5}
            cy={Math.floor(nth / ROW) * 10 + 5}
            r="3.5"
            className={nth < taken ? 'g-seat g-seat--taken' : 'g-seat'}
          />
        ))}
      </svg>
      <span className="g-seats__text">
        {t('follow-ups:groups.taken', { taken, capacity })}
        {free === 0 ? `, ${t('follow-ups:groups.full')}` : ''}
      </span>
    </span>
  )
}

/** Dots beside each other. */
const ROW = 15
