import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey } from '../kit/form/submit-button.tsx'
import { DateField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { workFactsInput } from './input.ts'
import { pathOf } from './rules/work-law.ts'
import {
  EMPLOYMENTS,
  FICTIONS,
  KNOWN,
  NOTHING_KNOWN,
  REJECTIONS,
  SAFE_COUNTRIES,
  type WorkFacts,
} from './rules/work-permission.ts'

interface WorkFormProps {
  /** What was said last; null = nothing yet. */
  facts: (WorkFacts & { factsId: string }) | null
  status: string | null
  formKey: string
  today: string
  /** Where to go without an entry. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The questions behind the work permission. Those the present paper does not need are folded away, what was said to them stays. */
export function WorkForm({ facts, status, formKey, today, back, lastResult }: WorkFormProps): ReactNode {
  const { t } = useWords()
  const { factsId, ...told } = facts ?? { factsId: '', ...NOTHING_KNOWN }
  const [form, fields] = useZodForm({
    schema: workFactsInput,
    lastResult,
    id: 'work',
    defaultValue: { ...told, basedOn: factsId },
  })
  const by = pathOf(status)?.by
  const label = (field: keyof WorkFacts): string => t(`permits:work.field.${field}`)
  const labels = Object.fromEntries(
    (['asylumAppliedOn', 'stayingSince', 'toleratedSince'] as const).map((field) => [field, label(field)]),
  )
  const known = KNOWN.map((value) => ({ value, label: t(`permits:work.known.${value}`) }))
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="work" />
        <input type="hidden" name="basedOn" value={fields.basedOn.initialValue ?? ''} />
        <ErrorSummary form={form} labels={labels} />
        <p className="k-quiet">{t('permits:work.unknownIsFine')}</p>
        <Questions title={t('permits:work.group.stay')} open={by === 'asylum' || by === 'duldung'}>
          <RadioGroup
            field={fields.receptionDuty}
            label={label('receptionDuty')}
            hint={t('permits:work.hint.receptionDuty')}
            options={known}
          />
          <DateField
            field={fields.stayingSince}
            label={label('stayingSince')}
            hint={t('permits:work.hint.stayingSince')}
            max={today}
          />
          <SelectField
            field={fields.employment}
            label={label('employment')}
            empty={false}
            options={EMPLOYMENTS.map((value) => ({ value, label: t(`permits:work.employment.${value}`) }))}
          />
        </Questions>
        <Questions title={t('permits:work.group.asylum')} open={by === 'asylum'}>
          <DateField field={fields.asylumAppliedOn} label={label('asylumAppliedOn')} max={today} />
          <SelectField
            field={fields.safeCountry}
            label={label('safeCountry')}
            empty={false}
            options={SAFE_COUNTRIES.map((value) => ({
              value,
              label: t(`permits:work.safeCountry.${value}`),
            }))}
          />
          <SelectField
            field={fields.rejection}
            label={label('rejection')}
            empty={false}
            options={REJECTIONS.map((value) => ({ value, label: t(`permits:work.rejection.${value}`) }))}
          />
        </Questions>
        <Questions title={t('permits:work.group.duldung')} open={by === 'duldung'}>
          <DateField field={fields.toleratedSince} label={label('toleratedSince')} max={today} />
          <RadioGroup field={fields.removalImminent} label={label('removalImminent')} options={known} />
          <RadioGroup
            field={fields.barred}
            label={label('barred')}
            hint={t('permits:work.hint.barred')}
            options={known}
          />
        </Questions>
        <Questions title={t('permits:work.group.fiction')} open={by === 'fiction'}>
          <RadioGroup
            field={fields.fiction}
            label={label('fiction')}
            options={FICTIONS.map((value) => ({ value, label: t(`permits:work.fiction.${value}`) }))}
          />
        </Questions>
        <SaveRow back={back}>{t('permits:work.save')}</SaveRow>
      </Stack>
    </Form>
  )
}

function Questions({
  title,
  open,
  children,
}: {
  title: string
  open: boolean
  children: ReactNode
}): ReactNode {
  return (
    <details open={open}>
      <summary className="k-link">{title}</summary>
      <Stack>{children}</Stack>
    </details>
  )
}
