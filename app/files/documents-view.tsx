import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Icon } from '../kit/icon.tsx'
import { Link } from '../kit/link.tsx'
import { Columns, PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { DocumentForm } from './document-form.tsx'
import './documents.css'
import type { DocumentLine } from './queries.server.ts'
import { endingOf, sizeOf, type Unopened } from './rules.ts'

interface DocumentsViewProps {
  lines: readonly DocumentLine[]
  formKey: string
  today: string
  /** Address of this page. */
  page: string
  /** A document that was to be downloaded and did not open. */
  unopened: { title: string; because: Unopened } | null
  lastResult: SubmissionResult<string[]> | undefined
}

/** The form on the left, what was kept so far on the right. */
export function DocumentsView({
  lines,
  formKey,
  today,
  page,
  unopened,
  lastResult,
}: DocumentsViewProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <PageHeader title={t('files:title')} sub={t('files:sub')} />
      {unopened ? (
        <Alert tone="danger" title={t('files:unopened.title', { title: unopened.title })}>
          {t(`files:unopened.${unopened.because}`)}
        </Alert>
      ) : null}
      <Columns>
        <Panel title={t('files:new')}>
          <DocumentForm key={formKey} formKey={formKey} lastResult={lastResult} />
        </Panel>
        <Section title={t('files:list')} count={lines.length}>
          {lines.length === 0 ? <EmptyState title={t('files:none')}>{t('files:noneHelp')}</EmptyState> : null}
          <Stack>
            <ul className="k-plain">
              {lines.map((line) => (
                <Line key={line.id} line={line} today={today} page={page} />
              ))}
            </ul>
            {lines.some(({ scanned }) => scanned === 'not-scanned') ? (
              <p className="k-quiet">{t('files:notScannedHelp')}</p>
            ) : null}
          </Stack>
        </Section>
      </Columns>
    </>
  )
}

function Line({ line, today, page }: { line: DocumentLine; today: string; page: string }): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat(today)
  const { id, kind, title, mediaType, bytes, scanned, occurredOn, by } = line
  const what = `${t(`files:type.${endingOf(mediaType)}`)}, ${sizeOf(bytes, locale)}`
  const facts = [t(`files:kind.${kind}`), f.date(occurredOn), by, what]
  return (
    <li className="documents__line">
      <Icon name="draft" />
      <div>
        <Link to={`${page}/${id}`} reloadDocument className="k-link k-link--strong">
          {title}
        </Link>
        <p className="documents__facts">
          {facts.join(' · ')}
          {scanned === 'not-scanned' ? ` · ${t('files:notScanned')}` : ''}
        </p>
        <p className="documents__facts">
          <Link to={`${page.replace(/documents$/, 'undo/document')}/${id}`} className="k-link">
            {t('files:takeBack')}
            <span className="kern-sr-only">: {title}</span>
          </Link>
        </p>
      </div>
    </li>
  )
}
