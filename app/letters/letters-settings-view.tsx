import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Columns, PageHeader, Section, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { CatalogueList } from './catalogue-list.tsx'
import { letterheadInput } from './input.ts'
import type { Letterhead } from './letterhead.ts'
import './letters.css'
import type { LogoProblem } from './logo.ts'
import type { CatalogueState } from './rules.ts'

interface LettersSettingsViewProps {
  slug: string
  today: string
  head: Omit<Letterhead, 'logo'>
  /** As a data URL. */
  logo: string | null
  catalogues: readonly CatalogueState[]
  saved: boolean
  lastResult: SubmissionResult<string[]> | undefined
  problem: LogoProblem | undefined
}

/** What stands at the top of every paper, and which languages a native speaker has read. */
export function LettersSettingsView(props: LettersSettingsViewProps): ReactNode {
  const { slug, today, head, logo, catalogues, saved, lastResult, problem } = props
  const { t } = useWords()
  const page = `/c/${slug}/settings`
  return (
    <Stack>
      <PageHeader
        title={t('letters:title')}
        sub={t('letters:sub')}
        action={
          <>
            <LinkButton to={`${page}/letters/de/sample.pdf`} reloadDocument>
              {t('letters:languages.germanSample')}
            </LinkButton>
            <LinkButton to={page} kind="tertiary">
              {t('letters:back')}
            </LinkButton>
          </>
        }
      />
      {saved ? <Alert tone="ok" title={t('letters:head.saved')} /> : null}
      <Columns wide="start">
        <Panel title={t('letters:head.title')}>
          <LetterheadForm head={head} lastResult={lastResult} />
        </Panel>
        <LogoPanel logo={logo} problem={problem} />
      </Columns>
      <Section title={t('letters:languages.title')} count={catalogues.length}>
        <p className="k-letters-text">{t('letters:languages.sub')}</p>
        <CatalogueList catalogues={catalogues} page={`${page}/letters`} today={today} />
      </Section>
    </Stack>
  )
}

function LetterheadForm({
  head,
  lastResult,
}: Pick<LettersSettingsViewProps, 'head' | 'lastResult'>): ReactNode {
  const { t } = useWords()
  const defaultValue = Object.fromEntries(Object.entries(head).map(([key, value]) => [key, value ?? '']))
  const [form, fields] = useZodForm({ schema: letterheadInput, lastResult, defaultValue, id: 'letterhead' })
  const labels = {
    office: t('letters:head.office'),
    street: t('letters:head.street'),
    postcode: t('letters:head.postcode'),
    town: t('letters:head.town'),
    phone: t('letters:head.phone'),
    email: t('letters:head.email'),
    web: t('letters:head.web'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <TextField field={fields.office} label={labels.office} hint={t('letters:head.officeHint')} />
        <TextField field={fields.street} label={labels.street} optional />
        <div className="k-letters-place">
          <TextField field={fields.postcode} label={labels.postcode} inputMode="numeric" size={6} optional />
          <TextField field={fields.town} label={labels.town} optional />
        </div>
        <TextField field={fields.phone} label={labels.phone} type="tel" optional />
        <TextField field={fields.email} label={labels.email} type="email" optional />
        <TextField field={fields.web} label={labels.web} optional />
        <SubmitButton>{t('letters:head.save')}</SubmitButton>
      </Stack>
    </Form>
  )
}

function LogoPanel({ logo, problem }: Pick<LettersSettingsViewProps, 'logo' | 'problem'>): ReactNode {
  const { t } = useWords()
  return (
    <Panel title={t('letters:logo.title')}>
      <Stack>
        {logo ? (
          <>
            <img className="k-letters-logo" src={logo} alt={t('letters:logo.alt')} />
            <p>{t('letters:logo.set')}</p>
          </>
        ) : (
          <p>{t('letters:logo.none')}</p>
        )}
        <Form method="post" encType="multipart/form-data" className="k-stack">
          <input type="hidden" name="intent" value="logo" />
          <TextField
            field={plainField('file', problem ? { error: `letters:problem.${problem}` } : {})}
            type="file"
            accept="image/png,image/jpeg"
            label={t('letters:logo.file')}
            hint={t('letters:logo.hint')}
          />
          <SubmitButton kind="secondary">{t('letters:logo.add')}</SubmitButton>
        </Form>
        {logo ? (
          <Form method="post">
            <SubmitButton kind="tertiary" name="intent" value="remove-logo">
              {t('letters:logo.remove')}
            </SubmitButton>
          </Form>
        ) : null}
      </Stack>
    </Panel>
  )
}
