import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Badge, type Tone } from '../../kit/badge.tsx'
import { LinkButton } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
import { RadioGroup } from '../../kit/form/choice-group.tsx'
import { plainField } from '../../kit/form/form-field.ts'
import { SelectField } from '../../kit/form/select-field.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { Link } from '../../kit/link.tsx'
import { Section } from '../../kit/page.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { EmptyState, Panel } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { PREVIEW_FILTERS, type PreviewFilter, type PreviewRow } from '../list/preview.ts'
import type { PreviewPage } from './page.server.ts'
import { WhatHappens } from './what-happens.tsx'

interface PreviewViewProps {
  page: PreviewPage
  today: string
  /** Address of the draft. */
  base: string
}

const TONES: Record<PreviewRow['outcome'], Tone> = {
  created: 'ok',
  updated: 'info',
  unchanged: 'neutral',
  duplicate: 'neutral',
  rejected: 'danger',
}

/** What taking the list would do, row by row, and the choice of what to take. */
export function PreviewView({ page, today, base }: PreviewViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const query = (from: number, filter = page.filter): string => {
    const parts = [filter && `show=${filter}`, from > 0 && `from=${from}`].filter(Boolean)
    return parts.length > 0 ? `?${parts.join('&')}` : ''
  }
  const here = `${f.number(page.from + 1)}–${f.number(page.from + page.shown.length)}`
  return (
    <>
      {page.outdated ? <Alert tone="warn" title={t('outreach:draft.outdated')} /> : null}
      <TakePanel page={page} today={today} />
      <LeftColumns page={page} base={base} />
      <Section title={t('outreach:draft.preview')} count={f.number(page.matching)}>
        <Filters page={page} today={today} base={base} />
        <DataTable
          caption={t('outreach:draft.preview')}
          captionHidden
          rows={page.shown}
          rowKey={({ line }) => String(line)}
          empty={<EmptyState title={t('outreach:draft.noSuchRows')} />}
          columns={[
            { key: 'line', head: t('outreach:draft.line'), numeric: true, cell: (row) => f.number(row.line) },
            {
              key: 'name',
              head: t('outreach:draft.person'),
              rowHeader: true,
              cell: (row) => (
                <>
                  {row.name || t('outreach:draft.noName')}
                  {row.birthDate ? <span className="k-quiet"> {f.birthDate(row.birthDate)}</span> : null}
                </>
              ),
            },
            {
              key: 'outcome',
              head: t('outreach:draft.outcome'),
              cell: (row) =>
                row.excluded ? (
                  <Badge tone="warn">{t('outreach:answer.leftOut')}</Badge>
                ) : (
                  <Badge tone={TONES[row.outcome]}>{t(`outreach:draft.one.${row.outcome}`)}</Badge>
                ),
            },
            {
              key: 'what',
              head: t('outreach:draft.what'),
              cell: (row) => <WhatHappens row={row} today={today} />,
            },
            {
              key: 'act',
              head: t('outreach:draft.choose'),
              action: true,
              cell: (row) => <Exclude row={row} back={query(page.from)} />,
            },
          ]}
        />
        <Pagination
          here={t('outreach:draft.here', { here, all: f.number(page.matching) })}
          first={page.from > 0 ? base + query(0) : undefined}
          next={page.next === null ? undefined : base + query(page.next)}
        />
      </Section>
    </>
  )
}

function Filters({ page, today, base }: PreviewViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const link = (filter: PreviewFilter | null, label: string, count: number): ReactNode => (
    <li key={filter ?? 'all'}>
      <Link
        to={filter ? `${base}?show=${filter}` : base}
        className="k-tabs__one"
        keepScroll
        aria-current={page.filter === filter ? 'true' : undefined}
      >
        {label} ({f.number(count)})
      </Link>
    </li>
  )
  return (
    <nav aria-label={t('outreach:draft.filter')}>
      <ul className="k-tabs">
        {link(null, t('outreach:draft.all'), page.rows)}
        {PREVIEW_FILTERS.filter((one) => page.counts[one] > 0).map((one) =>
          link(one, t(`outreach:draft.many.${one}`), page.counts[one]),
        )}
      </ul>
    </nav>
  )
}

/** Takes what is chosen. Without anything new or changed the list is taken all the same: it names people. */
function TakePanel({ page, today }: Omit<PreviewViewProps, 'base'>): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const created = page.counts.created - page.excluded.created
  const updated = page.counts.updated - page.excluded.updated
  const out = page.excluded.created + page.excluded.updated
  const options = [
    {
      value: 'everything',
      label: t('outreach:draft.takeAll', { created: f.number(created), updated: f.number(updated) }),
    },
    { value: 'created', label: t('outreach:draft.takeCreated', { created: f.number(created) }) },
    { value: 'updated', label: t('outreach:draft.takeUpdated', { updated: f.number(updated) }) },
  ]
  return (
    <Panel title={t('outreach:draft.take')}>
      <Form method="post" className="k-stack">
        <input type="hidden" name="intent" value="take" />
        <input type="hidden" name="fingerprint" value={page.fingerprint} />
        {created > 0 && updated > 0 ? (
          <RadioGroup
            field={plainField('take', { value: 'everything' })}
            label={t('outreach:draft.whatToTake')}
            options={options}
          />
        ) : (
          <>
            <input type="hidden" name="take" value="everything" />
            <p>{created + updated === 0 ? t('outreach:draft.takeNothing') : options[0]?.label}</p>
          </>
        )}
        <SelectField
          field={plainField('round')}
          label={t('outreach:draft.round')}
          hint={t('outreach:draft.roundHint')}
          empty={false}
          options={[
            { value: '', label: t('outreach:draft.roundLater') },
            { value: 'new', label: t('outreach:draft.roundNew') },
            ...page.rounds.map(({ id, name }) => ({
              value: id,
              label: t('outreach:draft.roundInto', { name }),
            })),
          ]}
        />
        {out > 0 ? <p>{t('outreach:draft.without', { count: out })}</p> : null}
        <SubmitButton>{t('outreach:lists.submit')}</SubmitButton>
      </Form>
    </Panel>
  )
}

/** Which columns are not read, and which were read as somebody said for an earlier list. */
function LeftColumns({ page, base }: Pick<PreviewViewProps, 'page' | 'base'>): ReactNode {
  const { t } = useWords()
  const named = (views: PreviewPage['views']): string =>
    views.map(({ header }) => t('kit:quoted', { text: header })).join(', ')
  const left = page.views.filter(({ meaning, header }) => meaning === 'leave-out' && header !== '')
  const remembered = page.views.filter((view) => view.remembered && view.meaning !== 'leave-out')
  return (
    <div className="k-row">
      {left.length > 0 ? <span>{t('outreach:draft.notRead', { columns: named(left) })}</span> : null}
      {remembered.length > 0 ? (
        <span>{t('outreach:draft.readAsBefore', { columns: named(remembered) })}</span>
      ) : null}
      <LinkButton small kind="tertiary" to={`${base}?columns`}>
        {t('outreach:draft.changeColumns')}
      </LinkButton>
    </div>
  )
}

function Exclude({ row, back }: { row: PreviewPage['shown'][number]; back: string }): ReactNode {
  const { t } = useWords()
  if (row.outcome !== 'created' && row.outcome !== 'updated') return null
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="line" value={row.line} />
      <input type="hidden" name="back" value={back} />
      <SubmitButton small kind="tertiary" name="intent" value={row.excluded ? 'include' : 'exclude'}>
        {row.excluded ? t('outreach:draft.include') : t('outreach:draft.exclude')}
        <span className="kern-sr-only"> {row.name}</span>
      </SubmitButton>
    </Form>
  )
}
