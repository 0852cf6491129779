import type { ReactNode } from 'react'

export interface Definition {
  term: string
  /** Undefined or null leaves the line out: an unknown fact is no fact. */
  value: ReactNode
}

/** Facts about one thing: term and value in two columns, beneath each other on a phone. */
export function DefinitionList({ facts }: { facts: readonly Definition[] }): ReactNode {
  return (
    <dl className="k-facts">
      {facts.map(({ term, value }) =>
        value === undefined || value === null || value === '' ? null : (
          <div className="k-facts__row" key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
