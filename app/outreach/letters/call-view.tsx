import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { plainField } from '../../kit/form/form-field.ts'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { directionOf, fill } from '../../letters/language.ts'
import { textsIn } from './texts.ts'

interface CallViewProps {
  /** Of the city that wrote. */
  city: string
  letter: { language: string; phone: string; asked: boolean }
  wrong: boolean
}

/** What the code of a letter opens: who writes, where to call, and a request to be called. Nothing about anybody. */
export function CallView({ city, letter: { language, phone, asked }, wrong }: CallViewProps): ReactNode {
  const texts = textsIn(language)
  const said = (text: string): string => fill(text, { city, phone })
  return (
    <main className="k-letter" lang={language} dir={directionOf(language)}>
      <p className="k-letter__city">{city}</p>
      <h1 className="k-letter__title">{texts.ask}</h1>
      <p>{said(texts.what)}</p>
      <p>{said(texts.free)}</p>
      <p>
        <a className="k-letter__call" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {said(texts.call)}
        </a>
      </p>
      {asked ? (
        <Alert tone="ok" title={texts.thanks} />
      ) : (
        <Form method="post" className="k-stack">
          <TextField
            field={{
              ...plainField('phone', wrong ? { error: texts.wrong } : {}),
              required: true,
              maxLength: 31,
            }}
            type="tel"
            autoComplete="tel"
            label={texts.phone}
          />
          <TextField field={{ ...plainField('bestTime'), maxLength: 120 }} label={texts.time} />
          <SubmitButton block>{texts.send}</SubmitButton>
        </Form>
      )}
    </main>
  )
}
