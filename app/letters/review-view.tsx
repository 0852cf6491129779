import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { useLanguageName } from '../outreach/use-language-name.ts'
import { CatalogueBadge } from './catalogue-list.tsx'
import { PARTS } from './catalogue-parts.ts'
import { reviewInput } from './input.ts'
import { directionOf } from './language.ts'
import './letters.css'
import type { CatalogueState } from './rules.ts'

interface ReviewViewProps {
  slug: string
  today: string
  catalogue: CatalogueState
  sentences: readonly { key: string; german: string; translated: string }[]
  /** What was just done. */
  told: string | null
  lastResult: SubmissionResult<string[]> | undefined
}

/** All sentences of a language beside the German, to be read through, and the flag that says somebody has. */
export function ReviewView(props: ReviewViewProps): ReactNode {
  const { slug, today, catalogue, sentences, told, lastResult } = props
  const { t } = useWords()
  const nameOf = useLanguageName()
  const language = nameOf(catalogue.tag)
  const page = `/c/${slug}/settings/letters`
  return (
    <Stack>
      <PageHeader
        title={t('letters:review.title', { language })}
        sub={t('letters:review.sub')}
        action={
          <>
            <LinkButton to={`${page}/${catalogue.tag}/sample.pdf`} reloadDocument>
              {t('letters:languages.sample')}
            </LinkButton>
            <LinkButton to={page} kind="tertiary">
              {t('letters:title')}
            </LinkButton>
          </>
        }
      />
      {told === 'reviewed' ? <Alert tone="ok" title={t('letters:review.done')} /> : null}
      {told === 'taken-back' ? <Alert tone="info" title={t('letters:review.takenBack')} /> : null}
      <Row>
        <CatalogueBadge catalogue={catalogue} today={today} />
      </Row>
      {PARTS.map((part) => (
        <Section key={part} title={t(`letters:part.${part}`)}>
          <Sentences
            tag={catalogue.tag}
            sentences={sentences.filter(({ key }) => key.startsWith(`${part}.`))}
          />
        </Section>
      ))}
      <Panel title={t('letters:review.form')}>
        <ReviewForm catalogue={catalogue} today={today} lastResult={lastResult} />
      </Panel>
    </Stack>
  )
}

function Sentences({ tag, sentences }: { tag: string } & Pick<ReviewViewProps, 'sentences'>): ReactNode {
  return (
    <dl className="k-sentences">
      {sentences.map(({ key, german, translated }) => (
        <div className="k-sentences__pair" key={key}>
          <dt lang="de">{german}</dt>
          <dd lang={tag} dir={directionOf(tag)}>
            {translated}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function ReviewForm({
  catalogue: { digest, state },
  today,
  lastResult,
}: Pick<ReviewViewProps, 'catalogue' | 'today' | 'lastResult'>): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: reviewInput,
    lastResult,
    defaultValue: { reviewedOn: today },
    id: 'review',
  })
  const labels = { reviewer: t('letters:review.reviewer'), reviewedOn: t('letters:review.reviewedOn') }
  return (
    <Stack text>
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <p>{t('letters:review.formSub')}</p>
          <ErrorSummary form={form} labels={labels} />
          <input type="hidden" name="digest" value={digest} />
          <TextField field={fields.reviewer} label={labels.reviewer} />
          <DateField field={fields.reviewedOn} label={labels.reviewedOn} max={today} />
          <SubmitButton>{t('letters:review.save')}</SubmitButton>
        </Stack>
      </Form>
      {state === 'machine-made' ? null : (
        <Form method="post">
          <SubmitButton kind="tertiary" name="intent" value="take-back">
            {t('letters:review.takeBack')}
          </SubmitButton>
        </Form>
      )}
    </Stack>
  )
}
