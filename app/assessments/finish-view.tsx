import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Section } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { FunderList } from './funder-list.tsx'
import { finishInput } from './input.ts'
import { ProposalList, type ShownProposal } from './proposal-list.tsx'
import type { Draft } from './queries/draft.server.ts'
import type { Worker } from './queries.server.ts'
import type { FunderLine } from './rules/funder.ts'
import type { Said } from './rules/topics.ts'
import './summary.css'
import './talk.css'
import { TalkSummary } from './talk-summary.tsx'
import { TalkTopics } from './talk-topics.tsx'

interface FinishViewProps {
  draft: Draft
  said: Said
  proposals: readonly ShownProposal[]
  funder: FunderLine[]
  /** Topics nobody has touched and the talk before has answers to. */
  carry: { topics: number; from: string } | null
  /** Whoever is asking first. */
  leaders: Worker[]
  /** ISO date. */
  today: string
  /** Address of the client's page. */
  file: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Before a talk is closed: all of it to read out, what is missing, what it suggests, and who led it when. */
export function FinishView(props: FinishViewProps): ReactNode {
  const { draft, said, proposals, funder, carry, today, file } = props
  const { t } = useWords()
  const f = useFormat(today)
  const base = `${file}/assessment`
  return (
    <>
      <PageHeader title={t('assessments:finish.title')} sub={t('assessments:finish.readOutHelp')} />
      <div className="talk">
        <TalkTopics topics={draft.topics} current="finish" base={base} />
        <div className="talk__questions">
          {carry ? (
            <Form method="post" className="talk__carry">
              <p>{t('assessments:finish.carryHelp', { count: carry.topics, date: f.date(carry.from) })}</p>
              <SubmitButton kind="secondary" name="intent" value="carry">
                {t('assessments:finish.carry')}
              </SubmitButton>
            </Form>
          ) : null}
          <Section title={t('assessments:finish.readOut')}>
            <TalkSummary said={said} today={today} base={base} />
          </Section>
          <Section title={t('assessments:funder.title')}>
            <FunderList lines={funder} file={file} />
          </Section>
          {proposals.length > 0 ? (
            <Section title={t('assessments:summary.proposals')} count={proposals.length}>
              <ProposalList proposals={proposals} />
            </Section>
          ) : null}
          <Section title={t('assessments:finish.closeTitle')}>
            <CloseForm {...props} />
          </Section>
        </div>
      </div>
    </>
  )
}

function CloseForm({ draft, leaders, today, lastResult }: FinishViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: finishInput,
    lastResult,
    defaultValue: { draft: draft.draftId, occurredOn: today, conductedBy: leaders[0]?.id },
    id: 'close',
  })
  const labels = {
    occurredOn: t('assessments:q.occurredOn'),
    conductedBy: t('assessments:q.conductedBy'),
  }
  return (
    <Form method="post" {...getFormProps(form)} className="talk__close">
      <input type="hidden" name="draft" value={draft.draftId} />
      <ErrorSummary form={form} labels={labels} />
      <div className="talk__pair">
        <DateField field={fields.occurredOn} label={labels.occurredOn} max={today} />
        <SelectField
          field={fields.conductedBy}
          label={labels.conductedBy}
          options={leaders.map(({ id, name }) => ({ value: id, label: name }))}
          empty={false}
        />
      </div>
      <p className="k-quiet">{t('assessments:finish.closeHelp')}</p>
      <SubmitButton>{t('assessments:finish.close')}</SubmitButton>
    </Form>
  )
}
