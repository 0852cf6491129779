import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { TextLink } from '../../kit/button.tsx'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import { plainField } from '../../kit/form/form-field.ts'
import { languageName } from '../../outreach/list/languages.ts'
import '../../kit/form/pick-form.css'
import { SelectField } from '../../kit/form/select-field.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { Stack } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import { WorkLine, WorkList } from '../../kit/work-line.tsx'
import { askInput } from '../input.ts'
import type { Asked, InterpretingPage } from '../queries.server.ts'
import { INTERPRETING_MODES } from '../rules/interpreting.ts'
import { InterpretingFact } from './interpreting-fact.tsx'

interface PanelProps {
  interpreting: InterpretingPage
  /** Address of the list of everybody who translates. */
  list: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Who translates in a talk that is agreed: asked, agreed with one click, or somebody else. */
export function InterpretingPanel({ interpreting, list, lastResult }: PanelProps): ReactNode {
  const { asked, language } = interpreting
  const { t, locale } = useWords()
  return (
    <Panel
      title={t('follow-ups:interpreters.panel')}
      action={<TextLink to={list}>{t('follow-ups:interpreters.toList')}</TextLink>}
    >
      <Stack>
        <p>
          {language
            ? t('follow-ups:interpreters.language', { language: languageName(language, locale) })
            : t('follow-ups:interpreters.noLanguage')}
        </p>
        {asked ? <Standing asked={asked} /> : null}
        <AskForm key={asked?.askedId ?? 'none'} interpreting={interpreting} lastResult={lastResult} />
      </Stack>
    </Panel>
  )
}

function Standing({ asked }: { asked: Asked }): ReactNode {
  const { t } = useWords()
  const { askedId, agreed, phone, name } = asked
  return (
    <>
      <WorkList label={t('follow-ups:interpreters.panel')}>
        <WorkLine
          who={<InterpretingFact asked={asked} />}
          why={
            phone ? (
              <a className="k-link" href={`tel:${phone}`}>
                {phone}
              </a>
            ) : undefined
          }
          action={
            <>
              {agreed ? null : <Answer intent="agree" askedId={askedId} name={name} />}
              <Answer intent="lift" askedId={askedId} name={name} />
            </>
          }
        />
      </WorkList>
      {agreed ? null : <p className="k-quiet">{t('follow-ups:interpreters.askHint')}</p>}
    </>
  )
}

function Answer({
  intent,
  askedId,
  name,
}: {
  intent: 'agree' | 'lift'
  askedId: string
  name: string
}): ReactNode {
  const { t } = useWords()
  const label = t(`follow-ups:interpreters.${intent}`)
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="askedId" value={askedId} />
      <SubmitButton
        small
        kind={intent === 'agree' ? 'primary' : 'secondary'}
        aria-label={`${label}: ${name}`}
      >
        {label}
      </SubmitButton>
    </Form>
  )
}

function AskForm({ interpreting, lastResult }: Omit<PanelProps, 'list'>): ReactNode {
  const { asked, speakers } = interpreting
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: askInput, lastResult, id: 'ask' })
  const labels = {
    interpreter: t(asked ? 'follow-ups:interpreters.instead' : 'follow-ups:interpreters.who'),
    mode: t('follow-ups:interpreters.how'),
  }
  const others = speakers.filter(({ id, free }) => free && id !== asked?.id)
  if (others.length === 0 && !lastResult) return asked ? null : <p>{t(nobodyBecause(speakers.length))}</p>
  return (
    <Form method="post" {...getFormProps(form)}>
      <input type="hidden" name="intent" value="ask" />
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <div className="k-pick">
          <SelectField
            field={fields.interpreter}
            label={labels.interpreter}
            options={others.map(({ id, name, service }) => ({
              value: id,
              label: service ? t('follow-ups:interpreters.serviceNamed', { name }) : name,
            }))}
          />
          <SelectField
            field={fields.mode}
            label={labels.mode}
            empty={t('follow-ups:interpreters.usual')}
            options={INTERPRETING_MODES.map((value) => ({
              value,
              label: t(`follow-ups:interpreters.mode.${value}`),
            }))}
          />
          <SubmitButton kind="secondary">{t('follow-ups:interpreters.ask')}</SubmitButton>
        </div>
      </Stack>
    </Form>
  )
}

const nobodyBecause = (speakers: number) =>
  speakers > 0
    ? ('follow-ups:interpreters.nobodyFree' as const)
    : ('follow-ups:interpreters.nobodySpeaks' as const)

/** Who is to translate at the times that are shown: they suit her too. */
export function InterpreterField({
  interpreting: { asked, speakers },
  value,
}: {
  interpreting: InterpretingPage
  value: string
}): ReactNode {
  const { t } = useWords()
  const along = asked && {
    value: 'along',
    label: t('follow-ups:interpreters.ifFree', { name: asked.name }),
  }
  return (
    <SelectField
      field={plainField('interpreter', { value })}
      label={t('follow-ups:interpreters.panel')}
      hint={speakers.length === 0 ? t('follow-ups:interpreters.nobodySpeaks') : undefined}
      empty={false}
      options={[
        { value: 'none', label: t('follow-ups:interpreters.nobodyYet') },
        ...speakers.map(({ id, name, service }) => ({
          value: id,
          label: service ? t('follow-ups:interpreters.serviceNamed', { name }) : name,
        })),
        ...(along ? [along] : []),
      ]}
    />
  )
}
