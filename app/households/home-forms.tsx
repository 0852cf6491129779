import { getFormProps } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CheckboxGroup, RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { Fieldset } from '../kit/form/fieldset.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { FormKey } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { moveInput, sharedContactInput } from './input.ts'
import type { HouseholdFormProps } from './member-form.tsx'
import type { SharedContact } from './queries.server.ts'
import { OFFERED_HOUSING } from './rules.ts'

/** Where people live from a day on, together or one of them alone. */
export function MoveForm({
  people,
  formKey,
  today,
  back,
  lastResult,
}: HouseholdFormProps & { people: readonly { personId: string; name: string }[] }): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: moveInput,
    lastResult,
    id: 'move',
    defaultValue: { fromOn: today, movers: people.map(({ personId }) => personId) },
  })
  const labels = {
    kind: t('households:move.kind'),
    homeName: t('households:move.homeName'),
    street: t('households:move.street'),
    houseNumber: t('households:move.houseNumber'),
    postcode: t('households:move.postcode'),
    town: t('households:move.town'),
    fromOn: t('households:move.fromOn'),
    movers: t('households:move.movers'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="move" />
        <ErrorSummary form={form} labels={labels} />
        <CheckboxGroup
          field={fields.movers}
          label={labels.movers}
          options={people.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <RadioGroup
          field={fields.kind}
          label={labels.kind}
          options={OFFERED_HOUSING.map((value) => ({ value, label: t(`households:kind.${value}`) }))}
        />
        <TextField
          field={fields.homeName}
          label={labels.homeName}
          hint={t('households:move.homeNameHint')}
          autoComplete="off"
          optional
        />
        <Fieldset legend={t('households:move.address')} inline>
          <TextField field={fields.street} label={labels.street} size={24} autoComplete="off" optional />
          <TextField
            field={fields.houseNumber}
            label={labels.houseNumber}
            size={6}
            autoComplete="off"
            optional
          />
          <TextField
            field={fields.postcode}
            label={labels.postcode}
            size={6}
            inputMode="numeric"
            autoComplete="off"
            optional
          />
          <TextField field={fields.town} label={labels.town} size={20} autoComplete="off" optional />
        </Fieldset>
        <DateField field={fields.fromOn} label={labels.fromOn} max={today} />
        <SaveRow back={back}>{t('households:move.save')}</SaveRow>
      </Stack>
    </Form>
  )
}

/** A number or address all of the household answer to. */
export function SharedContactForm({
  known,
  formKey,
  back,
  lastResult,
}: HouseholdFormProps & { known: SharedContact | undefined }): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: sharedContactInput,
    lastResult,
    id: 'shared',
    defaultValue: { phone: known?.phone, email: known?.email, note: known?.note },
  })
  const labels = { phone: t('households:shared.phone'), email: t('households:shared.email') }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="shared" />
        <ErrorSummary form={form} labels={labels} />
        <TextField field={fields.phone} label={labels.phone} type="tel" autoComplete="off" optional />
        <TextField field={fields.email} label={labels.email} type="email" autoComplete="off" optional />
        <TextField
          field={fields.note}
          label={t('households:shared.note')}
          hint={t('households:shared.noteHint')}
          autoComplete="off"
          optional
        />
        <SaveRow back={back}>{t('households:shared.save')}</SaveRow>
      </Stack>
    </Form>
  )
}
