import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { fill } from '../letters/language.ts'
import { linkSignInput } from './input.ts'
import { LanguagePicker } from './language-picker.tsx'
import type { LinkPage } from './link-page.server.ts'
import { ReadingPlan } from './reading-plan.tsx'
import { DrawnField, useMethod } from './sign-form.tsx'
import { wordsToSign } from './sign-words.ts'
import './signing.css'

interface LinkViewProps {
  page: LinkPage
  /** Address of this page. */
  here: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** What a client sees of his link: a question for the birth date, then the plan and the field to sign. No office, no status. */
export function LinkView({ page, here, lastResult }: LinkViewProps): ReactNode {
  const { texts, language, dir, problem, phone, opened, done } = page
  // A link that opens nothing says no more than that: not even what it was for.
  const shut = problem === 'ended' || problem === 'tooOften'
  return (
    <main className={opened ? 'k-letter k-letter--wide' : 'k-letter'} lang={language} dir={dir}>
      <LanguagePicker language={language} address={here} />
      <h1 className="k-letter__title">{shut ? texts[problem] : texts.title}</h1>
      {done ? (
        <Alert tone="ok" title={texts.done}>
          {texts.copy}
        </Alert>
      ) : null}
      {problem === 'wrong' ? <Alert tone="warn" title={texts.wrong} /> : null}
      {!done && !opened && !shut ? <BirthForm page={page} /> : null}
      {opened ? <OpenedPlan page={page} opened={opened} lastResult={lastResult} /> : null}
      {phone ? (
        <p>
          <a className="k-letter__call" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {fill(texts.call, { phone })}
          </a>
        </p>
      ) : null}
    </main>
  )
}

function BirthForm({ page: { texts, language } }: { page: LinkPage }): ReactNode {
  const part = (name: 'day' | 'month' | 'year', length: number): ReactNode => (
    <TextField
      field={{ ...plainField(name), required: true, maxLength: length }}
      label={texts[name]}
      inputMode="numeric"
      autoComplete="off"
      size={length + 1}
    />
  )
  return (
    <Form method="post" className="k-stack">
      <input type="hidden" name="language" value={language} />
      <fieldset className="link-birth">
        <legend>{texts.birth}</legend>
        {part('day', 2)}
        {part('month', 2)}
        {part('year', 4)}
      </fieldset>
      <Button kind="primary" block>
        {texts.open}
      </Button>
    </Form>
  )
}

function OpenedPlan({
  page,
  opened,
  lastResult,
}: {
  page: LinkPage
  opened: NonNullable<LinkPage['opened']>
  lastResult: SubmissionResult<string[]> | undefined
}): ReactNode {
  const { own, german, version, hash, birth, name } = opened
  const words = wordsToSign(own)
  const { method, canDraw, change } = useMethod()
  const [form, fields] = useZodForm({ schema: linkSignInput, lastResult, defaultValue: { name }, id: 'sign' })
  const drawn = method === 'drawn'
  return (
    <>
      <p className="signing__intro">{own.texts.signing.read}</p>
      <ReadingPlan own={own} german={german} />
      <section className="signing__turn" id="turn">
        <Form method="post" {...getFormProps(form)} className="sign">
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="hash" value={hash} />
          <input type="hidden" name="birth" value={birth} />
          <input type="hidden" name="method" value={method} />
          <input type="hidden" name="language" value={page.language} />
          <p className="sign__agree">{words.agree}</p>
          {drawn ? <DrawnField field={fields.drawing} words={words} onFail={() => change('typed')} /> : null}
          <TextField field={fields.name} label={words.name} autoComplete="off" />
          <div className="sign__end">
            <SubmitButton block>{words.submit}</SubmitButton>
            {canDraw ? (
              <Button kind="tertiary" type="button" onClick={() => change(drawn ? 'typed' : 'drawn')}>
                {drawn ? words.typeInstead : words.drawInstead}
              </Button>
            ) : null}
          </div>
        </Form>
      </section>
    </>
  )
}
