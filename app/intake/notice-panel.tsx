import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { CheckboxGroup, RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { noticeInput } from './input.ts'
import type { NoticeLine } from './queries.server.ts'
import { isNoticeLanguage, NOTICE_LANGUAGES, type NoticeState, OFFERED_WAYS } from './rules.ts'

const TONES: Record<NoticeState['state'], Tone> = { given: 'ok', due: 'info', overdue: 'danger' }

/** `Datenschutz: zu geben bis 09.04.2026 (Art. 14)`. */
export function NoticeBadge({ notice, today }: { notice: NoticeState; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { state, article, on } = notice
  return <Badge tone={TONES[state]}>{t(`intake:notice.state.${state}`, { date: f.date(on), article })}</Badge>
}

interface NoticeFactsProps {
  notice: NoticeState
  /** The newest first. */
  given: readonly NoticeLine[]
  sheet: string
  today: string
}

/** Whether the person was told, when and how. */
export function NoticeFacts({ notice, given, sheet, today }: NoticeFactsProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Stack>
      <p>
        <NoticeBadge notice={notice} today={today} />
      </p>
      <p>{t(`intake:notice.why.${notice.article}`)}</p>
      {given.length > 0 ? (
        <ul className="k-plain">
          {given.map(({ noticeId, givenOn, language, way, interpreterName, textVersion, by }) => (
            <li key={noticeId}>
              <strong>{f.date(givenOn)}</strong>, {t(`intake:way.${way}`)},{' '}
              {isNoticeLanguage(language) ? t(`intake:language.${language}`) : language}
              {interpreterName ? `, ${t('intake:notice.interpretedBy', { name: interpreterName })}` : ''}
              <span className="k-quiet"> {t('intake:notice.by', { name: by, version: textVersion })}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <TextLink to={sheet}>{t('intake:sheet.open')}</TextLink>
      </p>
    </Stack>
  )
}

export interface Informed {
  personId: string
  name: string
  notice: NoticeState
}

interface NoticeFormProps {
  /** The client first, then the others of the household. */
  family: readonly Informed[]
  /** BCP 47: the client's own. */
  language: string | null
  formKey: string
  today: string
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The sheet was given: to the client, and in one talk to whom else of the household. */
export function NoticeForm({
  family,
  language,
  formKey,
  today,
  back,
  lastResult,
}: NoticeFormProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const [form, fields] = useZodForm({
    schema: noticeInput,
    lastResult,
    id: 'notice',
    defaultValue: {
      // Whoever else was there, only a person can say.
      informed: family
        .slice(0, 1)
        .flatMap(({ personId, notice }) => (notice.state === 'given' ? [] : [personId])),
      occurredOn: today,
      language: language === 'en' ? 'en' : 'de',
      way: 'handed-out',
    },
  })
  const labels = {
    informed: t('intake:notice.informed'),
    occurredOn: t('intake:notice.occurredOn'),
    language: t('intake:notice.language'),
    way: t('intake:notice.way'),
    interpreter: t('intake:notice.interpreter'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="notice" />
        <ErrorSummary form={form} labels={labels} />
        <CheckboxGroup
          field={fields.informed}
          label={labels.informed}
          hint={family.length > 1 ? t('intake:notice.informedHint') : undefined}
          options={family.map(({ personId, name, notice }) => ({
            value: personId,
            label: name,
            hint: t(`intake:notice.state.${notice.state}`, {
              date: f.date(notice.on),
              article: notice.article,
            }),
          }))}
        />
        <DateField field={fields.occurredOn} label={labels.occurredOn} max={today} />
        <SelectField
          field={fields.language}
          label={labels.language}
          empty={false}
          options={NOTICE_LANGUAGES.map((value) => ({ value, label: t(`intake:language.${value}`) }))}
        />
        <RadioGroup
          field={fields.way}
          label={labels.way}
          options={OFFERED_WAYS.map((value) => ({ value, label: t(`intake:way.${value}`) }))}
        />
        <TextField
          field={fields.interpreter}
          label={labels.interpreter}
          hint={t('intake:notice.interpreterHint')}
          autoComplete="off"
          optional
        />
        <SaveRow back={back}>{t('intake:notice.save')}</SaveRow>
      </Stack>
    </Form>
  )
}
