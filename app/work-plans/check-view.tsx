import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { PageHeader } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import type { Checked } from './check.server.ts'

const TONES = {
  unknown: 'warn',
  broken: 'danger',
  waiting: 'info',
  'in-force': 'ok',
  superseded: 'info',
  ended: 'info',
  void: 'warn',
} as const satisfies Record<Checked, 'ok' | 'info' | 'warn' | 'danger'>

interface CheckViewProps {
  city: string
  hash: string
  checked: Checked | 'tooOften'
}

/** What the code on a printed plan leads to. It shows nobody's name and no word of the plan. */
export function CheckView({ city, hash, checked }: CheckViewProps): ReactNode {
  const { t } = useWords()
  const often = checked === 'tooOften'
  return (
    <>
      <PageHeader title={t('work-plans:check.title')} sub={t('work-plans:check.sub', { city })} />
      <div className="k-stack">
        <Alert
          tone={often ? 'warn' : TONES[checked]}
          title={t(often ? 'work-plans:check.tooOften' : `work-plans:check.${checked}`)}
        >
          {often ? null : <p>{t(`work-plans:check.help.${checked}`)}</p>}
        </Alert>
        <p className="plan-page__seal">{t('work-plans:check.asked', { hash })}</p>
        <p>{t('work-plans:check.compare')}</p>
        <Form method="post" className="k-stack">
          <TextField
            field={{ ...plainField('hash'), required: true, maxLength: 100 }}
            label={t('work-plans:check.other')}
            autoComplete="off"
            spellCheck={false}
          />
          <SubmitButton kind="secondary">{t('work-plans:check.submit')}</SubmitButton>
        </Form>
      </div>
    </>
  )
}
