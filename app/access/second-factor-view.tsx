import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { PrintButton } from '../kit/print-button.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { LockedAlert } from './code-view.tsx'
import { ProofFields } from './proof-fields.tsx'
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
  answer:
    | {
        codes?: string[]
        /** The codes took the place of others. */
        renewed?: boolean
        again?: SetUp
        /** The form whose password or code was not right. */
        notConfirmed?: 'renew' | 'remove'
        locked?: string
      }
    | undefined
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
  if (answer?.codes)
    return <RecoveryCodes name={name} codes={answer.codes} renewed={answer.renewed ?? false} />
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
          <>
            <FactorState factor={factor} today={today} />
            <RenewCodes wrong={answer?.notConfirmed === 'renew'} />
            <Remove required={factor.required} wrong={answer?.notConfirmed === 'remove'} />
          </>
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

function FactorState({
  factor: { since, codesLeft },
  today,
}: Pick<SecondFactorViewProps, 'factor' | 'today'>): ReactNode {
  const { t } = useWords()
  const format = useFormat(today)
  return (
    <Alert
      tone={codesLeft === 0 ? 'warn' : 'ok'}
      title={t('access:factor.on', { date: since ? format.date(since.slice(0, 10)) : '' })}
    >
      {t('access:factor.left', { count: codesLeft })}
    </Alert>
  )
}

function RenewCodes({ wrong }: { wrong: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <Section title={t('access:factor.renew')}>
      <Form method="post" className="k-stack">
        <input type="hidden" name="intent" value="renew" />
        <p>{t('access:factor.renewHelp')}</p>
        <ProofFields form="renew" asksForCode wrong={wrong} />
        <SubmitButton kind="secondary">{t('access:factor.renewDo')}</SubmitButton>
      </Form>
    </Section>
  )
}

/** Takes the factor away: for good or, where one is required, for that of a new phone. */
function Remove({ required, wrong }: { required: boolean; wrong: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <Section title={t(required ? 'access:factor.newPhone' : 'access:factor.off')}>
      <Form method="post" className="k-stack">
        <input type="hidden" name="intent" value="remove" />
        <p>{t(required ? 'access:factor.newPhoneHelp' : 'access:factor.offHelp')}</p>
        {required ? <p>{t('access:factor.nothingLeft')}</p> : null}
        <ProofFields form="remove" asksForCode wrong={wrong} />
        <SubmitButton kind="secondary">
          {t(required ? 'access:factor.newPhoneDo' : 'access:factor.turnOff')}
        </SubmitButton>
      </Form>
    </Section>
  )
}

interface RecoveryCodesProps {
  name: string
  codes: string[]
  renewed: boolean
}

function RecoveryCodes({ name, codes, renewed }: RecoveryCodesProps): ReactNode {
  const { t } = useWords()
  return (
    <Frame user={{ name }} narrow>
      <Stack text>
        <PageHeader
          title={t('access:factor.codes')}
          sub={t(renewed ? 'access:factor.codesNew' : 'access:factor.codesLead')}
        />
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
          <PrintButton>{t('access:factor.print')}</PrintButton>
        </Row>
      </Stack>
    </Frame>
  )
}
