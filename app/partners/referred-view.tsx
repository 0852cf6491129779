import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { TextArea, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Icon } from '../kit/icon.tsx'
import { Columns, PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { LANGUAGES, type Language } from '../outreach/list/languages.ts'
import { answerInput, noteInput } from './input.ts'
import type { ReferredClient, ReferredReferral } from './queries/partner.server.ts'
import { type Category, OFFERED_CATEGORIES } from './rules.ts'
import './partners.css'

interface ReferredViewProps {
  client: ReferredClient
  formKey: string
  today: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** A referred person, as far as they allow. What is not allowed is said, never shown as empty. */
export function ReferredView(props: ReferredViewProps): ReactNode {
  const { client, today, lastResult } = props
  const { t } = useWords()
  const f = useFormat(today)
  const name = [client.familyName, client.givenName].filter(Boolean).join(', ')
  const waiting = client.referrals.filter(({ accepted }) => !accepted)
  return (
    <>
      <PageHeader
        title={name}
        sub={[
          t('partners:client.born', { date: f.birthDate(client.birthDate) }),
          client.leadName && t('partners:client.lead', { name: client.leadName }),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <Allowed open={client.open} today={today} />
      <Columns>
        <Stack>
          {waiting.map((referral) => (
            <Panel key={referral.id} title={t('partners:answerForm.title')}>
              <AnswerForm referral={referral} today={today} lastResult={lastResult} />
            </Panel>
          ))}
          {client.referrals
            .filter(({ accepted }) => accepted)
            .map((referral) => (
              <Panel key={referral.id} title={t('partners:client.errand')}>
                <Errand referral={referral} today={today} />
              </Panel>
            ))}
          <Part category="contact" {...props}>
            <Contact {...props} />
          </Part>
          <Part category="assessment" {...props}>
            <Assessment {...props} />
          </Part>
          <Part category="plan" {...props}>
            <Plan {...props} />
          </Part>
          <Part category="health" {...props}>
            <Health {...props} />
          </Part>
        </Stack>
        <Section title={t('partners:notes.title')}>
          {opens(client, 'services') ? <Notes {...props} /> : <Closed />}
        </Section>
      </Columns>
    </>
  )
}

const opens = ({ open }: ReferredClient, category: Category): boolean =>
  open.some((one) => one.category === category)

function Closed(): ReactNode {
  const { t } = useWords()
  return <p className="k-quiet">{t('partners:client.closed')}</p>
}

function Part({
  category,
  client,
  children,
}: ReferredViewProps & { category: Category; children: ReactNode }): ReactNode {
  const { t } = useWords()
  return (
    <Panel title={t(`partners:category.${category}`)}>
      {opens(client, category) ? children : <Closed />}
    </Panel>
  )
}

/** What the client allows, at a glance. */
function Allowed({ open, today }: { open: ReferredClient['open']; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <ul className="allowed" aria-label={t('partners:client.allowed')}>
      {OFFERED_CATEGORIES.map((category) => {
        const found = open.find((one) => one.category === category)
        return (
          <li key={category} className={found ? 'allowed__one' : 'allowed__one allowed__one--not'}>
            <Icon name={found ? 'check' : 'close'} small />
            {t(`partners:category.${category}`)}{' '}
            {!found
              ? t('partners:client.notAllowed')
              : found.until
                ? t('partners:client.allowedUntil', { date: f.date(found.until) })
                : t('partners:client.allowedOpen')}
          </li>
        )
      })}
    </ul>
  )
}

function Errand({ referral, today }: { referral: ReferredReferral; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <>
      <p className="note__text">{referral.note || t('partners:client.errandNone')}</p>
      <DefinitionList
        facts={[
          { term: t('partners:form.purpose'), value: t(`partners:purpose.${referral.purpose}`) },
          {
            term: t('partners:client.since'),
            value: `${f.date(referral.since)} (${f.inDays(referral.since)})`,
          },
          { term: t('partners:client.until'), value: referral.untilOn && f.date(referral.untilOn) },
        ]}
      />
    </>
  )
}

function AnswerForm({
  referral,
  today,
  lastResult,
}: {
  referral: ReferredReferral
  today: string
  lastResult: SubmissionResult<string[]> | undefined
}): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: answerInput,
    lastResult: lastResult?.initialValue?.referralId === referral.id ? lastResult : undefined,
    id: `answer-${referral.id}`,
  })
  const labels = { reason: t('partners:answerForm.reason') }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <Errand referral={referral} today={today} />
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="referralId" value={referral.id} />
        <ErrorSummary form={form} labels={labels} />
        <TextField
          field={fields.reason}
          label={labels.reason}
          hint={t('partners:answerForm.reasonHint')}
          autoComplete="off"
          optional
        />
        <Row>
          <SubmitButton name="answer" value="accepted">
            {t('partners:answerForm.accept')}
          </SubmitButton>
          <SubmitButton kind="secondary" name="answer" value="declined">
            {t('partners:answerForm.decline')}
          </SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}

function Contact({ client: { contact } }: ReferredViewProps): ReactNode {
  const { t, locale } = useWords()
  if (!contact) return <p>{t('partners:client.contactEmpty')}</p>
  const { phone, email, language, interpreter } = contact
  const spoken = language && (isLanguage(language) ? LANGUAGES[language][locale] : language)
  return (
    <DefinitionList
      facts={[
        {
          term: t('partners:client.phone'),
          value: phone && (
            <a className="k-link" href={`tel:${phone}`}>
              {phone}
            </a>
          ),
        },
        {
          term: t('partners:client.email'),
          value: email && (
            <a className="k-link" href={`mailto:${email}`}>
              {email}
            </a>
          ),
        },
        {
          term: t('partners:client.language'),
          value: [spoken, interpreter && t('partners:client.interpreter')].filter(Boolean).join(', '),
        },
      ]}
    />
  )
}

const isLanguage = (code: string): code is Language => code in LANGUAGES

function Assessment({ client: { assessment }, today }: ReferredViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (!assessment) return <p>{t('partners:client.assessmentEmpty')}</p>
  return (
    <DefinitionList
      facts={[
        { term: t('partners:client.qualification'), value: assessment.qualification },
        { term: t('partners:client.wish'), value: assessment.wish },
        {
          term: t('partners:client.german'),
          value: [assessment.germanOral, assessment.germanWritten]
            .map((level) => level?.toUpperCase() ?? '–')
            .join(' / '),
        },
        { term: t('partners:client.asOf'), value: f.date(assessment.occurredOn) },
      ]}
    />
  )
}

function Plan({ client: { plan }, today }: ReferredViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (!plan) return <p>{t('partners:client.planEmpty')}</p>
  return (
    <>
      <p>
        {t('partners:client.target')}: <strong>{plan.targetJob}</strong>
      </p>
      <ol className="k-steps">
        {plan.steps.map(({ what, who, until }) => (
          <li key={what}>
            {what}{' '}
            <span className="k-quiet">
              {t(`partners:client.step.${who}`)}
              {until ? `, ${t('partners:client.stepUntil', { date: f.shortDate(until) })}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Health({ client: { health }, today }: ReferredViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (!health) return <p>{t('partners:client.healthEmpty')}</p>
  return (
    <DefinitionList
      facts={[
        {
          term: t('partners:client.ability'),
          value: health.ability && t(`partners:client.abilityIs.${health.ability}`),
        },
        {
          term: t('partners:client.childcare'),
          value: health.childcare && t(`partners:client.childcareIs.${health.childcare}`),
        },
        { term: t('partners:client.remark'), value: health.note },
        { term: t('partners:client.asOf'), value: f.date(health.occurredOn) },
      ]}
    />
  )
}

function Notes({ client: { notes }, formKey, today, lastResult }: ReferredViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const [form, fields] = useZodForm({
    schema: noteInput,
    lastResult: lastResult?.initialValue && 'text' in lastResult.initialValue ? lastResult : undefined,
    id: 'note',
  })
  const label = t('partners:notes.text')
  return (
    <Stack>
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <FormKey value={formKey} />
          <input type="hidden" name="intent" value="note" />
          <ErrorSummary form={form} labels={{ text: label }} />
          <TextArea field={fields.text} label={label} hint={t('partners:client.noteHint')} rows={3} />
          <Row>
            <SubmitButton kind="secondary">{t('partners:notes.save')}</SubmitButton>
          </Row>
        </Stack>
      </Form>
      {notes.length === 0 ? <p>{t('partners:client.notesEmpty')}</p> : null}
      <ul>
        {notes.map(({ id, text, occurredOn, by, ours }) => (
          <li key={id} className="note">
            <p className="note__text">{text}</p>
            <p className="note__by">
              {t('partners:notes.by', { name: by, date: f.date(occurredOn) })}
              <Badge tone={ours ? 'info' : 'neutral'}>
                {t(ours ? 'partners:client.ours' : 'partners:client.city')}
              </Badge>
            </p>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
