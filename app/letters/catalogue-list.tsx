import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Link } from '../kit/link.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { useLanguageName } from '../outreach/use-language-name.ts'
import type { CatalogueState, ReviewState } from './rules.ts'

const TONES: Record<ReviewState, Tone> = { reviewed: 'ok', changed: 'warn', 'machine-made': 'neutral' }

/** In a word and a colour, whether a native speaker has read the sentences as they are. */
export function CatalogueBadge({
  catalogue: { state, reviewer, reviewedOn },
  today,
}: {
  catalogue: CatalogueState
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const values = { reviewer: reviewer ?? '', date: reviewedOn ? f.date(reviewedOn) : '' }
  return <Badge tone={TONES[state]}>{t(`letters:state.${state}`, values)}</Badge>
}

/** The languages with their state; `page` is where a language's sentences lie below. */
export function CatalogueList({
  catalogues,
  page,
  today,
}: {
  catalogues: readonly CatalogueState[]
  page: string
  today: string
}): ReactNode {
  const { t } = useWords()
  const nameOf = useLanguageName()
  return (
    <DataTable
      caption={t('letters:languages.title')}
      captionHidden
      rows={catalogues}
      rowKey={({ tag }) => tag}
      columns={[
        {
          key: 'language',
          head: t('letters:languages.language'),
          rowHeader: true,
          cell: ({ tag }) => <TextLink to={`${page}/${tag}`}>{nameOf(tag)}</TextLink>,
        },
        {
          key: 'state',
          head: t('letters:languages.state'),
          cell: (catalogue) => <CatalogueBadge catalogue={catalogue} today={today} />,
        },
        {
          key: 'sample',
          head: t('letters:languages.sample'),
          action: true,
          cell: ({ tag }) => (
            <Link to={`${page}/${tag}/sample.pdf`} className="k-link" reloadDocument>
              {t('letters:languages.sample')}
              <span className="kern-sr-only"> {nameOf(tag)}</span>
            </Link>
          ),
        },
      ]}
    />
  )
}
