import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { Section } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import type { Worker } from './queries.server.ts'
import { RECOGNITION, SCHOOLING, TRAINING, TRAINING_PLACES } from './rules.ts'
import type { TalkFields } from './talk-form.tsx'

interface TalkFirstPartsProps {
  fields: TalkFields
  leaders: Worker[]
  today: string
}

/** When and with whom; school; vocation. */
export function TalkFirstParts({ fields, leaders, today }: TalkFirstPartsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Section id="part-who" title={t('assessments:part.who')}>
        <div className="talk__pair">
          <DateField field={fields.occurredOn} label={t('assessments:q.occurredOn')} max={today} />
          <SelectField
            field={fields.conductedBy}
            label={t('assessments:q.conductedBy')}
            options={leaders.map(({ id, name }) => ({ value: id, label: name }))}
            empty={false}
          />
        </div>
      </Section>
      <Section id="part-school" title={t('assessments:part.school')}>
        <RadioGroup
          big
          field={fields.schooling}
          label={t('assessments:q.schooling')}
          options={SCHOOLING.map((value) => ({
            value,
            label: t(`assessments:schooling.${value}`),
            hint: value === 'none' ? undefined : t(`assessments:schoolingHint.${value}`),
          }))}
        />
        <div className="talk__pair">
          <TextField
            field={fields.schoolYears}
            label={t('assessments:q.schoolYears')}
            hint={t('assessments:hint.schoolYears')}
            inputMode="numeric"
            size={4}
            optional
          />
          <TextField
            field={fields.schoolCountry}
            label={t('assessments:q.schoolCountry')}
            hint={t('assessments:hint.schoolCountry')}
            optional
          />
        </div>
      </Section>
      <Section id="part-vocation" title={t('assessments:part.vocation')}>
        <RadioGroup
          big
          field={fields.training}
          label={t('assessments:q.training')}
          options={TRAINING.map((value) => ({ value, label: t(`assessments:training.${value}`) }))}
        />
        <TextField
          field={fields.qualification}
          label={t('assessments:q.qualification')}
          hint={t('assessments:hint.qualification')}
          optional
        />
        <div className="talk__if-vocation">
          <RadioGroup
            big
            field={fields.trainingPlace}
            label={t('assessments:q.trainingPlace')}
            options={TRAINING_PLACES.map((value) => ({
              value,
              label: t(`assessments:trainingPlace.${value}`),
            }))}
          />
          <div className="talk__if-abroad">
            <RadioGroup
              big
              field={fields.recognition}
              label={t('assessments:q.recognition')}
              options={RECOGNITION.map((value) => ({ value, label: t(`assessments:recognition.${value}`) }))}
            />
          </div>
        </div>
      </Section>
    </>
  )
}
