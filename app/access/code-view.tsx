import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { TextLink } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { formatTime } from '../kit/format.ts'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import './second-factor.css'

interface CodeViewProps {
  next: string | null
  refused: { kind: 'code' | 'recovery'; until: string | null } | undefined
}

/** Second step of signing in. */
export function CodeView({ next, refused }: CodeViewProps): ReactNode {
  const { t } = useWords()
  const action = next ? `/sign-in/code?next=${encodeURIComponent(next)}` : '/sign-in/code'
  const wrong = (kind: 'code' | 'recovery'): string | undefined =>
    refused && !refused.until && refused.kind === kind ? `access:code.${kind}Wrong` : undefined
  return (
    <Frame narrow>
      <Stack text>
        <PageHeader title={t('access:code.title')} sub={t('access:code.lead')} />
        {refused?.until ? <LockedAlert until={refused.until} /> : null}
        <Form method="post" action={action} className="k-stack">
          <TextField
            field={{ ...plainField('code', { error: wrong('code') }), required: true }}
            label={t('access:code.code')}
            hint={t('access:code.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            size={8}
          />
          <SubmitButton>{t('access:signIn.submit')}</SubmitButton>
        </Form>
        <details className="factor__other" open={refused?.kind === 'recovery'}>
          <summary>{t('access:code.noPhone')}</summary>
          <Form method="post" action={action} className="k-stack">
            <TextField
              field={{ ...plainField('recovery', { error: wrong('recovery') }), required: true }}
              label={t('access:code.recovery')}
              hint={t('access:code.recoveryHint')}
              autoComplete="off"
              spellCheck={false}
              size={14}
            />
            <SubmitButton kind="secondary">{t('access:code.recoverySubmit')}</SubmitButton>
          </Form>
        </details>
        <p>
          <TextLink to="/sign-in">{t('access:code.back')}</TextLink>
        </p>
      </Stack>
    </Frame>
  )
}

/** Says when to try again. `until`: an ISO instant. */
export function LockedAlert({ until }: { until: string }): ReactNode {
  const { t } = useWords()
  return (
    <Alert tone="danger" title={t('access:locked.title')}>
      {t('access:locked.help', { time: formatTime(until) })}
    </Alert>
  )
}
