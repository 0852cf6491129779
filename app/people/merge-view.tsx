import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge } from '../kit/badge.tsx'
import { LinkButton } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { languageName } from '../outreach/list/languages.ts'
import { FIELDS, type Field, mergeInput } from './input.ts'
import type { Side } from './merge/sides.server.ts'
import { FileState, fullName } from './person-lines.tsx'
import type { Comparison } from './rules.ts'

interface MergeViewProps {
  shell: { city: { slug: string }; today: string }
  kept: Side
  gone: Side
  comparison: Comparison
  lastResult: SubmissionResult<string[]> | undefined
}

/** Two entries side by side: what stays, field by field, and what goes along. */
export function MergeView({ shell, kept, gone, comparison, lastResult }: MergeViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: mergeInput, lastResult, id: 'merge' })
  const pages = `/c/${shell.city.slug}/clients/duplicates`
  const twoNumbers = comparison.reasonsAgainst.includes('two-azr-numbers')
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <PageHeader
          title={t('people:merge.title')}
          sub={t('people:merge.sub')}
          action={
            <LinkButton icon="autorenew" to={`${pages}/${gone.personId}/${kept.personId}`}>
              {t('people:merge.swap')}
            </LinkButton>
          }
        />
        <Row>
          {comparison.reasonsFor.map((reason) => (
            <Badge key={reason} tone="info">
              {t(`people:reason.${reason}`)}
            </Badge>
          ))}
          {comparison.reasonsAgainst.map((reason) => (
            <Badge key={reason} tone="warn">
              {t(`people:against.${reason}`)}
            </Badge>
          ))}
        </Row>
        {twoNumbers ? <Alert tone="danger" title={t('people:error.two-azr-numbers')} /> : null}
        <ErrorSummary form={form} labels={{ reason: t('people:merge.reason') }} />
        <SideBySide kept={kept} gone={gone} today={shell.today} />
        <Alert title={t('people:merge.goesAlong', { name: fullName(kept) })}>
          {t(kept.clientId && gone.clientId ? 'people:merge.twoFiles' : 'people:merge.histories')}
        </Alert>
        <TextField
          field={fields.reason}
          label={t('people:merge.reason')}
          hint={t('people:merge.reasonHint')}
          autoComplete="off"
        />
        <Row>
          {twoNumbers ? null : <SubmitButton>{t('people:merge.save')}</SubmitButton>}
          <LinkButton kind="tertiary" to={pages}>
            {t('people:merge.back')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}

function SideBySide({ kept, gone, today }: { kept: Side; gone: Side; today: string }): ReactNode {
  const { t } = useWords()
  const show = useShown(today)
  return (
    <table className="p-sides">
      <caption className="kern-sr-only">{t('people:merge.title')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            {t('people:merge.stays')} <FileState person={{ ...kept, closed: false }} />
          </th>
          <th scope="col">
            {t('people:merge.goes')} <FileState person={{ ...gone, closed: false }} />
          </th>
        </tr>
      </thead>
      <tbody>
        {FIELDS.map((field) => (
          <Choice key={field} field={field} kept={show(field, kept)} gone={show(field, gone)} />
        ))}
        <Fact label={t('people:field.azrNumber')} kept={kept.azrNumber} gone={gone.azrNumber} />
        <Fact label={t('people:field.lead')} kept={kept.leadName} gone={gone.leadName} />
        {(['stream', 'visits', 'listRows', 'titles'] as const).map((what) => (
          <Fact
            key={what}
            label={t(`people:field.${what}`)}
            kept={String(kept[what])}
            gone={String(gone[what])}
          />
        ))}
      </tbody>
    </table>
  )
}

interface TwoValues {
  kept: string | null
  gone: string | null
}

/** One field: a choice where the two differ. What only one of them has is chosen already. */
function Choice({ field, kept, gone }: TwoValues & { field: Field }): ReactNode {
  const { t } = useWords()
  const label = t(`people:field.${field}`)
  if (kept === gone || !gone) return <Fact label={label} kept={kept} gone={gone} />
  const option = (side: 'kept' | 'gone', value: string | null): ReactNode => (
    <td>
      <label className="p-sides__choice">
        <input
          type="radio"
          name={field}
          value={side}
          defaultChecked={side === (kept ? 'kept' : 'gone')}
          aria-label={`${label}: ${value ?? t('people:merge.nothing')}`}
        />
        <span>{value ?? <span className="k-quiet">{t('people:merge.nothing')}</span>}</span>
      </label>
    </td>
  )
  return (
    <tr className="p-sides__differs">
      <th scope="row">{label}</th>
      {option('kept', kept)}
      {option('gone', gone)}
    </tr>
  )
}

function Fact({ label, kept, gone }: TwoValues & { label: string }): ReactNode {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{kept ?? '–'}</td>
      <td>{gone ?? '–'}</td>
    </tr>
  )
}

/** A field as people read it. */
function useShown(today: string): (field: Field, side: Side) => string | null {
  const { t, locale } = useWords()
  const f = useFormat(today)
  return (field, side) => {
    switch (field) {
      case 'birthDate':
        return f.birthDate(side.birthDate)
      case 'gender':
        return side.gender && t(`people:gender.${side.gender}`)
      case 'nationality':
        return side.nationalityText ?? side.nationality
      case 'language':
        return side.language && languageName(side.language, locale)
      case 'enteredOn':
        return side.enteredOn && f.birthDate(side.enteredOn)
      default:
        return side[field] || null
    }
  }
}
