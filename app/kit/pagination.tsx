import type { ReactNode } from 'react'
import { LinkButton } from './button.tsx'
import { useWords } from './use-words.ts'

interface PaginationProps {
  /** Address of the first page; undefined on the first page. */
  first?: string | undefined
  /** Address of the next page; undefined on the last. */
  next?: string | undefined
  /** What is on this page: `Müller bis Özdemir`, `25 von 700`. */
  here?: ReactNode | undefined
}

/** Keyset pages: forward, and back to the beginning; the browser's back button does the rest. */
export function Pagination({ first, next, here }: PaginationProps): ReactNode {
  const { t } = useWords()
  if (!first && !next) return null
  return (
    <nav className="k-pages" aria-label={t('kit:pages.label')}>
      {here ? <span className="k-pages__here">{here}</span> : null}
      {first ? (
        <LinkButton to={first} small kind="tertiary" icon="chevron-left">
          {t('kit:pages.first')}
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton to={next} small icon="chevron-right">
          {t('kit:pages.next')}
        </LinkButton>
      ) : null}
    </nav>
  )
}
