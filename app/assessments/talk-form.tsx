import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { useWords } from '../kit/use-words.ts'
import { talkInput } from './input.ts'
import type { TalkView, Worker } from './queries.server.ts'
import './talk.css'
import { TalkFirstParts } from './talk-first-parts.tsx'
import { TalkLastParts } from './talk-last-parts.tsx'

export const PARTS = ['who', 'school', 'vocation', 'german', 'wish', 'ability'] as const

export interface TalkFormProps {
  formKey: string
  /** ISO date. */
  today: string
  /** Whoever is asking first. */
  leaders: Worker[]
  /** The talk before this one, to start from. */
  last: TalkView | null
  lastResult: SubmissionResult<string[]> | undefined
}

/** Answers of the talk before; who leads and when start anew. */
function startFrom({ last, leaders, today }: TalkFormProps) {
  const me = leaders[0]?.id
  if (!last) return { occurredOn: today, conductedBy: me }
  const { schooling, schoolYears, schoolCountry, training, trainingPlace, qualification, recognition } = last
  const { germanOral, germanWritten, germanProof, wish, ability, childcare } = last
  return {
    occurredOn: today,
    conductedBy: me,
    schooling: schooling ?? undefined,
    schoolYears: schoolYears ?? undefined,
    schoolCountry,
    training: training ?? undefined,
    trainingPlace: trainingPlace ?? undefined,
    qualification,
    recognition: recognition ?? undefined,
    germanOral,
    germanWritten,
    germanProof,
    motivation: String(last.motivation),
    wish,
    ability: ability ?? undefined,
    childcare: childcare ?? undefined,
    abilityNote: last.abilityNote ?? '',
  }
}

export type TalkFields = ReturnType<typeof useTalkForm>[1]

function useTalkForm(props: TalkFormProps) {
  return useZodForm({
    schema: talkInput,
    lastResult: props.lastResult,
    defaultValue: startFrom(props),
    id: 'talk',
  })
}

/** The guided talk: every question on one page, so that it can be led in any order and works without JavaScript. */
export function TalkForm(props: TalkFormProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useTalkForm(props)
  const labels = Object.fromEntries(QUESTIONS.map((name) => [name, t(`assessments:q.${name}`)]))
  return (
    <Form method="post" {...getFormProps(form)} className="talk">
      <FormKey value={props.formKey} />
      <nav className="talk__parts" aria-label={t('assessments:parts')}>
        <ol>
          {PARTS.map((part) => (
            <li key={part}>
              <a href={`#part-${part}`} className={`talk__part talk__part--${part}`}>
                {t(`assessments:part.${part}`)}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div className="talk__questions">
        <ErrorSummary form={form} labels={labels} />
        <TalkFirstParts fields={fields} leaders={props.leaders} today={props.today} />
        <TalkLastParts fields={fields} />
        <div className="talk__end">
          <SubmitButton>{t('assessments:save')}</SubmitButton>
          <p>{t('assessments:afterwards')}</p>
        </div>
      </div>
    </Form>
  )
}

const QUESTIONS = [
  'occurredOn',
  'conductedBy',
  'schooling',
  'schoolYears',
  'schoolCountry',
  'training',
  'trainingPlace',
  'qualification',
  'recognition',
  'germanOral',
  'germanWritten',
  'germanProof',
  'wish',
  'motivation',
  'ability',
  'childcare',
  'abilityNote',
] as const
