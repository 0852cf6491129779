import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextArea, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Columns, PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { endInput, referralInput } from './input.ts'
import type { ConsentRow, ReferralRow } from './queries.server.ts'
import {
  type Category,
  consentState,
  isLive,
  OFFERED_CATEGORIES,
  type ReferralState,
  referralState,
} from './rules.ts'
import './partners.css'

interface ReferralViewProps {
  /** The newest first. */
  consents: readonly ConsentRow[]
  referrals: readonly ReferralRow[]
  /** The referral that is being ended. */
  ending: string | null
  formKey: string
  today: string
  /** Address of the client's file. */
  file: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** A new referral on the left, what was referred on the right. */
export function ReferralView(props: ReferralViewProps): ReactNode {
  const { referrals, ending, today, file, lastResult } = props
  const { t } = useWords()
  const page = `${file}/referral`
  const end = referrals.find((one) => one.id === ending && isOpen(referralState(one, today)))
  return (
    <>
      <PageHeader
        title={t('partners:referral.title')}
        sub={t('partners:referral.sub')}
        action={<LinkButton to={`${file}/consent`}>{t('partners:panel.consent')}</LinkButton>}
      />
      <Columns>
        {end ? (
          <Panel title={t('partners:endForm.title')}>
            <EndForm
              referral={end}
              answered={referralState(end, today) !== 'sent'}
              back={page}
              lastResult={lastResult}
            />
          </Panel>
        ) : (
          <Panel title={t('partners:referral.new')}>
            <ReferralForm {...props} />
          </Panel>
        )}
        <Section title={t('partners:referral.list')} count={referrals.length}>
          {referrals.length === 0 ? <p>{t('partners:referral.listNone')}</p> : null}
          <ol>
            {referrals.map((one) => (
              <ReferralEntry key={one.id} referral={one} {...props} />
            ))}
          </ol>
        </Section>
      </Columns>
    </>
  )
}

const isOpen = (state: ReferralState): boolean => isLive(state) || state === 'ahead'

/** What stands to one organisation for one purpose, in the order of the form. */
function standingFor(
  consents: readonly ConsentRow[],
  of: Pick<ConsentRow, 'organisationId' | 'purpose'>,
  today: string,
): Category[] {
  const named = consents.filter(
    (one) =>
      one.organisationId === of.organisationId &&
      one.purpose === of.purpose &&
      consentState(one, today) === 'standing',
  )
  return OFFERED_CATEGORIES.filter((category) => named.some((one) => one.category === category))
}

function ReferralForm({
  consents,
  referrals,
  formKey,
  today,
  file,
  lastResult,
}: ReferralViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const [form, fields] = useZodForm({ schema: referralInput, lastResult, id: 'refer' })
  const labels = {
    consentId: t('partners:referral.consent'),
    note: t('partners:referral.note'),
    untilOn: t('partners:referral.untilOn'),
  }
  const running = referrals.filter((one) => isOpen(referralState(one, today)))
  const choices = consents.filter(
    (one, at) =>
      one.category === 'identity' &&
      consentState(one, today) === 'standing' &&
      !running.some((other) => same(one, other)) &&
      // Given twice: the newest form stands for both.
      !consents
        .slice(0, at)
        .some(
          (newer) =>
            newer.category === 'identity' && consentState(newer, today) === 'standing' && same(one, newer),
        ),
  )
  if (choices.length === 0)
    return (
      <Stack>
        <EmptyState title={t('partners:referral.noConsent')}>
          {t('partners:referral.noConsentHelp')}
        </EmptyState>
        <Row>
          <LinkButton kind="primary" to={`${file}/consent`}>
            {t('partners:referral.toConsent')}
          </LinkButton>
        </Row>
      </Stack>
    )
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="refer" />
        <ErrorSummary form={form} labels={labels} />
        <RadioGroup
          field={fields.consentId}
          label={labels.consentId}
          hint={t('partners:referral.consentHint')}
          options={choices.map((one) => ({
            value: one.id,
            label: t('partners:referral.option', {
              organisation: one.organisationName,
              purpose: t(`partners:purpose.${one.purpose}`),
            }),
            hint: t('partners:referral.optionHint', {
              categories: standingFor(consents, one, today)
                .map((category) => t(`partners:category.${category}`))
                .join(', '),
              until: one.expiresOn
                ? t('partners:consent.untilDate', { date: f.date(one.expiresOn) })
                : t('partners:consent.unlimited'),
            }),
          }))}
        />
        <TextArea field={fields.note} label={labels.note} hint={t('partners:referral.noteHint')} optional />
        <DateField
          field={fields.untilOn}
          label={labels.untilOn}
          hint={t('partners:referral.untilHint')}
          min={today}
          optional
        />
        <Row>
          <SubmitButton>{t('partners:referral.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}

const same = (
  a: Pick<ConsentRow, 'organisationId' | 'purpose'>,
  b: Pick<ConsentRow, 'organisationId' | 'purpose'>,
): boolean => a.organisationId === b.organisationId && a.purpose === b.purpose

interface EndFormProps {
  referral: ReferralRow
  /** Whether the organisation has said yes or no. */
  answered: boolean
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

function EndForm({ referral, answered, back, lastResult }: EndFormProps): ReactNode {
  const { t } = useWords()
  const defaultValue = { reason: answered ? '' : t('partners:endForm.noAnswer') }
  const [form, fields] = useZodForm({ schema: endInput, lastResult, defaultValue, id: 'end' })
  const label = t('partners:endForm.reason')
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <input type="hidden" name="intent" value="end" />
        <input type="hidden" name="referralId" value={referral.id} />
        <ErrorSummary form={form} labels={{ reason: label }} />
        <p>{t('partners:endForm.lead', { organisation: referral.organisationName })}</p>
        <TextField
          field={fields.reason}
          label={label}
          hint={t('partners:endForm.reasonHint')}
          autoComplete="off"
        />
        <SaveRow back={back}>{t('partners:endForm.save')}</SaveRow>
      </Stack>
    </Form>
  )
}

const TONES: Record<ReferralState, Tone> = {
  sent: 'info',
  accepted: 'ok',
  declined: 'warn',
  ended: 'neutral',
  ahead: 'info',
  voided: 'neutral',
}

function ReferralEntry({
  referral,
  consents,
  today,
  file,
}: ReferralViewProps & { referral: ReferralRow }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const state = referralState(referral, today)
  const sees = standingFor(consents, referral, today)
  const { endReason } = referral
  return (
    <li className="entry">
      <div className="entry__head">
        <span className="entry__who">{referral.organisationName}</span>
        <Badge tone={TONES[state]}>{t(`partners:referralState.${state}`)}</Badge>
        {isOpen(state) ? (
          <TextLink to={`${file}/referral?end=${referral.id}`}>{t('partners:referral.end')}</TextLink>
        ) : null}
      </div>
      <DefinitionList
        facts={[
          { term: t('partners:form.purpose'), value: t(`partners:purpose.${referral.purpose}`) },
          { term: t('partners:referral.since'), value: f.date(referral.occurredOn) },
          { term: t('partners:referral.until'), value: referral.untilOn && f.date(referral.untilOn) },
          { term: t('partners:referral.by'), value: referral.sentBy },
          { term: t('partners:referral.errand'), value: referral.note },
          {
            term: t('partners:referral.sees'),
            value: !isLive(state)
              ? null
              : sees.includes('identity')
                ? sees.map((category) => t(`partners:category.${category}`)).join(', ')
                : t('partners:referral.seesNothing'),
          },
          {
            term: t('partners:referral.reason'),
            value:
              endReason === 'replaced' || endReason === 'withdrawn' || endReason === 'merged'
                ? (referral.answerReason ?? t(`partners:referral.${endReason}`))
                : (endReason ?? referral.answerReason),
          },
        ]}
      />
    </li>
  )
}
