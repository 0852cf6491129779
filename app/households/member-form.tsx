import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { earningInput, leaveInput, memberInput } from './input.ts'
import { OFFERED_EARNINGS, OFFERED_RELATIONS } from './rules.ts'

export interface HouseholdFormProps {
  formKey: string
  today: string
  /** Where to go without an entry. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Somebody who lives here too. The question whether it is the same person comes once somebody of that name is known. */
export function MemberForm({
  familyName,
  formKey,
  today,
  back,
  lastResult,
}: HouseholdFormProps & { familyName: string }): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: memberInput,
    lastResult,
    id: 'member',
    defaultValue: { familyName, fromOn: today },
  })
  // Not by the field's own errors: they go with the first click on an answer, and the question would go with them.
  const asked = lastResult?.error?.same || fields.same.initialValue
  const labels = {
    familyName: t('households:member.familyName'),
    givenName: t('households:member.givenName'),
    birthDate: t('households:member.birthDate'),
    gender: t('households:member.gender'),
    relation: t('households:member.relation'),
    fromOn: t('households:member.fromOn'),
    same: t('households:member.same'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="member" />
        <ErrorSummary form={form} labels={labels} />
        <TextField field={fields.givenName} label={labels.givenName} autoComplete="off" />
        <TextField field={fields.familyName} label={labels.familyName} autoComplete="off" />
        <DateField field={fields.birthDate} label={labels.birthDate} max={today} />
        <SelectField
          field={fields.gender}
          label={labels.gender}
          empty={t('households:member.notSaid')}
          optional
          options={(['female', 'male', 'diverse'] as const).map((value) => ({
            value,
            label: t(`households:gender.${value}`),
          }))}
        />
        <RadioGroup
          field={fields.relation}
          label={labels.relation}
          options={OFFERED_RELATIONS.map((value) => ({ value, label: t(`households:relation.${value}`) }))}
        />
        <DateField field={fields.fromOn} label={labels.fromOn} max={today} />
        {asked ? (
          <RadioGroup
            field={fields.same}
            label={labels.same}
            options={[
              { value: 'yes', label: t('households:member.sameYes') },
              { value: 'no', label: t('households:member.sameNo') },
            ]}
          />
        ) : null}
        <SaveRow back={back}>{t('households:member.save')}</SaveRow>
      </Stack>
    </Form>
  )
}

type AboutProps = HouseholdFormProps & { member: { personId: string; fromOn: string } }

/** Somebody has moved out. */
export function LeaveForm({ member, today, back, lastResult }: AboutProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: leaveInput,
    lastResult,
    id: 'leave',
    defaultValue: { untilOn: today },
  })
  const label = t('households:leave.untilOn')
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <input type="hidden" name="intent" value="leave" />
        <input type="hidden" name="member" value={member.personId} />
        <ErrorSummary form={form} labels={{ untilOn: label }} />
        <DateField
          field={fields.untilOn}
          label={label}
          hint={t('households:leave.hint')}
          min={member.fromOn}
          max={today}
        />
        <SaveRow back={back}>{t('households:leave.save')}</SaveRow>
      </Stack>
    </Form>
  )
}

/** Whether somebody earns, and how. */
export function EarningForm({ member, formKey, back, lastResult }: AboutProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: earningInput, lastResult, id: 'earning' })
  const labels = { earns: t('households:earning.earns'), kind: t('households:earning.kind') }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="earning" />
        <input type="hidden" name="member" value={member.personId} />
        <ErrorSummary form={form} labels={labels} />
        <RadioGroup
          field={fields.earns}
          label={labels.earns}
          options={[
            { value: 'yes', label: t('households:earning.yes') },
            { value: 'no', label: t('households:earning.no') },
          ]}
        />
        <SelectField
          field={fields.kind}
          label={labels.kind}
          hint={t('households:earning.hint')}
          options={OFFERED_EARNINGS.map((value) => ({ value, label: t(`households:earns.${value}`) }))}
        />
        <SaveRow back={back}>{t('households:earning.save')}</SaveRow>
      </Stack>
    </Form>
  )
}
