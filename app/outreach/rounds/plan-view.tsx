import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form, useFetcher } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { RoundPart } from '../../../db/city/schema/outreach.ts'
import { LinkButton } from '../../kit/button.tsx'
import { CheckboxField, CheckboxGroup } from '../../kit/form/choice-group.tsx'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import { SaveRow } from '../../kit/form/save-row.tsx'
import { SelectField } from '../../kit/form/select-field.tsx'
import { FormKey } from '../../kit/form/submit-button.tsx'
import { DateField, TextArea, TextField } from '../../kit/form/text-field.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { Columns, PageHeader, Stack } from '../../kit/page.tsx'
import { EmptyState, Panel } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { roundInput } from '../input.ts'
import { useLanguageName } from '../use-language-name.ts'
import { ChosenPanel } from './chosen-panel.tsx'
import type { Chosen, RoundChoices } from './plan.server.ts'

interface PlanViewProps {
  slug: string
  today: string
  choices: RoundChoices
  staff: { id: string; name: string }[]
  /** The list the round was asked for. */
  part: Pick<RoundPart, 'importId'>
  /** Whom the part holds as it was asked for last; at first everybody. */
  chosen: Chosen
  formKey: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Half of everybody is women; a third is what cities have set for the young. A city may say otherwise in each round. */
const TARGETS = { women: '50', under27: '30' }

/** Plans a round: whom, who goes, when, and whom it must not leave behind. */
export function PlanView({
  slug,
  today,
  choices,
  staff,
  part,
  formKey,
  lastResult,
  ...rest
}: PlanViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const languageName = useLanguageName()
  const counter = useFetcher<{ chosen?: Chosen }>()
  const chosen = counter.data?.chosen ?? rest.chosen
  const [form, fields] = useZodForm({
    schema: roundInput,
    lastResult,
    id: 'round',
    defaultValue: {
      ...part,
      fromOn: today,
      phone: choices.phone ?? '',
      targetWomen: TARGETS.women,
      targetUnder27: TARGETS.under27,
    },
  })
  const count = (element: HTMLFormElement): void => {
    const asked = new FormData(element)
    asked.set('intent', 'count')
    counter.submit(asked, { method: 'post' })
  }
  const people = (one: { key: string; name: string; people: number }, name = one.name) => ({
    value: one.key,
    label: `${name} (${one.people})`,
  })
  // Everybody who may be visited is counted under a language, an unknown one too.
  if (choices.languages.length === 0)
    return (
      <Stack>
        <PageHeader title={t('outreach:plan.title')} sub={t('outreach:plan.sub')} />
        <EmptyState title={t('outreach:plan.nobody')}>
          <LinkButton to={`/c/${slug}/outreach/lists`}>{t('outreach:lists.title')}</LinkButton>
        </EmptyState>
      </Stack>
    )
  const labels = {
    name: t('outreach:plan.name'),
    fromOn: t('outreach:plan.from'),
    untilOn: t('outreach:plan.until'),
    phone: t('outreach:plan.phone'),
    walkers: t('outreach:plan.walkers'),
    targetWomen: t('outreach:plan.targetWomen'),
    targetUnder27: t('outreach:plan.targetUnder27'),
  }
  return (
    <Form method="post" {...getFormProps(form)} onChange={(event) => count(event.currentTarget)}>
      <FormKey value={formKey} />
      <Stack>
        <PageHeader title={t('outreach:plan.title')} sub={t('outreach:plan.sub')} />
        <ErrorSummary form={form} labels={labels} />
        <Columns>
          <Stack>
            <Panel title={t('outreach:plan.who')}>
              <Stack>
                <SelectField
                  field={fields.importId}
                  label={t('outreach:plan.list')}
                  empty={t('outreach:plan.allLists')}
                  options={choices.imports.map(({ id, importedOn, rows }) => ({
                    value: id,
                    label: `${t('outreach:import.title', { date: f.date(importedOn) })} (${rows})`,
                  }))}
                />
                <CheckboxGroup
                  field={fields.postcodes}
                  many
                  label={t('outreach:plan.district')}
                  hint={t('outreach:plan.emptyMeansAll')}
                  options={choices.postcodes.map((one) => people(one))}
                />
                <details className="k-fold">
                  <summary className="k-fold__head">{t('outreach:plan.streets')}</summary>
                  <CheckboxGroup
                    field={fields.streetKeys}
                    many
                    label={t('outreach:plan.streets')}
                    options={choices.streets.map((one) => people(one))}
                  />
                </details>
                <details className="k-fold">
                  <summary className="k-fold__head">{t('outreach:plan.languages')}</summary>
                  <CheckboxGroup
                    field={fields.languages}
                    many
                    label={t('outreach:plan.languages')}
                    options={choices.languages
                      .filter(({ key }) => key !== '')
                      .map((one) => people(one, languageName(one.key)))}
                  />
                </details>
                <CheckboxField field={fields.women} label={t('outreach:plan.women')} />
                <CheckboxField field={fields.under27} label={t('outreach:plan.under27')} />
              </Stack>
            </Panel>
          </Stack>
          <Stack>
            <ChosenPanel
              chosen={chosen}
              targets={{
                women: Number(fields.targetWomen.value ?? TARGETS.women),
                under27: Number(fields.targetUnder27.value ?? TARGETS.under27),
              }}
            />
            <Panel title={t('outreach:plan.targets')}>
              <Stack>
                <p className="k-quiet">{t('outreach:plan.targetsText')}</p>
                <TextField field={fields.targetWomen} type="number" size={4} label={labels.targetWomen} />
                <TextField field={fields.targetUnder27} type="number" size={4} label={labels.targetUnder27} />
              </Stack>
            </Panel>
            <Panel title={t('outreach:plan.when')}>
              <Stack>
                <TextField field={fields.name} label={labels.name} hint={t('outreach:plan.nameHint')} />
                <DateField field={fields.fromOn} label={labels.fromOn} />
                <DateField field={fields.untilOn} label={labels.untilOn} min={today} />
                <CheckboxGroup
                  field={fields.walkers}
                  label={labels.walkers}
                  options={staff.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <TextField
                  field={fields.phone}
                  type="tel"
                  label={labels.phone}
                  hint={t('outreach:plan.phoneHint')}
                />
                <TextArea
                  field={fields.instructions}
                  optional
                  label={t('outreach:plan.instructions')}
                  hint={t('outreach:plan.instructionsHint')}
                />
              </Stack>
            </Panel>
          </Stack>
        </Columns>
        <SaveRow back={`/c/${slug}/outreach`}>{t('outreach:plan.save')}</SaveRow>
      </Stack>
    </Form>
  )
}
