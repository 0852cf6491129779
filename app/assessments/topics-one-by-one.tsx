import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { DateField, TextArea, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { useWords } from '../kit/use-words.ts'
import { READINESS, READINESS_ITEMS, SKILLS, TOPIC_INPUTS } from './rules/topics.ts'
import { CEFR, GERMAN_PROOFS, MOTIVATION, SCHOOLING, TRAINING, TRAINING_PLACES } from './rules.ts'
import { TopicForm } from './topic-form.tsx'
import type { TopicProps } from './topic-props.ts'

/** School and training: what the level of education is derived from. */
export function SchoolTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.school,
    lastResult: reply?.result,
    defaultValue: answers.school,
    id: 'talk',
  })
  const labels = {
    schoolYears: t('assessments:q.schoolYears'),
    schoolCountry: t('assessments:q.schoolCountry'),
  }
  return (
    <TopicForm form={form} labels={labels} shown={shown} reply={reply}>
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
          label={labels.schoolYears}
          hint={t('assessments:hint.schoolYears')}
          inputMode="numeric"
          size={4}
        />
        <TextField
          field={fields.schoolCountry}
          label={labels.schoolCountry}
          hint={t('assessments:hint.schoolCountry')}
        />
      </div>
      <RadioGroup
        big
        field={fields.training}
        label={t('assessments:q.training')}
        options={TRAINING.map((value) => ({ value, label: t(`assessments:training.${value}`) }))}
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
      </div>
    </TopicForm>
  )
}

/** German by skill: how well, how we know, and of which day. */
export function GermanTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.german,
    lastResult: reply?.result,
    defaultValue: answers.german,
    id: 'talk',
  })
  const labels = Object.fromEntries(
    SKILLS.map((skill) => [`${skill}.on`, `${t(`assessments:skill.${skill}`)}: ${t('assessments:q.on')}`]),
  )
  return (
    <TopicForm form={form} labels={labels} shown={shown} reply={reply}>
      {SKILLS.map((skill) => {
        const { level, proof, on } = fields[skill].getFieldset()
        return (
          <section key={skill} className="talk__skill" aria-label={t(`assessments:skill.${skill}`)}>
            <RadioGroup
              big
              field={level}
              label={t(`assessments:q.${skill}`)}
              options={CEFR.map((value) => ({
                value,
                label: t(`assessments:${skill}.${value}`),
                hint: t(`assessments:level.${value}`),
              }))}
            />
            <div className="talk__pair">
              <RadioGroup
                field={proof}
                label={t('assessments:q.proof')}
                options={GERMAN_PROOFS.map((value) => ({
                  value,
                  label: t(`assessments:germanProof.${value}`),
                }))}
              />
              <DateField field={on} label={t('assessments:q.on')} max={shown.today} />
            </div>
          </section>
        )
      })}
    </TopicForm>
  )
}

/** How much somebody wants to find work now, 1 to 5. */
export function MotivationTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.motivation,
    lastResult: reply?.result,
    defaultValue: answers.motivation,
    id: 'talk',
  })
  return (
    <TopicForm form={form} labels={{ note: t('assessments:q.note') }} shown={shown} reply={reply}>
      <RadioGroup
        big
        field={fields.motivation}
        label={t('assessments:q.motivation')}
        options={MOTIVATION.map((value) => ({
          value,
          label: t(`assessments:motivation.${value}`),
          hint: t('assessments:summary.of', { value, max: MOTIVATION.length }),
        }))}
      />
      <TextArea field={fields.note} label={t('assessments:q.note')} rows={3} />
    </TopicForm>
  )
}

/** What must be in hand on the first day of work. */
export function ReadinessTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.readiness,
    lastResult: reply?.result,
    defaultValue: answers.readiness,
    id: 'talk',
  })
  return (
    <TopicForm form={form} labels={{}} shown={shown} reply={reply}>
      {READINESS_ITEMS.map((item) => (
        <RadioGroup
          key={item}
          big
          field={fields[item]}
          label={t(`assessments:q.${item}`)}
          options={READINESS.map((value) => ({ value, label: t(`assessments:readiness.${value}`) }))}
        />
      ))}
    </TopicForm>
  )
}
