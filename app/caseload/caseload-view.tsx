import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { hoursOf } from '../counselling/rules.ts'
import { Alert } from '../kit/alert.tsx'
import { Button, LinkButton, TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { CheckboxGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { PickForm } from '../kit/form/pick-form.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextArea } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Columns, PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { AbsenceStrip } from './absence-strip.tsx'
import { deputyInput, handOverInput } from './input.ts'
import type { Outcome } from './outcome.ts'
import type { Absence, CaseFile, Loan } from './queries.server.ts'

interface Person {
  id: string
  name: string
}

export interface CaseloadViewProps {
  me: string
  /** Whose cases the hand-over shows. */
  of: Person
  /** Everybody who can lead cases. */
  staff: readonly Person[]
  /** Who has left and still leads cases. */
  gone: readonly Person[]
  /** May act for everybody, not for herself alone. */
  forAll: boolean
  absences: readonly Absence[]
  loans: readonly Loan[]
  files: readonly CaseFile[]
  /** Given to these files since the first of the month. */
  counselling: { times: number; minutes: number }
  done: Outcome | null
  slug: string
  today: string
  lastResult: { form: 'deputy' | 'hand-over'; reply: SubmissionResult<string[]> } | undefined
}

/** Who stands in for whom, and files that change hands. */
export function CaseloadView(props: CaseloadViewProps): ReactNode {
  const { done, absences, loans } = props
  const { t } = useWords()
  return (
    <Stack>
      <PageHeader
        title={t('caseload:page.title')}
        sub={t('caseload:page.sub')}
        action={<LinkButton to={`/c/${props.slug}/absences`}>{t('follow-ups:absence.link')}</LinkButton>}
      />
      {done ? <OutcomeAlert {...done} /> : null}
      <Section title={t('caseload:absence.title')} count={absences.length}>
        <Columns>
          {absences.length === 0 ? (
            <EmptyState title={t('caseload:absence.none')}>{t('caseload:absence.noneHelp')}</EmptyState>
          ) : (
            <Absences {...props} />
          )}
          <Panel title={t('caseload:absence.new')} level={3}>
            <DeputyForm key={absences.length} {...props} />
          </Panel>
        </Columns>
      </Section>
      {loans.length > 0 ? <Loans {...props} /> : null}
      <HandOver {...props} />
    </Stack>
  )
}

function OutcomeAlert({ what, files, stayed, left }: Outcome): ReactNode {
  const { t } = useWords()
  if (what === 'deputy') return <Alert tone="ok" title={t('caseload:absence.saved')} />
  if (what === 'deputy-ended') return <Alert tone="ok" title={t('caseload:absence.ended')} />
  if (what === 'returned') return <Alert tone="ok" title={t('caseload:loans.returned')} />
  return (
    <Alert tone={left > 0 ? 'warn' : 'ok'} title={t('caseload:handOver.done', { count: files })}>
      {stayed > 0 ? <p>{t('caseload:handOver.stayed', { count: stayed })}</p> : null}
      {left > 0 ? <p>{t('caseload:handOver.left', { count: left })}</p> : null}
    </Alert>
  )
}

function Absences({ absences, today, me, forAll }: CaseloadViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const mine = absences.filter(({ absentId }) => forAll || absentId === me)
  return (
    <Stack>
      <AbsenceStrip absences={absences} today={today} />
      {mine.length > 0 ? (
        <ul className="k-plain">
          {mine.map(({ deputyId, absent, deputy, from, until }) => (
            <li key={deputyId}>
              <Form method="post">
                <input type="hidden" name="deputyId" value={deputyId} />
                <Row>
                  <span>
                    {absent}, {f.span(from, until)}, {t('caseload:absence.for', { name: deputy })}
                  </span>
                  <Button type="submit" small name="intent" value="end-deputy">
                    {t('caseload:absence.end')}
                    <span className="kern-sr-only">
                      : {absent}, {f.span(from, until)}
                    </span>
                  </Button>
                </Row>
              </Form>
            </li>
          ))}
        </ul>
      ) : null}
    </Stack>
  )
}

const asOptions = (people: readonly Person[]) => people.map(({ id, name }) => ({ value: id, label: name }))

function DeputyForm({ me, staff, forAll, today, lastResult, files, of }: CaseloadViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: deputyInput,
    lastResult: lastResult?.form === 'deputy' ? lastResult.reply : undefined,
    id: 'deputy',
    defaultValue: { absent: me },
  })
  const restricted = of.id === me ? files.filter((file) => file.restricted).length : 0
  const absent = forAll ? staff : staff.filter(({ id }) => id === me)
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary
          form={form}
          labels={{
            absent: t('caseload:absence.who'),
            deputy: t('caseload:absence.deputy'),
            from: t('caseload:absence.from'),
            until: t('caseload:absence.until'),
          }}
        />
        <SelectField
          field={fields.absent}
          label={t('caseload:absence.who')}
          options={asOptions(absent)}
          empty={false}
        />
        <SelectField
          field={fields.deputy}
          label={t('caseload:absence.deputy')}
          options={asOptions(forAll ? staff : staff.filter(({ id }) => id !== me))}
        />
        <Row>
          <DateField field={fields.from} label={t('caseload:absence.from')} />
          <DateField field={fields.until} label={t('caseload:absence.until')} min={today} />
        </Row>
        {restricted > 0 ? (
          <p className="k-quiet">{t('caseload:absence.restricted', { count: restricted })}</p>
        ) : null}
        <SubmitButton name="intent" value="deputy">
          {t('caseload:absence.save')}
        </SubmitButton>
      </Stack>
    </Form>
  )
}

function Loans({ loans, slug, today, me, forAll }: CaseloadViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Section title={t('caseload:loans.title')} count={loans.length}>
      <DataTable
        caption={t('caseload:loans.title')}
        captionHidden
        rows={loans}
        rowKey={(loan) => loan.loanId}
        columns={[
          {
            key: 'name',
            head: t('caseload:loans.name'),
            rowHeader: true,
            cell: (loan) => <TextLink to={`/c/${slug}/clients/${loan.clientId}`}>{loan.name}</TextLink>,
          },
          { key: 'from', head: t('caseload:loans.from'), cell: (loan) => loan.from },
          { key: 'to', head: t('caseload:loans.to'), cell: (loan) => loan.to },
          {
            key: 'until',
            head: t('caseload:loans.until'),
            cell: (loan) => `${f.date(loan.until)} (${f.inDays(loan.until)})`,
          },
          {
            key: 'back',
            head: '',
            action: true,
            cell: (loan) =>
              forAll || loan.fromId === me || loan.toId === me ? (
                <Form method="post">
                  <input type="hidden" name="loan" value={loan.loanId} />
                  <input type="hidden" name="client" value={loan.clientId} />
                  <Button type="submit" small name="intent" value="give-back">
                    {t('caseload:loans.back')}
                    <span className="kern-sr-only">: {loan.name}</span>
                  </Button>
                </Form>
              ) : null,
          },
        ]}
      />
    </Section>
  )
}

function HandOver(props: CaseloadViewProps): ReactNode {
  const { staff, gone, of, forAll, files, counselling, today } = props
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Section title={t('caseload:handOver.title')} count={files.length} id="hand-over">
      {counselling.times > 0 ? (
        <p className="k-quiet">
          {t('counselling:caseload', {
            times: counselling.times,
            hours: f.number(hoursOf(counselling.minutes)),
          })}
        </p>
      ) : null}
      <Stack>
        {gone.length > 0 ? (
          <Alert tone="warn" title={t('caseload:handOver.gone', { count: gone.length })}>
            <p>{t('caseload:handOver.goneHelp')}</p>
            <ul className="k-plain">
              {gone.map(({ id, name }) => (
                <li key={id}>
                  <TextLink to={`?of=${id}#hand-over`}>{t('caseload:handOver.casesOf', { name })}</TextLink>
                </li>
              ))}
            </ul>
          </Alert>
        ) : null}
        {forAll ? (
          <PickForm
            name="of"
            label={t('caseload:handOver.of')}
            value={of.id}
            options={asOptions([...staff, ...gone])}
            submit={t('caseload:handOver.show')}
          />
        ) : null}
        {files.length === 0 ? (
          <EmptyState title={t('caseload:handOver.none', { name: of.name })} />
        ) : (
          /* Handed over, the rest is a new form. */
          <HandOverForm key={`${of.id} ${files.length}`} {...props} />
        )}
      </Stack>
    </Section>
  )
}

function HandOverForm({ staff, of, files, today, lastResult }: CaseloadViewProps): ReactNode {
  const { t } = useWords()
  const free = files.filter(({ lent }) => !lent)
  const [form, fields] = useZodForm({
    schema: handOverInput,
    lastResult: lastResult?.form === 'hand-over' ? lastResult.reply : undefined,
    id: 'hand-over',
    defaultValue: { from: of.id, files: free.map(({ clientId }) => clientId) },
  })
  const marks = (file: CaseFile): string | undefined =>
    [file.restricted && t('caseload:handOver.restricted'), file.lent && t('caseload:handOver.lent')]
      .filter(Boolean)
      .join(', ') || undefined
  return (
    <Form method="post" {...getFormProps(form)}>
      <input type="hidden" name={fields.from.name} value={of.id} />
      <Columns>
        <Stack>
          <ErrorSummary
            form={form}
            labels={{
              files: t('caseload:handOver.files'),
              to: t('caseload:handOver.to'),
              until: t('caseload:handOver.until'),
              note: t('caseload:handOver.note'),
            }}
          />
          <SelectField
            field={fields.to}
            label={t('caseload:handOver.to')}
            options={asOptions(staff.filter(({ id }) => id !== of.id))}
          />
          <DateField
            field={fields.until}
            label={t('caseload:handOver.until')}
            hint={t('caseload:handOver.untilHint')}
            optional
            min={today}
          />
          <TextArea
            field={fields.note}
            label={t('caseload:handOver.note')}
            hint={t('caseload:handOver.noteHint')}
          />
          <SubmitButton name="intent" value="hand-over">
            {t('caseload:handOver.save')}
          </SubmitButton>
        </Stack>
        <CheckboxGroup
          many
          field={fields.files}
          label={t('caseload:handOver.files')}
          hint={t('caseload:handOver.filesHint')}
          options={files.map((file) => ({ value: file.clientId, label: file.name, hint: marks(file) }))}
        />
      </Columns>
    </Form>
  )
}
