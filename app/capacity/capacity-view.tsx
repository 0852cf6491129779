import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { DaysChart } from '../kit/charts/days-chart.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { plainField } from '../kit/form/form-field.ts'
import '../kit/form/pick-form.css'
import { SelectField } from '../kit/form/select-field.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { MOST_EXTRA } from './rules.ts'

export interface CapacityViewProps {
  /** ISO date. */
  today: string
  days: readonly { day: string; overdue: number; free: number; used: number }[]
  /** Overdue on the last day when nothing changes. */
  asItIs: number
  byWorker: readonly { name: string | null; overdue: number }[]
  staff: readonly { id: string; name: string }[]
  asked: { absent: string; more: number }
}

/** What four weeks bring with this team, and what would change it. */
export function CapacityView(props: CapacityViewProps): ReactNode {
  const { today, days, asItIs, byWorker, staff, asked } = props
  const { t } = useWords()
  const f = useFormat(today)
  const last = days.at(-1)
  const overdue = last?.overdue ?? 0
  const sum = (key: 'free' | 'used'): number => days.reduce((all, day) => all + day[key], 0)
  const changed = asked.absent !== '' || asked.more > 0
  return (
    <Stack>
      <PageHeader
        title={t('capacity:title')}
        sub={
          <>
            <strong>{t('capacity:overdue', { count: overdue, day: f.day(last?.day ?? today) })}</strong>{' '}
            {changed ? t('capacity:asItIs', { count: asItIs }) : null}
          </>
        }
      />
      <Form method="get">
        <div className="k-pick">
          <SelectField
            key={`absent-${asked.absent}`}
            field={plainField('absent', { value: asked.absent })}
            label={t('capacity:absent')}
            options={[
              { value: '', label: t('capacity:nobody') },
              ...staff.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            empty={false}
          />
          <SelectField
            key={`more-${asked.more}`}
            field={plainField('more', { value: String(asked.more) })}
            label={t('capacity:more')}
            options={Array.from({ length: MOST_EXTRA + 1 }, (_, more) => ({
              value: String(more),
              label: t('capacity:moreOf', { count: more }),
            }))}
            empty={false}
          />
          <Button>{t('capacity:show')}</Button>
        </div>
      </Form>
      <DaysChart
        title={t('capacity:chart')}
        desc={t('capacity:chartDesc')}
        days={days.map(({ day, overdue: count }) => ({ day, count }))}
        label={t('capacity:countHead')}
        dayHead={t('capacity:dayHead')}
        today={today}
      />
      <Section title={t('capacity:end')}>
        <DefinitionList
          facts={[
            { term: t('capacity:free'), value: sum('free') },
            { term: t('capacity:used'), value: sum('used') },
            ...byWorker.map(({ name, overdue: count }) => ({
              term: name ?? t('capacity:withoutLead'),
              value: t('capacity:overdueOf', { count }),
            })),
          ]}
        />
      </Section>
      <p className="k-quiet">{t('capacity:how')}</p>
    </Stack>
  )
}
