import type { ReactNode } from 'react'

interface PanelProps {
  title?: ReactNode | undefined
  action?: ReactNode | undefined
  /** `h2` unless the panel stands inside a Section. */
  level?: 2 | 3 | undefined
  children: ReactNode
}

/** A box with a heading: a group of facts or a small form. */
export function Panel({ title, action, level = 2, children }: PanelProps): ReactNode {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="k-panel">
      {title ? (
        <div className="k-panel__head">
          <Heading className="k-panel__title">{title}</Heading>
          {action}
        </div>
      ) : null}
      <div className="k-panel__body">{children}</div>
    </section>
  )
}

/** What a list says when it is empty: what that means, and what comes next. */
export function EmptyState({
  title,
  children,
}: {
  title: ReactNode
  children?: ReactNode | undefined
}): ReactNode {
  return (
    <div className="k-empty">
      <p className="k-empty__title">{title}</p>
      {children ? <div className="k-empty__text">{children}</div> : null}
    </div>
  )
}
