import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge, type Tone } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Columns, PageHeader, Row, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { programmeInput } from './input.ts'
import type { Programme } from './queries.server.ts'
import { type ProgrammeState, stateOn } from './rules.ts'

interface ProgrammesViewProps {
  slug: string
  today: string
  programmes: readonly Programme[]
  /** The one the form changes; undefined: it makes a new one. */
  changing: Programme | undefined
  saved: boolean
  lastResult: SubmissionResult<string[]> | undefined
}

const TONES: Record<ProgrammeState, Tone> = { coming: 'info', running: 'ok', over: 'neutral' }

/** The city's programmes, and the form that makes one or changes one. */
export function ProgrammesView(props: ProgrammesViewProps): ReactNode {
  const { slug, programmes, changing, saved, lastResult } = props
  const { t } = useWords()
  return (
    <Stack>
      <PageHeader
        title={t('programmes:title')}
        sub={t('programmes:sub')}
        action={
          <LinkButton to={`/c/${slug}/settings`} kind="tertiary">
            {t('letters:back')}
          </LinkButton>
        }
      />
      {saved ? <Alert tone="ok" title={t('programmes:saved')} /> : null}
      <Columns>
        <Panel title={t(changing ? 'programmes:change' : 'programmes:begin')}>
          <ProgrammeForm key={changing?.id ?? programmes.length} {...{ slug, changing, lastResult }} />
        </Panel>
        <Known {...props} />
      </Columns>
    </Stack>
  )
}

function Known({ slug, today, programmes }: ProgrammesViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const days = ({ startsOn, endsOn }: Programme) =>
    endsOn
      ? t('programmes:span', { from: f.date(startsOn), to: f.date(endsOn) })
      : t('programmes:open', { from: f.date(startsOn) })
  return (
    <DataTable
      caption={t('programmes:known')}
      rows={programmes}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('programmes:none')}>{t('programmes:noneHelp')}</EmptyState>}
      columns={[
        { key: 'name', head: t('programmes:name'), rowHeader: true, cell: ({ name }) => name },
        { key: 'days', head: t('programmes:days'), cell: days },
        {
          key: 'state',
          head: t('programmes:state'),
          cell: (programme) => {
            const state = stateOn(programme, today)
            return <Badge tone={TONES[state]}>{t(`programmes:states.${state}`)}</Badge>
          },
        },
        {
          key: 'edit',
          head: t('programmes:edit'),
          action: true,
          cell: ({ id, name }) => (
            <TextLink to={`/c/${slug}/settings/programmes?change=${id}`}>
              <span aria-hidden="true">{t('programmes:edit')}</span>
              <span className="kern-sr-only">{t('programmes:changeNamed', { name })}</span>
            </TextLink>
          ),
        },
      ]}
    />
  )
}

function ProgrammeForm({
  slug,
  changing,
  lastResult,
}: Pick<ProgrammesViewProps, 'slug' | 'changing' | 'lastResult'>): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: programmeInput,
    lastResult,
    defaultValue: changing ? { ...changing, endsOn: changing.endsOn ?? '' } : {},
    id: 'programme',
  })
  const labels = {
    name: t('programmes:name'),
    startsOn: t('programmes:startsOn'),
    endsOn: t('programmes:endsOn'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      {changing ? <input type="hidden" name="programme" value={changing.id} /> : null}
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <TextField
          field={fields.name}
          label={labels.name}
          hint={t('programmes:nameHint')}
          autoComplete="off"
        />
        <DateField field={fields.startsOn} label={labels.startsOn} />
        <DateField field={fields.endsOn} label={labels.endsOn} hint={t('programmes:endsOnHint')} optional />
        <Row>
          <SubmitButton>{t('programmes:save')}</SubmitButton>
          {changing ? (
            <LinkButton to={`/c/${slug}/settings/programmes`} kind="tertiary">
              {t('programmes:cancel')}
            </LinkButton>
          ) : null}
        </Row>
      </Stack>
    </Form>
  )
}
