import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { useWords } from './use-words.ts'

export type AlertTone = 'ok' | 'warn' | 'danger' | 'info'

const looks: Record<AlertTone, { look: string; icon: IconName }> = {
  ok: { look: 'success', icon: 'success' },
  warn: { look: 'warning', icon: 'warning' },
  danger: { look: 'danger', icon: 'danger' },
  info: { look: 'info', icon: 'info' },
}

interface AlertProps {
  tone?: AlertTone | undefined
  title: ReactNode
  children?: ReactNode | undefined
}

/** A message about the page. `ok` and `info` are announced politely, `danger` and `warn` at once. */
export function Alert({ tone = 'info', title, children }: AlertProps): ReactNode {
  const { t } = useWords()
  const { look, icon } = looks[tone]
  return (
    <div
      className={`kern-alert kern-alert--${look} k-alert`}
      role={tone === 'danger' || tone === 'warn' ? 'alert' : 'status'}
    >
      <div className="kern-alert__header">
        <Icon name={icon} />
        <span className="kern-sr-only">{t(`kit:alert.${tone}`)}: </span>
        <strong className="k-alert__title">{title}</strong>
      </div>
      {children ? <div className="kern-alert__body">{children}</div> : null}
    </div>
  )
}
