import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'

interface WorkLineProps {
  /** When, or for how long: `09:00`, `seit 9 Tagen`. A word and a colour, so that the worst is seen first. */
  when?: ReactNode | undefined
  tone?: Tone | undefined
  /** Who; usually a TextLink to the client. */
  who: ReactNode
  /** Why this line is here. */
  why?: ReactNode | undefined
  /** The one thing to do now: a small button or a form with one. */
  action?: ReactNode | undefined
}

/** A list of things to do today, 44 px a line; children are WorkLines. */
export function WorkList({
  label,
  children,
}: {
  label?: string | undefined
  children: ReactNode
}): ReactNode {
  return (
    <ul className="k-work" aria-label={label}>
      {children}
    </ul>
  )
}

/** One line of work: a person, why, and one action. */
export function WorkLine({ when, tone = 'neutral', who, why, action }: WorkLineProps): ReactNode {
  return (
    <li className="k-work__line">
      {when === undefined ? null : <span className={`k-work__when k-tone--${tone}`}>{when}</span>}
      <span className="k-work__who">{who}</span>
      {why === undefined ? null : <span className="k-work__why">{why}</span>}
      {action === undefined ? null : <span className="k-work__action">{action}</span>}
    </li>
  )
}
