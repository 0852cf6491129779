import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { TextArea, TextField } from '../kit/form/text-field.tsx'
import { Section } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { ABILITY, CEFR, CHILDCARE, GERMAN_PROOFS, MOTIVATION } from './rules.ts'
import type { TalkFields } from './talk-form.tsx'

/** German; wish and motivation; ability to take part. */
export function TalkLastParts({ fields }: { fields: TalkFields }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Section id="part-german" title={t('assessments:part.german')}>
        <RadioGroup
          big
          field={fields.germanOral}
          label={t('assessments:q.germanOral')}
          options={CEFR.map((value) => ({
            value,
            label: t(`assessments:oral.${value}`),
            hint: t(`assessments:level.${value}`),
          }))}
        />
        <RadioGroup
          big
          field={fields.germanWritten}
          label={t('assessments:q.germanWritten')}
          options={CEFR.map((value) => ({
            value,
            label: t(`assessments:written.${value}`),
            hint: t(`assessments:level.${value}`),
          }))}
        />
        <RadioGroup
          big
          field={fields.germanProof}
          label={t('assessments:q.germanProof')}
          hint={t('assessments:hint.germanProof')}
          options={GERMAN_PROOFS.map((value) => ({ value, label: t(`assessments:germanProof.${value}`) }))}
        />
      </Section>
      <Section id="part-wish" title={t('assessments:part.wish')}>
        <TextField
          field={fields.wish}
          label={t('assessments:q.wish')}
          hint={t('assessments:hint.wish')}
          optional
        />
        <RadioGroup
          big
          field={fields.motivation}
          label={t('assessments:q.motivation')}
          options={MOTIVATION.map((value) => ({
            value,
            label: t(`assessments:motivation.${value}`),
            hint: t('assessments:summary.of', { value, max: 5 }),
          }))}
        />
      </Section>
      <Section id="part-ability" title={t('assessments:part.ability')}>
        <RadioGroup
          big
          field={fields.ability}
          label={t('assessments:q.ability')}
          hint={t('assessments:hint.ability')}
          options={ABILITY.map((value) => ({ value, label: t(`assessments:ability.${value}`) }))}
        />
        <RadioGroup
          big
          field={fields.childcare}
          label={t('assessments:q.childcare')}
          options={CHILDCARE.map((value) => ({ value, label: t(`assessments:childcare.${value}`) }))}
        />
        <TextArea
          field={fields.abilityNote}
          label={t('assessments:q.abilityNote')}
          hint={t('assessments:hint.abilityNote')}
          rows={3}
          optional
        />
      </Section>
    </>
  )
}
