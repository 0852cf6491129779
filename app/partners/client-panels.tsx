import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { TextArea } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { noteInput } from './input.ts'
import type { NoteLine, PartnerLine } from './queries.server.ts'
import { isLive, referralState } from './rules.ts'
import './partners.css'

interface PartnersPanelProps {
  partners: readonly PartnerLine[]
  /** Address of the client's file. */
  file: string
  today: string
  mayRefer: boolean
}

/** Which organisations work with the client, and the ways to consent and referral. */
export function PartnersPanel({ partners, file, today, mayRefer }: PartnersPanelProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const running = partners
    .map((one) => ({ ...one, state: referralState(one, today) }))
    .filter(({ state }) => isLive(state) || state === 'declined')
  return (
    <Panel
      title={t('partners:panel.title')}
      action={
        mayRefer ? (
          <span className="k-row">
            <TextLink to={`${file}/consent`}>{t('partners:panel.consent')}</TextLink>
            <TextLink to={`${file}/referral`}>{t('partners:panel.referral')}</TextLink>
          </span>
        ) : undefined
      }
    >
      {running.length === 0 ? <p>{t('partners:panel.none')}</p> : null}
      <ul className="k-plain">
        {running.map(({ organisationName, purpose, occurredOn, state }) => (
          <li key={`${organisationName}/${purpose}/${occurredOn}`}>
            <strong>{organisationName}</strong>, {t(`partners:purpose.${purpose}`)}, {f.since(occurredOn)}{' '}
            <Badge tone={state === 'accepted' ? 'ok' : state === 'sent' ? 'info' : 'warn'}>
              {t(`partners:referralState.${state}`)}
            </Badge>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface NotesPanelProps {
  notes: readonly NoteLine[]
  /** Address of the client's file. */
  file: string
  formKey: string
  today: string
  mayWrite: boolean
  lastResult: SubmissionResult<string[]> | undefined
}

/** What was written down about the client, and who may read it. */
export function NotesPanel({
  notes,
  file,
  formKey,
  today,
  mayWrite,
  lastResult,
}: NotesPanelProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Panel title={t('partners:notes.title')}>
      <Stack>
        {mayWrite ? <NoteForm key={formKey} formKey={formKey} lastResult={lastResult} /> : null}
        {notes.length === 0 ? <p>{t('partners:notes.none')}</p> : null}
        <ul>
          {notes.map(({ id, text, internal, by, organisation, occurredOn }) => (
            <li key={id} className="note">
              <p className="note__text">{text}</p>
              <p className="note__by">
                {organisation
                  ? t('partners:notes.byOf', { name: by, organisation, date: f.date(occurredOn) })
                  : t('partners:notes.by', { name: by, date: f.date(occurredOn) })}
                {organisation ? null : (
                  <Badge tone={internal ? 'neutral' : 'info'}>
                    {t(internal ? 'partners:notes.tagInternal' : 'partners:notes.tagPartners')}
                  </Badge>
                )}
                {mayWrite && !organisation ? (
                  <TextLink to={`${file}/undo/note/${id}`}>{t('partners:notes.takeBack')}</TextLink>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      </Stack>
    </Panel>
  )
}

function NoteForm({ formKey, lastResult }: Pick<NotesPanelProps, 'formKey' | 'lastResult'>): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: noteInput,
    lastResult,
    id: 'note',
    defaultValue: { readers: 'internal' },
  })
  const labels = { text: t('partners:notes.text'), readers: t('partners:notes.readers') }
  return (
    <details open={lastResult !== undefined}>
      <summary className="k-link">{t('partners:notes.write')}</summary>
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <FormKey value={formKey} />
          <ErrorSummary form={form} labels={labels} />
          <TextArea field={fields.text} label={labels.text} rows={3} />
          <RadioGroup
            field={fields.readers}
            label={labels.readers}
            options={[
              { value: 'internal', label: t('partners:notes.internal') },
              { value: 'partners', label: t('partners:notes.partners') },
            ]}
          />
          <Row>
            <SubmitButton>{t('partners:notes.save')}</SubmitButton>
          </Row>
        </Stack>
      </Form>
    </details>
  )
}
