import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import { CheckboxGroup, RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Columns, PageHeader, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { restrictionInput } from './input.ts'
import type { Restriction } from './queries.server.ts'

const REASONS = ['relative-of-staff', 'threatened', 'other'] as const

interface RestrictionViewProps {
  file: Restriction
  staff: readonly { id: string; name: string }[]
  me: string
  /** Address of the file. */
  page: string
  /** Organisations that work with the client today. */
  referred: readonly string[]
  today: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Left: who may see the file. Right: who does now, and the way back. */
export function RestrictionView(props: RestrictionViewProps): ReactNode {
  const { file, page, referred, today } = props
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <>
      <PageHeader title={t('caseload:restriction.title')} sub={t('caseload:restriction.sub')} />
      <Columns>
        <Panel title={t(file.restriction ? 'caseload:restriction.change' : 'caseload:restriction.save')}>
          <RestrictionForm {...props} />
        </Panel>
        <Stack>
          {file.restriction ? (
            <Panel title={t('caseload:restriction.now')}>
              <ul className="k-plain">
                {file.named.map(({ id, name }) => (
                  <li key={id}>{name}</li>
                ))}
                {file.former.map(({ name, until }) => (
                  <li key={name}>{t('caseload:restriction.former', { name, until: f.date(until) })}</li>
                ))}
              </ul>
            </Panel>
          ) : (
            <Alert title={t('caseload:restriction.effect')} />
          )}
          {referred.length > 0 && (
            <Panel title={t('caseload:restriction.referred')}>
              <ul className="k-plain">
                {referred.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
              <p className="k-quiet">{t('caseload:restriction.referredHelp')}</p>
              <LinkButton kind="tertiary" to={`${page}/referral`}>
                {t('caseload:restriction.toReferrals')}
              </LinkButton>
            </Panel>
          )}
          {file.restriction && (
            <Form method="post">
              <input type="hidden" name="intent" value="lift" />
              <p className="k-quiet">{t('caseload:restriction.liftHelp')}</p>
              <Button type="submit">{t('caseload:restriction.lift')}</Button>
            </Form>
          )}
        </Stack>
      </Columns>
    </>
  )
}

function RestrictionForm({ file, staff, me, lastResult }: RestrictionViewProps): ReactNode {
  const { t } = useWords()
  const named = file.restriction
    ? file.named.map(({ id }) => id)
    : [file.leadId, me].filter((id) => id !== null)
  const [form, fields] = useZodForm({
    schema: restrictionInput,
    lastResult,
    id: 'restriction',
    defaultValue: {
      ...(file.restriction ? { restriction: file.restriction } : {}),
      named: [...new Set(named)],
    },
  })
  const roleOf = (id: string): string | undefined =>
    [id === file.leadId && t('caseload:restriction.leads'), id === me && t('caseload:restriction.you')]
      .filter(Boolean)
      .join(', ') || undefined
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary
          form={form}
          labels={{ restriction: t('caseload:restriction.why'), named: t('caseload:restriction.named') }}
        />
        <RadioGroup
          field={fields.restriction}
          label={t('caseload:restriction.why')}
          options={REASONS.map((value) => ({ value, label: t(`caseload:restriction.reason.${value}`) }))}
        />
        <CheckboxGroup
          field={fields.named}
          label={t('caseload:restriction.named')}
          hint={t('caseload:restriction.namedHint')}
          options={staff.map(({ id, name }) => ({ value: id, label: name, hint: roleOf(id) }))}
        />
        <SubmitButton>
          {t(file.restriction ? 'caseload:restriction.change' : 'caseload:restriction.save')}
        </SubmitButton>
      </Stack>
    </Form>
  )
}
