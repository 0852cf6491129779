import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: ReactNode
  /** One line beneath: who, how many, since when. */
  sub?: ReactNode | undefined
  /** The one primary action of the page, and perhaps a second, quieter one. */
  action?: ReactNode | undefined
  /** Stays in sight while scrolling, on a desk: the banner that says whose file this is. */
  stays?: boolean | undefined
}

/** The head of a page: its only h1. */
export function PageHeader({ title, sub, action, stays }: PageHeaderProps): ReactNode {
  return (
    <header className={stays ? 'k-head k-head--stays' : 'k-head'}>
      <div className="k-head__text">
        <h1 className="k-head__title">{title}</h1>
        {sub ? <p className="k-head__sub">{sub}</p> : null}
      </div>
      {action ? <div className="k-head__action">{action}</div> : null}
    </header>
  )
}

interface SectionProps {
  title: ReactNode
  /** Stands behind the title in brackets. */
  count?: number | string | undefined
  /** A quiet link or small button at the end of the heading's line. */
  action?: ReactNode | undefined
  id?: string | undefined
  children: ReactNode
}

/** A part of a page under an h2 with a hairline. */
export function Section({ title, count, action, id, children }: SectionProps): ReactNode {
  return (
    <section className="k-section" id={id}>
      <div className="k-section__head">
        <h2 className="k-section__title">
          {title}
          {count === undefined ? null : <span className="k-section__count"> ({count})</span>}
        </h2>
        {action}
      </div>
      {children}
    </section>
  )
}

/** Two columns from 1000 px on, one below. `wide="end"` gives the second the room, e.g. for the stream of a client. */
export function Columns({
  wide,
  children,
}: {
  wide?: 'start' | 'end' | undefined
  children: ReactNode
}): ReactNode {
  return <div className={wide ? `k-columns k-columns--${wide}` : 'k-columns'}>{children}</div>
}

/** Things beneath each other with even gaps; `text` keeps lines at 70 characters. */
export function Stack({ text, children }: { text?: boolean | undefined; children: ReactNode }): ReactNode {
  return <div className={text ? 'k-stack k-stack--text' : 'k-stack'}>{children}</div>
}

/** Buttons or badges beside each other, wrapping. */
export function Row({ children }: { children: ReactNode }): ReactNode {
  return <div className="k-row">{children}</div>
}
