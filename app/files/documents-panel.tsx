import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { Link } from '../kit/link.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { DocumentsSummary } from './queries.server.ts'

interface DocumentsPanelProps {
  documents: DocumentsSummary
  /** Address of the client's file. */
  file: string
  today: string
}

/** The newest documents of a client, and the way to all of them. */
export function DocumentsPanel({ documents, file, today }: DocumentsPanelProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { count, newest } = documents
  const page = `${file}/documents`
  return (
    <Panel
      title={t('files:title')}
      action={<TextLink to={page}>{t(count > 0 ? 'files:show' : 'files:new')}</TextLink>}
    >
      {count === 0 ? <p>{t('files:none')}</p> : null}
      <ul className="k-plain">
        {newest.map(({ id, title, kind, occurredOn }) => (
          <li key={id}>
            <Link to={`${page}/${id}`} reloadDocument className="k-link">
              {title}
            </Link>
            <span className="k-quiet">
              {' '}
              {t(`files:kind.${kind}`)}, {f.shortDate(occurredOn)}
            </span>
          </li>
        ))}
      </ul>
      {count > newest.length ? <p className="k-quiet">{t('files:sum', { count })}</p> : null}
    </Panel>
  )
}
