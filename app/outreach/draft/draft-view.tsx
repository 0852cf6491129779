import { Form, useRevalidator } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { LinkButton } from '../../kit/button.tsx'
import { RadioGroup } from '../../kit/form/choice-group.tsx'
import { plainField } from '../../kit/form/form-field.ts'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { PageHeader, Stack } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { ProgressBar } from '../../kit/progress-bar.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { ColumnsForm } from './columns-form.tsx'
import type { DraftPage } from './page.server.ts'
import { PreviewView } from './preview-view.tsx'
import type { Progress } from './progress.server.ts'

interface DraftViewProps {
  slug: string
  today: string
  id: string
  page: DraftPage
}

/** A list on its way in: what must be said about it, how far it is, or what taking it would do. */
export function DraftView({ slug, today, id, page }: DraftViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const lists = `/c/${slug}/outreach/lists`
  const rows = page.kind === 'preview' ? t('outreach:import.rows', { count: page.rows }) : null
  const sub = 'programmeName' in page ? [page.programmeName, rows].filter(Boolean).join(' · ') : undefined
  return (
    <Stack>
      <PageHeader title={t('outreach:draft.title')} sub={sub} action={<ThrowAway />} />
      {page.kind === 'working' ? <Working {...page} /> : null}
      {page.kind === 'unread' ? <Working phase="reading" rows={0} of={null} /> : null}
      {page.kind === 'refused' ? (
        <Alert tone="danger" title={t(`outreach:upload.${page.problem}`)}>
          <LinkButton to={lists}>{t('outreach:draft.another')}</LinkButton>
        </Alert>
      ) : null}
      {page.kind === 'which-sheet' ? (
        <Panel title={t('outreach:draft.whichSheet')}>
          <Form method="post" className="k-stack">
            <input type="hidden" name="intent" value="sheet" />
            <RadioGroup
              field={{ ...plainField('sheet'), required: true }}
              label={t('outreach:draft.sheets')}
              options={page.sheets.map(({ name, rows: lines }, index) => ({
                value: String(index),
                label: name,
                hint: t('outreach:import.rows', { count: lines, number: f.number(lines) }),
              }))}
            />
            <SubmitButton>{t('outreach:draft.goOn')}</SubmitButton>
          </Form>
        </Panel>
      ) : null}
      {page.kind === 'which-columns' ? <ColumnsForm {...page} /> : null}
      {page.kind === 'preview' ? (
        <PreviewView page={page} today={today} base={`${lists}/draft/${id}`} />
      ) : null}
    </Stack>
  )
}

function ThrowAway(): ReactNode {
  const { t } = useWords()
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="throw-away" />
      <SubmitButton kind="tertiary">{t('outreach:draft.throwAway')}</SubmitButton>
    </Form>
  )
}

const ASK_AGAIN_MS = 1_500

/** How far the work is. With JavaScript the page asks by itself, without it the browser does (header Refresh). */
function Working({ phase, rows, of }: Progress): ReactNode {
  const { t, locale } = useWords()
  const number = new Intl.NumberFormat(locale)
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const again = setInterval(revalidate, ASK_AGAIN_MS)
    return () => clearInterval(again)
  }, [revalidate])
  const text =
    of === null
      ? t('outreach:draft.rowsSoFar', { rows: number.format(rows) })
      : t('outreach:draft.rowsOf', { rows: number.format(rows), of: number.format(of) })
  return (
    <Panel title={t('outreach:draft.working')}>
      <ProgressBar
        label={t(`outreach:draft.phase.${phase}`)}
        value={of === null ? 0 : Math.min(rows, of)}
        max={of ?? 1}
        text={rows > 0 || of !== null ? text : ''}
      />
      <p className="k-quiet">{t('outreach:draft.stay')}</p>
    </Panel>
  )
}
