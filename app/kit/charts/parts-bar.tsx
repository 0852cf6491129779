import type { ReactNode } from 'react'
import { formatNumber } from '../format.ts'
import { useWords } from '../use-words.ts'

export interface Part {
  key: string
  label: string
  count: number
}

/** At most three parts: full, half and rest are told apart by their shade, without a colour. */
const LOOKS = ['k-part--full', 'k-part--half', 'k-part--rest']

/** How many of a row's people stand where, in the space of one line; as long as the row is beside the longest one. */
export function PartsBar({ parts, most }: { parts: readonly Part[]; most: number }): ReactNode {
  const { locale } = useWords()
  const words = parts.map(({ label, count }) => `${formatNumber(count, locale)} ${label}`).join(', ')
  let from = 0
  return (
    <svg className="k-parts" role="img">
      <title>{words}</title>
      {parts.map(({ key, count }, index) => {
        const start = from
        from += count
        if (count === 0) return null
        return (
          <rect
            key={key}
            x={share(start, most)}
            width={share(count, most)}
            height="100%"
            className={LOOKS[index]}
          />
        )
      })}
    </svg>
  )
}

const share = (count: number, most: number): string => `${Math.round((count / most) * 1000) / 10}%`

/** What the shades of the bars mean, and how many people stand where in all. */
export function PartsKey({ parts }: { parts: readonly Part[] }): ReactNode {
  const { locale } = useWords()
  return (
    <ul className="k-parts-key">
      {parts.map(({ key, label, count }, index) => (
        <li key={key} className="k-parts-key__one">
          <svg className="k-parts-key__mark" aria-hidden="true" focusable="false">
            <rect width="100%" height="100%" className={LOOKS[index]} />
          </svg>
          <strong>{formatNumber(count, locale)}</strong> {label}
        </li>
      ))}
    </ul>
  )
}
