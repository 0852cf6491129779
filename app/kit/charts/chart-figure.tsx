import { type ReactNode, useId } from 'react'
import { useWords } from '../use-words.ts'

export interface ChartFrame {
  title: string
  /** What is counted, over which period, and as of when. Stands beneath the title. */
  desc?: string | undefined
}

type ChartFigureProps = ChartFrame & {
  /** The same figures as text: heads and rows of cells; the first cell of a row names it. */
  table: { head: readonly string[]; rows: readonly (readonly string[])[] }
  children: ReactNode
}

/** A picture of figures with its title, and beneath it the same figures as a table. */
export function ChartFigure({ title, desc, table, children }: ChartFigureProps): ReactNode {
  const { t } = useWords()
  const id = useId()
  return (
    <figure className="k-chart" aria-labelledby={id}>
      <figcaption className="k-chart__caption">
        <span id={id} className="k-chart__title">
          {title}
        </span>
        {desc ? <span className="k-chart__desc">{desc}</span> : null}
      </figcaption>
      {children}
      <details className="k-chart__table">
        <summary>{t('kit:chart.table')}</summary>
        <table className="k-table k-table--plain">
          <caption className="kern-sr-only">{title}</caption>
          <thead>
            <tr>
              {table.head.map((head, index) => (
                <th key={head} scope="col" className={index === 0 ? undefined : 'k-num'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, index) => (
                  <td key={table.head[index + 1]} className="k-num">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
