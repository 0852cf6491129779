import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'ok' | 'warn' | 'danger' | 'info' | 'neutral'

const looks: Record<Tone, { look: string; icon: IconName | undefined }> = {
  ok: { look: 'kern-badge--success', icon: 'success' },
  warn: { look: 'kern-badge--warning', icon: 'warning' },
  danger: { look: 'kern-badge--danger', icon: 'danger' },
  info: { look: 'kern-badge--info', icon: 'info' },
  neutral: { look: 'k-badge--neutral', icon: undefined },
}

/** A state in a word, a shape and a colour, so that it can be told without the colour. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  tone?: Tone | undefined
  children: ReactNode
}): ReactNode {
  const { look, icon } = looks[tone]
  return (
    <span className={`kern-badge kern-badge--small ${look}`}>
      {icon ? <Icon name={icon} small /> : null}
      <span className="kern-label">{children}</span>
    </span>
  )
}
