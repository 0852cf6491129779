import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FieldErrors } from '../kit/form/field-frame.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { useWords } from '../kit/use-words.ts'
import { signInput } from './input.ts'
import type { Party } from './rules/signing.ts'
import { SignPad } from './sign-pad.tsx'
import type { SignWords } from './sign-words.ts'

interface SignFormProps {
  sheet: { planId: string; version: number; hash: string }
  party: Party
  /** Of whoever is to sign. */
  name: string
  words: SignWords
  /** BCP 47: what the plan was read in. */
  language: string
  /** What the worker says about the signing; on the client's turn also who interprets. */
  beside: { place: string; interpreted: boolean }
  lastResult: SubmissionResult<string[]> | undefined
}

/** One party's signature on the tablet. With JavaScript drawn, or typed if that is easier; without it typed. */
export function SignForm({
  sheet,
  party,
  name,
  words,
  language,
  beside,
  lastResult,
}: SignFormProps): ReactNode {
  const { t } = useWords()
  const { method, canDraw, change } = useMethod()
  const [form, fields] = useZodForm({
    schema: signInput,
    lastResult,
    defaultValue: { name, place: beside.place },
    id: `sign-${party}`,
  })
  const drawn = method === 'drawn'
  // An empty field to draw in says so itself: a list above it would vanish with the first stroke and move the pen.
  const { drawing: _, ...typedErrors } = form.allErrors
  return (
    <Form method="post" {...getFormProps(form)} className="sign">
      <ErrorSummary
        form={{ id: form.id, errors: form.errors, allErrors: typedErrors }}
        labels={{ name: words.name, witness: words.witness }}
      />
      <input type="hidden" name="planId" value={sheet.planId} />
      <input type="hidden" name="version" value={sheet.version} />
      <input type="hidden" name="hash" value={sheet.hash} />
      <input type="hidden" name="party" value={party} />
      <input type="hidden" name="method" value={method} />
      <input type="hidden" name="language" value={language} />
      <div className="sign__own" lang={words.lang} dir={words.dir}>
        <p className="sign__agree">{words.agree}</p>
        {drawn ? <DrawnField field={fields.drawing} words={words} onFail={() => change('typed')} /> : null}
        <TextField field={fields.name} label={words.name} autoComplete="off" />
        {drawn || party === 'worker' ? null : (
          <TextField field={fields.witness} label={words.witness} autoComplete="off" />
        )}
      </div>
      <details className="k-fold" open={beside.interpreted}>
        <summary>{t('work-plans:signing.beside')}</summary>
        <div className="k-stack">
          <TextField field={fields.place} label={t('work-plans:signing.place')} autoComplete="off" />
          {party === 'client' ? (
            <TextField
              field={fields.interpreter}
              label={t('work-plans:signing.interpreter')}
              hint={t('work-plans:signing.interpreterHint')}
              optional
              autoComplete="off"
            />
          ) : null}
        </div>
      </details>
      <div className="sign__end" lang={words.lang} dir={words.dir}>
        <SubmitButton block>{words.submit}</SubmitButton>
        {canDraw ? (
          <Button kind="tertiary" type="button" onClick={() => change(drawn ? 'typed' : 'drawn')}>
            {drawn ? words.typeInstead : words.drawInstead}
          </Button>
        ) : null}
      </div>
    </Form>
  )
}

type Drawable = 'typed' | 'drawn'

/** The server knows no canvas: the field to draw in appears where a script runs. */
export function useMethod(): { method: Drawable; canDraw: boolean; change: (to: Drawable) => void } {
  const [method, setMethod] = useState<Drawable>('typed')
  const [canDraw, setCanDraw] = useState(false)
  useEffect(() => {
    setCanDraw(true)
    setMethod('drawn')
  }, [])
  return { method, canDraw, change: setMethod }
}

interface DrawnFieldProps {
  field: { id: string; name: string; errorId: string; descriptionId: string; errors?: string[] | undefined }
  words: Pick<SignWords, 'field' | 'here' | 'clear'>
  onFail: () => void
}

/** The field to draw in, and the way to begin once more. */
export function DrawnField({ field, words, onFail }: DrawnFieldProps): ReactNode {
  const [drawing, setDrawing] = useState('')
  const [cleared, setCleared] = useState(0)
  const look = drawing ? 'sign__drawn--answered' : 'sign__drawn--missing'
  return (
    <div className={`k-field sign__drawn${field.errors ? ` ${look}` : ''}`}>
      <div className="sign__paper">
        <SignPad
          id={field.id}
          label={words.field}
          describedBy={field.errors ? field.errorId : undefined}
          cleared={cleared}
          onDraw={setDrawing}
          onFail={onFail}
        />
        {drawing ? null : (
          <span className="sign__here" aria-hidden="true">
            {words.here}
          </span>
        )}
      </div>
      <input type="hidden" name={field.name} value={drawing} />
      <Button
        kind="tertiary"
        small
        type="button"
        onClick={() => {
          setDrawing('')
          setCleared(cleared + 1)
        }}
      >
        {words.clear}
      </Button>
      <div role="alert">
        <FieldErrors field={field} />
      </div>
    </div>
  )
}
