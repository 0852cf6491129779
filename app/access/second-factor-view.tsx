import { Form } from '@remix-run/react'
import { type ReactNode, useEffect, useState } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { LockedAlert } from './code-view.tsx'
import './second-factor.css'

interface SetUp {
  sealed: string
  secret: string
  uri: string
  qr: { path: string; size: number }
}

interface Factor {
  since: string | null
  codesLeft: number
  required: boolean
}

interface SecondFactorViewProps {
  name: string
  factor: Factor
  setUp: SetUp | null
  /** Nothing else is open before it is set. */
  owed: boolean
  today: string
  answer: { codes?: string[]; again?: SetUp; notRemoved?: boolean; locked?: string } | undefined
}

export function SecondFactorView({
  name,
  factor,
  setUp,
  owed,
  today,
  answer,
}: SecondFactorViewProps): ReactNode {
  const { t } = useWords()
  const shown = answer?.again ?? setUp
  if (answer?.codes) return <RecoveryCodes name={name} codes={answer.codes} />
  return (
    <Frame user={{ name }} narrow>
      <Stack text>
        <PageHeader title={t('access:factor.title')} sub={t('access:factor.lead')} />
        {owed ? (
          <Alert tone="info" title={t('access:factor.owed')}>
            {t('access:factor.owedHelp')}
          </Alert>
        ) : null}
        {answer?.locked ? <LockedAlert until={answer.locked} /> : null}
        {shown ? (
          <SetUpForm setUp={shown} wrong={answer?.again !== undefined} />
        ) : (
          <FactorSet factor={factor} today={today} wrong={answer?.notRemoved ?? false} />
        )}
      </Stack>
    </Frame>
  )
}

function SetUpForm({
  setUp: { sealed, secret, uri, qr },
  wrong,
}: {
  setUp: SetUp
  wrong: boolean
}): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Section title={t('access:factor.app')}>
        <p>{t('access:factor.appHelp')}</p>
      </Section>
      <Section title={t('access:factor.scan')}>
        <p>{t('access:factor.scanHelp')}</p>
        <svg
          className="factor__qr"
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={t('access:factor.qr')}
          shapeRendering="crispEdges"
        >
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <p>
          <a className="k-link" href={uri}>
            {t('access:factor.open')}
          </a>
        </p>
        <p>{t('access:factor.typed')}</p>
        <p className="factor__secret">{secret}</p>
      </Section>
      <Section title={t('access:factor.confirm')}>
        <Form method="post" className="k-stack">
          <input type="hidden" name="sealed" value={sealed} />
          <TextField
            field={{
              ...plainField('code', { error: wrong ? 'access:factor.codeWrong' : undefined }),
              required: true,
            }}
            label={t('access:code.code')}
            hint={t('access:factor.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            size={8}
          />
          <SubmitButton>{t('access:factor.turnOn')}</SubmitButton>
        </Form>
      </Section>
    </>
  )
}

function FactorSet({
  factor: { since, codesLeft, required },
  today,
  wrong,
}: {
  factor: Factor
  today: string
  wrong: boolean
}): ReactNode {
  const { t } = useWords()
  const format = useFormat(today)
  return (
    <>
      <Alert tone="ok" title={t('access:factor.on', { date: since ? format.date(since.slice(0, 10)) : '' })}>
        {t('access:factor.left', { count: codesLeft })}
      </Alert>
      {required ? (
        <p>{t('access:factor.required')}</p>
      ) : (
        <Section title={t('access:factor.off')}>
          <p>{t('access:factor.offHelp')}</p>
          <Form method="post" className="k-stack">
            <input type="hidden" name="intent" value="remove" />
            <TextField
              field={{
                ...plainField('password', { error: wrong ? 'access:factor.notRemoved' : undefined }),
                required: true,
              }}
              label={t('access:signIn.password')}
              type="password"
              autoComplete="current-password"
            />
            <TextField
              field={{ ...plainField('code'), required: true }}
              label={t('access:code.code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              size={8}
            />
            <SubmitButton kind="secondary">{t('access:factor.turnOff')}</SubmitButton>
          </Form>
        </Section>
      )}
    </>
  )
}

function RecoveryCodes({ name, codes }: { name: string; codes: string[] }): ReactNode {
  const { t } = useWords()
  // Only a script can print; without one the browser's menu does.
  const [mayPrint, setMayPrint] = useState(false)
  useEffect(() => setMayPrint(true), [])
  return (
    <Frame user={{ name }} narrow>
      <Stack text>
        <PageHeader title={t('access:factor.codes')} sub={t('access:factor.codesLead')} />
        <ol className="factor__codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <p>{t('access:factor.codesHelp')}</p>
        <Row>
          <LinkButton kind="primary" to="/">
            {t('access:factor.kept')}
          </LinkButton>
          {mayPrint ? (
            <Button type="button" onClick={() => window.print()}>
              {t('access:factor.print')}
            </Button>
          ) : null}
        </Row>
      </Stack>
    </Frame>
  )
}
