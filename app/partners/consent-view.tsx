import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { onTheWall } from '../kit/format.ts'
import { Columns, PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { LANGUAGES, type Language } from '../outreach/list/languages.ts'
import { ConsentForm } from './consent-form.tsx'
import { ConsentGrid } from './consent-grid.tsx'
import type { ConsentRow, Organisation, ReferralRow } from './queries.server.ts'
import { type AnsweredForm, type ConsentState, formsOf, gridOf } from './rules.ts'
import { WithdrawForm } from './withdraw-form.tsx'

interface ConsentViewProps {
  /** The newest first. */
  consents: readonly ConsentRow[]
  referrals: readonly ReferralRow[]
  organisations: readonly Organisation[]
  /** The form that is being taken back. */
  withdrawing: string | null
  language: string | null
  formKey: string
  today: string
  /** Address of the client's file. */
  file: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Who may see what until when; beneath it what is asked next and what was said before. */
export function ConsentView(props: ConsentViewProps): ReactNode {
  const { consents, referrals, withdrawing, today, file, lastResult } = props
  const { t } = useWords()
  const forms = formsOf(consents, today)
  const taking = forms.find(({ formId, state }) => formId === withdrawing && state === 'standing')
  const page = `${file}/consent`
  return (
    <>
      <PageHeader
        title={t('partners:consent.title')}
        sub={t('partners:consent.sub')}
        action={<LinkButton to={`${file}/referral`}>{t('partners:consent.refer')}</LinkButton>}
      />
      <Section title={t('partners:consent.who')}>
        {consents.length === 0 ? (
          <EmptyState title={t('partners:consent.none')}>{t('partners:consent.noneHelp')}</EmptyState>
        ) : (
          <ConsentGrid
            rows={gridOf(consents, referrals, today)}
            today={today}
            referral={`${file}/referral`}
          />
        )}
        <p className="k-quiet">{t('partners:consent.never')}</p>
      </Section>
      <Columns>
        {taking ? (
          <Panel title={t('partners:withdrawForm.title')}>
            <WithdrawForm form={taking} back={page} lastResult={lastResult} />
          </Panel>
        ) : (
          <Panel title={t('partners:consent.new')}>
            <ConsentForm {...props} />
          </Panel>
        )}
        <Section title={t('partners:consent.history')} count={forms.length}>
          {forms.length === 0 ? <p>{t('partners:consent.historyNone')}</p> : null}
          <Stack>
            <ol>
              {forms.map((form) => (
                <FormEntry key={form.formId} form={form} page={page} today={today} />
              ))}
            </ol>
          </Stack>
        </Section>
      </Columns>
    </>
  )
}

const TONES: Record<ConsentState, Tone> = {
  standing: 'ok',
  ahead: 'info',
  refused: 'neutral',
  withdrawn: 'neutral',
  expired: 'warn',
  voided: 'neutral',
}

interface FormEntryProps {
  form: AnsweredForm<ConsentRow>
  page: string
  today: string
}

function FormEntry({ form, page, today }: FormEntryProps): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat(today)
  const { first, categories, state, formId } = form
  const given = first.answer === 'given'
  const language = (code: string): string => (isLanguage(code) ? LANGUAGES[code][locale] : code)
  const withInterpreter = first.interpreterName
    ? t('partners:consent.interpreterWas', { name: first.interpreterName })
    : first.interpreter
      ? t('partners:consent.interpreterUnnamed')
      : ''
  const explained = t('partners:consent.textVersion', {
    version: first.textVersion,
    language: language(first.languageShown),
  })
  return (
    <li className="entry">
      <div className="entry__head">
        <span className="entry__who">{first.organisationName}</span>
        <Badge tone={TONES[state]}>{t(`partners:state.${state}`)}</Badge>
        {state === 'standing' ? (
          <TextLink to={`${page}?withdraw=${formId}`}>{t('partners:consent.withdraw')}</TextLink>
        ) : null}
      </div>
      <DefinitionList
        facts={[
          { term: t('partners:form.purpose'), value: t(`partners:purpose.${first.purpose}`) },
          {
            term: t('partners:consent.categories'),
            value: categories.map((category) => t(`partners:category.${category}`)).join(', '),
          },
          {
            term: t('partners:form.answer'),
            value: t(given ? 'partners:consent.formGiven' : 'partners:consent.formRefused', {
              date: f.date(first.occurredOn),
            }),
          },
          {
            term: t('partners:consent.until'),
            value: given
              ? first.expiresOn
                ? t('partners:consent.untilDate', { date: f.date(first.expiresOn) })
                : t('partners:consent.unlimited')
              : null,
          },
          { term: t('partners:consent.taken'), value: first.takenBy },
          {
            term: t('partners:consent.text'),
            value: [explained, withInterpreter].filter(Boolean).join(', '),
          },
          {
            term: t('partners:consent.signed'),
            value: first.signedHow && t(`partners:consent.${first.signedHow}`, { name: first.signedName }),
          },
          {
            term: t('partners:consent.withdrawn'),
            value:
              first.withdrawnAt && first.withdrawnHow
                ? [
                    t('partners:consent.withdrawnOn', {
                      date: f.date(onTheWall(first.withdrawnAt).date),
                      how: t(`partners:how.${first.withdrawnHow}`),
                    }),
                    first.withdrawalReason,
                  ]
                    .filter(Boolean)
                    .join(': ')
                : null,
          },
        ]}
      />
    </li>
  )
}

const isLanguage = (code: string): code is Language => code in LANGUAGES
