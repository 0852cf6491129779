import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { settingsInput } from './input.ts'
import type { Settings } from './rules.ts'

interface SettingsViewProps {
  slug: string
  settings: Settings
  saved: boolean
  lastResult: SubmissionResult<string[]> | undefined
}

/** What the city decides for itself, a part for each room. */
export function SettingsView({ slug, settings, saved, lastResult }: SettingsViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: settingsInput,
    lastResult,
    defaultValue: settings,
    id: 'settings',
  })
  const labels = {
    assessmentEveryMonths: t('settings:assessmentEveryMonths'),
    rhythmFromDays: t('settings:rhythmFromDays'),
    rhythmToDays: t('settings:rhythmToDays'),
    noShowFromDays: t('settings:noShowFromDays'),
    noShowToDays: t('settings:noShowToDays'),
    permitWeeks: t('settings:permitWeeks'),
    holdBackDays: t('settings:holdBackDays'),
    reactionDays: t('settings:reactionDays'),
    travelMinutes: t('settings:travelMinutes'),
  }
  const figures = [
    { name: 'rhythmFromDays', hint: t('settings:rhythmHint') },
    { name: 'rhythmToDays', hint: t('settings:rhythmHint') },
    { name: 'noShowFromDays', hint: t('settings:noShowHint') },
    { name: 'noShowToDays', hint: t('settings:noShowHint') },
    { name: 'permitWeeks', hint: t('settings:permitWeeksHint') },
    { name: 'holdBackDays', hint: t('settings:holdBackDaysHint') },
    { name: 'reactionDays', hint: t('settings:reactionDaysHint') },
    { name: 'travelMinutes', hint: t('settings:travelMinutesHint') },
  ] as const
  return (
    <Stack text>
      <PageHeader title={t('settings:title')} sub={t('settings:sub')} />
      {saved ? <Alert tone="ok" title={t('settings:saved')} /> : null}
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <ErrorSummary form={form} labels={labels} />
          <Section title={t('settings:assessments')}>
            <TextField
              field={fields.assessmentEveryMonths}
              label={labels.assessmentEveryMonths}
              hint={t('settings:assessmentEveryMonthsHint')}
              inputMode="numeric"
              size={4}
            />
          </Section>
          <Section title={t('settings:followUps')}>
            <Stack>
              <p className="k-quiet">{t('settings:followUpsSub')}</p>
              {figures.map(({ name, hint }) => (
                <TextField
                  key={name}
                  field={fields[name]}
                  label={labels[name]}
                  hint={hint}
                  inputMode="numeric"
                  size={4}
                />
              ))}
            </Stack>
          </Section>
          <SubmitButton>{t('settings:save')}</SubmitButton>
        </Stack>
      </Form>
      <Section title={t('programmes:title')}>
        <p>{t('programmes:linkSub')}</p>
        <LinkButton to={`/c/${slug}/settings/programmes`}>{t('programmes:title')}</LinkButton>
      </Section>
      <Section title={t('follow-ups:closures.link')}>
        <p>{t('follow-ups:closures.linkSub')}</p>
        <LinkButton to={`/c/${slug}/settings/days`}>{t('follow-ups:closures.link')}</LinkButton>
      </Section>
      <Section title={t('follow-ups:hours.cityTitle')}>
        <p>{t('follow-ups:hours.linkSub')}</p>
        <LinkButton to={`/c/${slug}/hours?worker=city`}>{t('follow-ups:hours.cityTitle')}</LinkButton>
      </Section>
      <Section title={t('work-plans:catalogue.link')}>
        <p>{t('work-plans:catalogue.linkSub')}</p>
        <LinkButton to={`/c/${slug}/settings/catalogue`}>{t('work-plans:catalogue.link')}</LinkButton>
      </Section>
      <Section title={t('follow-ups:rooms.title')}>
        <p>{t('follow-ups:rooms.linkSub')}</p>
        <LinkButton to={`/c/${slug}/settings/rooms`}>{t('follow-ups:rooms.title')}</LinkButton>
      </Section>
      <Section title={t('follow-ups:interpreters.title')}>
        <p>{t('follow-ups:interpreters.linkSub')}</p>
        <LinkButton to={`/c/${slug}/interpreters`}>{t('follow-ups:interpreters.title')}</LinkButton>
      </Section>
      <Section title={t('letters:link')}>
        <p>{t('letters:linkSub')}</p>
        <LinkButton to={`/c/${slug}/settings/letters`}>{t('letters:link')}</LinkButton>
      </Section>
      <Section title={t('messages:texts.title')}>
        <p>{t('messages:texts.linkSub')}</p>
        <LinkButton to={`/c/${slug}/settings/messages`}>{t('messages:texts.title')}</LinkButton>
      </Section>
    </Stack>
  )
}
