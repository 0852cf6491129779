import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { TextArea, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { useWords } from '../kit/use-words.ts'
import { DEBTS, LICENCES, MOBILITY, TOPIC_INPUTS, WISHED_HOURS } from './rules/topics.ts'
import { ABILITY, CHILDCARE } from './rules.ts'
import { TopicForm } from './topic-form.tsx'
import type { TopicProps } from './topic-props.ts'

/** Wishes, in the person's own words. */
export function WishesTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.wishes,
    lastResult: reply?.result,
    defaultValue: answers.wishes,
    id: 'talk',
  })
  const labels = {
    wish: t('assessments:q.wish'),
    times: t('assessments:q.times'),
    region: t('assessments:q.region'),
    not: t('assessments:q.not'),
  }
  return (
    <TopicForm form={form} labels={labels} shown={shown} reply={reply}>
      <TextField field={fields.wish} label={labels.wish} hint={t('assessments:hint.wish')} />
      <RadioGroup
        big
        field={fields.hours}
        label={t('assessments:q.hours')}
        options={WISHED_HOURS.map((value) => ({ value, label: t(`assessments:hours.${value}`) }))}
      />
      <TextField field={fields.times} label={labels.times} hint={t('assessments:hint.times')} />
      <TextField field={fields.region} label={labels.region} hint={t('assessments:hint.region')} />
      <TextField field={fields.not} label={labels.not} />
    </TopicForm>
  )
}

/** Category health: whether somebody can take part, and no more than that. */
export function AbilityTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.ability,
    lastResult: reply?.result,
    defaultValue: answers.ability,
    id: 'talk',
  })
  return (
    <TopicForm
      form={form}
      labels={{ abilityNote: t('assessments:q.abilityNote') }}
      shown={shown}
      reply={reply}
    >
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
      />
    </TopicForm>
  )
}

/** What stands in the way beside health and children; each may stay unsaid. */
export function ObstaclesTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.obstacles,
    lastResult: reply?.result,
    defaultValue: answers.obstacles,
    id: 'talk',
  })
  return (
    <TopicForm form={form} labels={{ note: t('assessments:q.note') }} shown={shown} reply={reply}>
      <RadioGroup
        big
        field={fields.mobility}
        label={t('assessments:q.mobility')}
        options={MOBILITY.map((value) => ({ value, label: t(`assessments:mobility.${value}`) }))}
      />
      <RadioGroup
        big
        field={fields.licence}
        label={t('assessments:q.licence')}
        options={LICENCES.map((value) => ({ value, label: t(`assessments:licence.${value}`) }))}
      />
      <RadioGroup
        big
        field={fields.debts}
        label={t('assessments:q.debts')}
        hint={t('assessments:hint.debts')}
        options={DEBTS.map((value) => ({ value, label: t(`assessments:debts.${value}`) }))}
      />
      <TextArea field={fields.note} label={t('assessments:q.note')} rows={3} />
    </TopicForm>
  )
}
