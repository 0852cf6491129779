import type { ReactNode } from 'react'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import type { ColumnKey } from '../list/columns.ts'
import type { PreviewCell, PreviewRow } from '../list/preview.ts'

const DATES: readonly ColumnKey[] = ['birth-date', 'valid-until', 'entry-date']
const GENDERS = ['female', 'male', 'diverse'] as const

/** What the import makes of a row: the reason beside the cell, before and after, remarks. */
export function WhatHappens({ row, today }: { row: PreviewRow; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const shown = (column: ColumnKey, value: string | null): string => {
    if (value === null) return t('outreach:draft.nothing')
    if (DATES.includes(column)) return f.birthDate(value)
    const gender = column === 'gender' ? GENDERS.find((one) => one === value) : undefined
    return gender ? t(`outreach:list.gender.${gender}`) : value
  }
  const lines = [
    ...(row.of === null ? [] : [t('outreach:draft.same', { line: row.of })]),
    ...(row.reason ? [noted(row.reason)] : []),
  ]
  function noted({ column, code, cell }: PreviewCell): string {
    const what = `${t(`outreach:list.column.${column}`)}: ${t(`outreach:list.code.${code}`)}`
    return cell ? `${what} (${t('kit:quoted', { text: cell })})` : what
  }
  if (lines.length + row.changes.length + row.warnings.length === 0) return null
  return (
    <ul className="k-plain">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {row.changes.map(({ column, before, after }) => (
        <li key={column}>
          {t(`outreach:list.column.${column}`)}: <del>{shown(column, before)}</del>{' '}
          <ins>{shown(column, after)}</ins>
        </li>
      ))}
      {row.warnings.map((warning) => (
        <li key={`${warning.column}-${warning.code}`} className="k-quiet">
          {noted(warning)}
        </li>
      ))}
    </ul>
  )
}
