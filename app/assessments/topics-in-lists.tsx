import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { useWords } from '../kit/use-words.ts'
import { FLUENCY, JOB_KINDS, PAPERS, TOPIC_INPUTS, WORK_STATUS } from './rules/topics.ts'
import { writeWhen } from './rules/when.ts'
import { RECOGNITION } from './rules.ts'
import { TopicForm } from './topic-form.tsx'
import type { TopicProps } from './topic-props.ts'

const shownWhen = (known: string | undefined): string | undefined => known && writeWhen(known)
/** A list begins with one empty line. */
const orOne = <Line extends object>(lines: readonly Line[] | undefined): Partial<Line>[] =>
  lines && lines.length > 0 ? [...lines] : [{}]

/** Work now, and work so far, job by job. */
export function WorkTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const jobs = answers.work?.jobs.map((job) => ({
    ...job,
    from: shownWhen(job.from),
    until: shownWhen(job.until),
  }))
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.work,
    lastResult: reply?.result,
    defaultValue: { ...answers.work, jobs: orOne(jobs) },
    id: 'talk',
  })
  const list = fields.jobs.getFieldList()
  const labels = Object.fromEntries(
    list.flatMap((_, at) =>
      (['what', 'from', 'until'] as const).map((field) => [
        `jobs[${at}].${field}`,
        `${t('assessments:form.nth.jobs', { number: at + 1 })}: ${t(`assessments:q.${field}`)}`,
      ]),
    ),
  )
  return (
    <TopicForm form={form} labels={labels} shown={shown} reply={reply}>
      <RadioGroup
        big
        field={fields.workStatus}
        label={t('assessments:q.workStatus')}
        options={WORK_STATUS.map((value) => ({ value, label: t(`assessments:workStatus.${value}`) }))}
      />
      <Lines
        name="jobs"
        label={t('assessments:q.jobs')}
        hint={t('assessments:hint.jobs')}
        add={form.insert.getButtonProps({ name: fields.jobs.name })}
      >
        {list.map((job, at) => {
          const { what, employer, country, from, until, kind } = job.getFieldset()
          return (
            <Line
              key={job.key}
              name="jobs"
              at={at}
              remove={form.remove.getButtonProps({ name: fields.jobs.name, index: at })}
            >
              <TextField field={what} label={t('assessments:q.what')} />
              <TextField field={employer} label={t('assessments:q.employer')} />
              <TextField field={country} label={t('assessments:q.country')} />
              <SelectField
                field={kind}
                label={t('assessments:q.kind')}
                options={JOB_KINDS.map((value) => ({ value, label: t(`assessments:jobKind.${value}`) }))}
              />
              <TextField
                field={from}
                label={t('assessments:q.from')}
                hint={t('assessments:hint.from')}
                size={10}
              />
              <TextField
                field={until}
                label={t('assessments:q.until')}
                hint={t('assessments:hint.until')}
                size={10}
              />
            </Line>
          )
        })}
      </Lines>
    </TopicForm>
  )
}

/** Qualifications, whether the paper is there, and where its recognition stands. */
export function PapersTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.papers,
    lastResult: reply?.result,
    defaultValue: { papers: orOne(answers.papers?.papers) },
    id: 'talk',
  })
  const list = fields.papers.getFieldList()
  const labels = Object.fromEntries(
    list.flatMap((_, at) => [
      [
        `papers[${at}].year`,
        `${t('assessments:form.nth.papers', { number: at + 1 })}: ${t('assessments:q.year')}`,
      ],
      [
        `papers[${at}].on`,
        `${t('assessments:form.nth.papers', { number: at + 1 })}: ${t('assessments:q.recognitionOn')}`,
      ],
    ]),
  )
  return (
    <TopicForm form={form} labels={labels} shown={shown} reply={reply}>
      <Lines
        name="papers"
        label={t('assessments:q.papers')}
        hint={t('assessments:hint.papers')}
        add={form.insert.getButtonProps({ name: fields.papers.name })}
      >
        {list.map((one, at) => {
          const { name, country, year, paper, recognition, on, office } = one.getFieldset()
          return (
            <Line
              key={one.key}
              name="papers"
              at={at}
              remove={form.remove.getButtonProps({ name: fields.papers.name, index: at })}
            >
              <TextField field={name} label={t('assessments:q.name')} hint={t('assessments:hint.name')} />
              <TextField field={country} label={t('assessments:q.country')} />
              <TextField field={year} label={t('assessments:q.year')} inputMode="numeric" size={6} />
              <RadioGroup
                field={paper}
                label={t('assessments:q.paper')}
                options={PAPERS.map((value) => ({ value, label: t(`assessments:paper.${value}`) }))}
              />
              <SelectField
                field={recognition}
                label={t('assessments:q.recognitionState')}
                options={RECOGNITION.map((value) => ({
                  value,
                  label: t(`assessments:recognition.${value}`),
                }))}
              />
              <TextField field={office} label={t('assessments:q.office')} />
              <DateField field={on} label={t('assessments:q.recognitionOn')} max={shown.today} />
            </Line>
          )
        })}
      </Lines>
    </TopicForm>
  )
}

/** Languages beside German. */
export function LanguagesTopic({ shown, answers, reply }: TopicProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: TOPIC_INPUTS.languages,
    lastResult: reply?.result,
    defaultValue: { languages: orOne(answers.languages?.languages) },
    id: 'talk',
  })
  const fluency = FLUENCY.map((value) => ({ value, label: t(`assessments:fluency.${value}`) }))
  return (
    <TopicForm form={form} labels={{}} shown={shown} reply={reply}>
      <Lines
        name="languages"
        label={t('assessments:q.languages')}
        add={form.insert.getButtonProps({ name: fields.languages.name })}
      >
        {fields.languages.getFieldList().map((one, at) => {
          const { language, spoken, written } = one.getFieldset()
          return (
            <Line
              key={one.key}
              name="languages"
              at={at}
              remove={form.remove.getButtonProps({ name: fields.languages.name, index: at })}
            >
              <TextField field={language} label={t('assessments:q.language')} />
              <RadioGroup field={spoken} label={t('assessments:q.spoken')} options={fluency} />
              <RadioGroup field={written} label={t('assessments:q.written')} options={fluency} />
            </Line>
          )
        })}
      </Lines>
    </TopicForm>
  )
}

type ListName = 'jobs' | 'papers' | 'languages'

/** conform's buttons work without a script too: the server answers with one line more or less. */
type ListButton = Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'type' | 'name' | 'value' | 'form' | 'formNoValidate'
>

interface LinesProps {
  name: ListName
  label: string
  hint?: string
  add: ListButton
  children: ReactNode
}

function Lines({ name, label, hint, add, children }: LinesProps): ReactNode {
  const { t } = useWords()
  return (
    <section className="talk__list" aria-label={label}>
      <div>
        <h2 className="talk__question">{label}</h2>
        {hint ? <p className="k-quiet">{hint}</p> : null}
      </div>
      <ol className="talk__lines">{children}</ol>
      <Button kind="secondary" icon="add" small {...add}>
        {t(`assessments:form.add.${name}`)}
      </Button>
    </section>
  )
}

interface LineProps {
  name: ListName
  /** Position from 0. */
  at: number
  remove: ListButton
  children: ReactNode
}

function Line({ name, at, remove, children }: LineProps): ReactNode {
  const { t } = useWords()
  const title = t(`assessments:form.nth.${name}`, { number: at + 1 })
  return (
    <li>
      <fieldset className="talk__line">
        <legend>{title}</legend>
        <div className="talk__pair">{children}</div>
        <Button kind="tertiary" small aria-label={`${t('assessments:form.remove')}: ${title}`} {...remove}>
          {t('assessments:form.remove')}
        </Button>
      </fieldset>
    </li>
  )
}
