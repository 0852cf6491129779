import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { LinkButton } from '../../kit/button.tsx'
import { DefinitionList } from '../../kit/definition-list.tsx'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextArea, TextField } from '../../kit/form/text-field.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { Columns, PageHeader, Row, Stack } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import { useLanguageName } from '../../outreach/use-language-name.ts'
import type { Placeholder } from '../rules/fill.ts'
import { textInput } from './input.ts'
import { ReviewBadge } from './overview-view.tsx'
import type { TextPage } from './pages.server.ts'
import type { Preview } from './preview.ts'
import { PreviewPanel } from './preview-panel.tsx'
import type { TextKey } from './text-key.ts'
import { nameOfText } from './text-key.ts'
import { TextTabs } from './text-tabs.tsx'
import { Versions } from './versions.tsx'
import './texts.css'

interface EditorViewProps extends TextPage {
  slug: string
  today: string
  shown: TextKey
  preview: Preview
  placeholders: readonly { name: Placeholder; becomes: string }[]
  saved: boolean
  /** Why an earlier version, or the product's own, could not be taken. */
  problem: 'changed' | 'not-good' | undefined
  lastResult: SubmissionResult<string[]> | undefined
}

/** One text: its words, how they read, and what they were before. */
export function EditorView(props: EditorViewProps): ReactNode {
  const { slug, today, shown, preview, languages, own, versions, saved, problem } = props
  const { t } = useWords()
  const nameOf = useLanguageName()
  const page = `/c/${slug}/settings/messages`
  const language = nameOf(shown.language)
  const review = languages.find(({ tag }) => tag === shown.language)?.review ?? null
  const isOwn = own.includes(nameOfText(shown))
  return (
    <Stack>
      <PageHeader
        title={t('messages:texts.one', {
          kind: t(`messages:kind.${shown.kind}`),
          channel: t(`messages:channel.${shown.channel}`),
          language,
        })}
        action={
          <LinkButton to={page} kind="tertiary">
            {t('messages:texts.title')}
          </LinkButton>
        }
      />
      {saved ? <Alert tone="ok" title={t('messages:texts.saved')} /> : null}
      {problem ? <Alert tone="danger" title={t(`messages:textError.${problem}`)} /> : null}
      <TextTabs page={page} shown={shown} languages={languages} own={own} />
      <Row>
        {isOwn ? <Badge tone="info">{t('messages:texts.ownWords')}</Badge> : <ReviewBadge review={review} />}
      </Row>
      <Columns>
        <Panel title={t('messages:texts.words')}>
          <TextForm key={`${nameOfText(shown)} ${versions[0]?.version ?? 0}`} {...props} isOwn={isOwn} />
        </Panel>
        <Stack>
          <PreviewPanel shown={shown} preview={preview} />
          <Placeholders placeholders={props.placeholders} />
        </Stack>
      </Columns>
      <Versions shown={shown} versions={versions} today={today} />
    </Stack>
  )
}

function TextForm({
  shown: { channel, language },
  template,
  versions,
  preview: { dir },
  lastResult,
  isOwn,
}: EditorViewProps & { isOwn: boolean }): ReactNode {
  const { t } = useWords()
  const basedOn = versions[0]?.version ?? 0
  const [form, fields] = useZodForm({
    schema: textInput,
    lastResult,
    defaultValue: template,
    id: 'text',
  })
  const labels = {
    subject: t('messages:texts.subject'),
    text: t('messages:texts.text'),
    note: t('messages:texts.note'),
  }
  return (
    <Stack>
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <ErrorSummary form={form} labels={labels} />
          <input type="hidden" name="basedOn" value={String(fields.basedOn.value ?? basedOn)} />
          {channel === 'sms' ? null : (
            <TextField
              field={fields.subject}
              label={labels.subject}
              hint={t('messages:texts.subjectHint')}
              lang={language}
              dir={dir}
            />
          )}
          <TextArea
            field={fields.text}
            label={labels.text}
            hint={t('messages:texts.textHint')}
            rows={channel === 'sms' ? 5 : 16}
            lang={language}
            dir={dir}
          />
          <TextField field={fields.note} label={labels.note} optional />
          <Row>
            <SubmitButton name="intent" value="save">
              {t('messages:texts.save')}
            </SubmitButton>
            <SubmitButton kind="secondary" name="intent" value="preview">
              {t('messages:texts.look')}
            </SubmitButton>
          </Row>
        </Stack>
      </Form>
      {isOwn ? (
        <Form method="post">
          <input type="hidden" name="basedOn" value={basedOn} />
          <SubmitButton kind="tertiary" name="intent" value="default">
            {t('messages:texts.toDefault')}
          </SubmitButton>
        </Form>
      ) : null}
    </Stack>
  )
}

function Placeholders({ placeholders }: Pick<EditorViewProps, 'placeholders'>): ReactNode {
  const { t } = useWords()
  return (
    <Panel title={t('messages:texts.placeholders')}>
      <DefinitionList
        facts={placeholders.map(({ name, becomes }) => ({
          term: `{${name}}`,
          value: (
            <>
              {t(`messages:placeholder.${name}`)}
              <br />
              <bdi className="k-quiet">{becomes}</bdi>
            </>
          ),
        }))}
      />
    </Panel>
  )
}
