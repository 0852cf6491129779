import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button, TextLink } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextArea } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { type SearchInput, searchInput } from './input.ts'
import type { Colleague, Opened, TracePage } from './queries.server.ts'
import { TraceDays } from './trace-days.tsx'

export interface Found {
  asked: SearchInput
  page: TracePage<Opened>
}

interface SearchViewProps {
  people: readonly Colleague[]
  found: Found | null
  lastResult: SubmissionResult<string[]> | undefined
  today: string
  /** First day of the form, an ISO date. */
  from: string
  city: string
}

/** For a reason, and a month at most: what one colleague opened. */
export function SearchView({ people, found, lastResult, today, from, city }: SearchViewProps): ReactNode {
  const { t } = useWords()
  return (
    <Stack>
      <PageHeader title={t('privacy:search.title')} sub={t('privacy:search.sub')} />
      <Panel title={t('privacy:search.form')}>
        <SearchForm people={people} lastResult={lastResult} today={today} from={from} />
      </Panel>
      {found ? <FoundView found={found} people={people} today={today} city={city} /> : null}
    </Stack>
  )
}

function SearchForm({
  people,
  lastResult,
  today,
  from,
}: Pick<SearchViewProps, 'people' | 'lastResult' | 'today' | 'from'>): ReactNode {
  const { t } = useWords()
  const defaultValue = { from, until: today }
  const [form, fields] = useZodForm({ schema: searchInput(today), lastResult, defaultValue, id: 'search' })
  const labels = {
    actor: t('privacy:search.actor'),
    from: t('privacy:search.from'),
    until: t('privacy:search.until'),
    reason: t('privacy:search.reason'),
  }
  const options = people.map(({ id, name, role, organisation }) => ({
    value: id,
    label: [name, t(`privacy:role.${role}`), organisation].filter(Boolean).join(', '),
  }))
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack text>
        <ErrorSummary form={form} labels={labels} />
        <SelectField field={fields.actor} label={labels.actor} options={options} />
        <div className="k-pair">
          <DateField field={fields.from} label={labels.from} max={today} />
          <DateField
            field={fields.until}
            label={labels.until}
            hint={t('privacy:search.periodHint')}
            max={today}
          />
        </div>
        <TextArea
          field={fields.reason}
          label={labels.reason}
          hint={t('privacy:search.reasonHint')}
          rows={3}
        />
        <Row>
          <SubmitButton>{t('privacy:search.submit')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}

function FoundView({
  found: { asked, page },
  people,
  today,
  city,
}: Pick<SearchViewProps, 'people' | 'today' | 'city'> & { found: Found }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const name = people.find(({ id }) => id === asked.actor)?.name ?? ''
  if (page.rows.length === 0)
    return <EmptyState title={t('privacy:search.none')}>{t('privacy:search.noneHelp')}</EmptyState>
  return (
    <Section title={t('privacy:search.found', { name })}>
      <Stack>
        <p className="k-quiet">
          {t('privacy:search.foundSub', { span: f.span(asked.from, asked.until), reason: asked.reason })}
        </p>
        <TraceDays rows={page.rows} today={today} head={({ file }) => <FileName file={file} city={city} />} />
        <Row>
          {page.next ? (
            <Form method="post">
              <Asked asked={asked} />
              <input type="hidden" name="before" value={page.next} />
              <SubmitButton kind="secondary">{t('privacy:search.more')}</SubmitButton>
            </Form>
          ) : null}
          <form method="post" action={`/c/${city}/privacy/search.csv`}>
            <Asked asked={asked} />
            <Button icon="download">{t('privacy:search.export')}</Button>
          </form>
        </Row>
      </Stack>
    </Section>
  )
}

/** The same question again: it stands in no address. */
function Asked({ asked: { actor, from, until, reason } }: { asked: SearchInput }): ReactNode {
  return (
    <>
      {Object.entries({ actor, from, until, reason }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

function FileName({ file, city }: { file: Opened['file']; city: string }): ReactNode {
  if (!file) return null
  const { clientId, familyName, givenName } = file
  return (
    <TextLink strong to={`/c/${city}/clients/${clientId}/access`}>
      {[familyName, givenName].filter(Boolean).join(', ')}
    </TextLink>
  )
}
