import type { ReactNode } from 'react'

export interface Column<Row> {
  key: string
  head: string
  cell: (row: Row) => ReactNode
  /** The cell that names the row; once a table. On a phone it is the headline of the card. */
  rowHeader?: boolean | undefined
  /** Right-aligned with tabular figures. */
  numeric?: boolean | undefined
  /** A drawing that takes what room there is; on a phone a line of its own without a label. */
  picture?: boolean | undefined
  /** Buttons or links: no label on a phone, aligned to the end on a desk. */
  action?: boolean | undefined
  /** Left out on a phone. */
  deskOnly?: boolean | undefined
}

interface DataTableProps<Row> {
  caption: string
  /** Read out, not shown: when a heading above says the same. */
  captionHidden?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** On a phone the facts of a row stand one after the other, as a sentence: for long lists of short facts. */
  close?: boolean | undefined
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode | undefined
  /** Sums; cells by column key. */
  foot?: Readonly<Record<string, ReactNode>>
}

const look = (column: Column<never>): string | undefined => {
  const marks = [
    column.numeric && 'k-num',
    column.action && 'k-act',
    column.picture && 'k-pic',
    column.deskOnly && 'k-desk',
  ]
  return marks.filter(Boolean).join(' ') || undefined
}

/** A compact table; on a phone each row becomes a card of labelled lines, without a line of script. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { caption, captionHidden, columns, rows, rowKey, close, empty, foot } = props
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <table className={close ? 'k-table k-table--close' : 'k-table'}>
      <caption className={captionHidden ? 'kern-sr-only' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={look(column)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) =>
              column.rowHeader ? (
                <th key={column.key} scope="row" className={look(column)}>
                  {column.cell(row)}
                </th>
              ) : (
                <td
                  key={column.key}
                  className={look(column)}
                  data-l={column.action ? undefined : column.head}
                >
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {foot ? (
        <tfoot>
          <tr>
            {columns.map((column) => (
              <td
                key={column.key}
                className={look(column)}
                data-l={column.rowHeader ? undefined : column.head}
              >
                {foot[column.key]}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}
