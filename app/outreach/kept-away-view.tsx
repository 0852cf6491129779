import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { Pagination } from '../kit/pagination.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { WordKey } from '../kit/words.ts'
import type { KeptAway } from './rounds/queries.server.ts'

interface KeptAwayViewProps {
  slug: string
  today: string
  kept: KeptAway[]
  /** The mark after which the next page begins. */
  next?: string | undefined
  isFirst: boolean
  problem: WordKey | undefined
}

/** Whom nobody visits, since when; lifted with a reason when somebody comes by themselves. */
export function KeptAwayView({ slug, today, kept, next, isFirst, problem }: KeptAwayViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const here = `/c/${slug}/outreach/do-not-visit`
  return (
    <Stack>
      <PageHeader
        title={t('outreach:kept.title')}
        sub={t('outreach:kept.sub')}
        action={<LinkButton to={`/c/${slug}/outreach`}>{t('outreach:street.back')}</LinkButton>}
      />
      {problem ? <Alert tone="danger" title={t(problem)} /> : null}
      {kept.length === 0 ? <EmptyState title={t('outreach:kept.none')} /> : null}
      <ul className="k-doors">
        {kept.map(({ markId, name, sinceOn, visitId }) => (
          <li key={markId} className="k-doors__person">
            <div className="k-doors__name">
              <strong>{name}</strong>
              <span className="k-doors__visit">{t('outreach:kept.since', { date: f.date(sinceOn) })}</span>
            </div>
            <details className="k-fold k-fold--inside">
              <summary className="k-fold__head">
                {t('outreach:kept.lift')}
                <span className="kern-sr-only"> {name}</span>
              </summary>
              <Form method="post" className="k-more__form">
                <input type="hidden" name="markId" value={markId} />
                <TextField
                  field={{
                    ...plainField('reason'),
                    id: `reason-${markId}`,
                    descriptionId: `hint-${markId}`,
                    required: true,
                    minLength: 5,
                    maxLength: 300,
                  }}
                  label={t('outreach:kept.reason')}
                  hint={t('outreach:kept.reasonHint')}
                />
                <SubmitButton kind="secondary">{t('outreach:kept.save')}</SubmitButton>
              </Form>
              {visitId ? (
                <TextLink to={`/c/${slug}/outreach/visits/${visitId}`}>{t('outreach:kept.mistake')}</TextLink>
              ) : null}
            </details>
          </li>
        ))}
      </ul>
      <Pagination first={isFirst ? undefined : here} next={next ? `${here}?after=${next}` : undefined} />
    </Stack>
  )
}
