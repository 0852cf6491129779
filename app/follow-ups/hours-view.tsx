import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge } from '../kit/badge.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { Fieldset } from '../kit/form/fieldset.tsx'
import { PickForm } from '../kit/form/pick-form.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import './hours-view.css'
import { followCityInput, HOURS_OF_CITY, hoursInput } from './input.ts'
import type { WeekLine } from './queries.server.ts'
import { WEEKDAYS } from './rules/hours.ts'

export interface HoursViewProps {
  slug: string
  today: string
  /** `city`, or the id of a worker: whose hours are shown. */
  of: string
  /** Whose hours may be set. */
  workers: readonly { id: string; name: string }[]
  forAll: boolean
  weeks: readonly WeekLine[]
  saved: boolean
  /** What an action says to one of the forms. */
  answered: { form: 'hours' | 'follow'; reply: SubmissionResult<string[]> } | undefined
}

const HALVES = ['morning', 'afternoon'] as const
const ENDS = ['from', 'until'] as const

/** The hours in which a worker has talks: what holds now, what will, and the form that sets more. */
export function HoursView(props: HoursViewProps): ReactNode {
  const { slug, of, workers, forAll, weeks, saved } = props
  const { t } = useWords()
  const options = [
    { value: HOURS_OF_CITY, label: t('follow-ups:hours.ofCity') },
    ...workers.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const name = options.find(({ value }) => value === of)?.label ?? ''
  return (
    <Stack>
      <PageHeader
        title={t(of === HOURS_OF_CITY ? 'follow-ups:hours.cityTitle' : 'follow-ups:hours.title')}
        sub={t('follow-ups:hours.sub')}
        action={
          <LinkButton to={`/c/${slug}/absences`} kind="tertiary">
            {t('follow-ups:absence.title')}
          </LinkButton>
        }
      />
      {saved ? <Alert tone="ok" title={t('follow-ups:hours.saved')} /> : null}
      {forAll ? (
        <PickForm
          name="worker"
          label={t('follow-ups:hours.whose')}
          value={of}
          options={options}
          submit={t('follow-ups:hours.show')}
        />
      ) : null}
      <Section title={name}>
        <Stack>
          {weeks.map((week) => (
            <Week key={week.validFrom ?? 'usual'} week={week} {...props} />
          ))}
        </Stack>
      </Section>
      <Panel title={t('follow-ups:hours.add')}>
        <HoursForm key={`${of}-${weeks.map(({ validFrom }) => validFrom).join()}`} {...props} />
      </Panel>
      {weeks.some(({ state, asCity }) => state !== 'past' && !asCity) && of !== HOURS_OF_CITY ? (
        <Panel title={t('follow-ups:hours.follow')}>
          <FollowForm key={of} {...props} />
        </Panel>
      ) : null}
    </Stack>
  )
}

function Week({ week, of, today }: HoursViewProps & { week: WeekLine }): ReactNode {
  const { validFrom, days, state, source, asCity } = week
  const { t } = useWords()
  const f = useFormat(today)
  const since = validFrom
    ? t('follow-ups:hours.since', { date: f.date(validFrom) })
    : t('follow-ups:hours.usual')
  const facts = days.map(({ weekday, spans }) => ({
    term: t(`follow-ups:weekday.${weekday}`),
    value:
      spans.length > 0
        ? spans.map(({ from, until }) => `${from}–${until}`).join(', ')
        : t('follow-ups:hours.off'),
  }))
  return (
    <Panel title={since}>
      <Stack>
        <p>
          <Badge tone={state === 'now' ? 'ok' : 'neutral'}>{t(`follow-ups:hours.state.${state}`)}</Badge>{' '}
          {asCity ? t('follow-ups:hours.fromCity') : null}
        </p>
        <DefinitionList facts={facts} />
        {state === 'ahead' && source === 'own' && validFrom ? (
          <Form method="post">
            <input type="hidden" name="intent" value="drop" />
            <input type="hidden" name="worker" value={of} />
            <input type="hidden" name="validFrom" value={validFrom} />
            <Button small>{t('follow-ups:hours.drop')}</Button>
          </Form>
        ) : null}
      </Stack>
    </Panel>
  )
}

/** As it is now, to be changed. */
function HoursForm({ of, weeks, today, answered }: HoursViewProps): ReactNode {
  const { t } = useWords()
  const lastResult = answered?.form === 'hours' ? answered.reply : undefined
  const now = weeks.find(({ state }) => state === 'now')
  const defaultValue = {
    worker: of,
    validFrom: today,
    days: (now?.days ?? []).map(({ morning, afternoon }) => ({
      morning: morning ?? {},
      afternoon: afternoon ?? {},
    })),
  }
  const [form, fields] = useZodForm({ schema: hoursInput, lastResult, defaultValue, id: 'hours' })
  const days = fields.days.getFieldList()
  const labels: Record<string, string> = { validFrom: t('follow-ups:hours.validFrom') }
  for (const [nth, weekday] of WEEKDAYS.entries())
    for (const half of HALVES)
      for (const end of ENDS)
        labels[`days[${nth}].${half}.${end}`] =
          `${t(`follow-ups:weekday.${weekday}`)}, ${t(`follow-ups:hours.${half}.${end}`)}`
  return (
    <Form method="post" {...getFormProps(form)}>
      <input type="hidden" name="worker" value={of} />
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <DateField
          field={fields.validFrom}
          label={t('follow-ups:hours.validFrom')}
          hint={t('follow-ups:hours.validFromHint')}
          min={today}
        />
        {days.map((day, nth) => {
          const halves = day.getFieldset()
          return (
            <Fieldset key={day.key} legend={t(`follow-ups:weekday.${WEEKDAYS[nth] ?? 1}`)}>
              <div className="hours__day">
                {HALVES.flatMap((half) => {
                  const ends = halves[half].getFieldset()
                  return ENDS.map((end) => (
                    <TextField
                      key={`${half}-${end}`}
                      field={ends[end]}
                      label={t(`follow-ups:hours.${half}.${end}`)}
                      type="time"
                    />
                  ))
                })}
              </div>
            </Fieldset>
          )
        })}
        <p className="k-quiet">{t('follow-ups:hours.empty')}</p>
        <Row>
          <SubmitButton>{t('follow-ups:hours.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}

/** Hours of her own end. */
function FollowForm({ of, today, answered }: HoursViewProps): ReactNode {
  const { t } = useWords()
  const lastResult = answered?.form === 'follow' ? answered.reply : undefined
  const defaultValue = { worker: of, validFrom: today }
  const [form, fields] = useZodForm({ schema: followCityInput, lastResult, defaultValue, id: 'follow' })
  return (
    <Form method="post" {...getFormProps(form)}>
      <input type="hidden" name="intent" value="follow" />
      <input type="hidden" name="worker" value={of} />
      <Stack text>
        <p>{t('follow-ups:hours.followSub')}</p>
        <DateField
          field={fields.validFrom}
          label={t('follow-ups:hours.validFrom')}
          hint={t('follow-ups:hours.validFromHint')}
          min={today}
        />
        <SubmitButton kind="secondary">{t('follow-ups:hours.followSave')}</SubmitButton>
      </Stack>
    </Form>
  )
}
