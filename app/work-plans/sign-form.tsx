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
import type { Method, Party } from './rules.ts'
import { SignPad } from './sign-pad.tsx'

interface SignFormProps {
  sheet: { planId: string; version: number; hash: string }
  party: Party
  /** Of whoever is to sign. */
  name: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** One party's signature. With JavaScript drawn, or typed if that is easier; without it typed. */
export function SignForm({ sheet, party, name, lastResult }: SignFormProps): ReactNode {
  const { t } = useWords()
  const [method, setMethod] = useState<Method>('typed')
  const [scripted, setScripted] = useState(false)
  // The server knows no canvas: the field to draw in appears where a script runs.
  useEffect(() => {
    setScripted(true)
    setMethod('drawn')
  }, [])
  const [form, fields] = useZodForm({
    schema: signInput,
    lastResult,
    defaultValue: { name },
    id: `sign-${party}`,
  })
  const drawn = method === 'drawn'
  // An empty field to draw in says so itself: a list above it would vanish with the first stroke and move the pen.
  const { drawing: _, ...typedErrors } = form.allErrors
  return (
    <Form method="post" {...getFormProps(form)} className="sign">
      <ErrorSummary
        form={{ id: form.id, errors: form.errors, allErrors: typedErrors }}
        labels={{ name: t('work-plans:signing.name'), witness: t('work-plans:signing.witness') }}
      />
      <input type="hidden" name="planId" value={sheet.planId} />
      <input type="hidden" name="version" value={sheet.version} />
      <input type="hidden" name="hash" value={sheet.hash} />
      <input type="hidden" name="party" value={party} />
      <input type="hidden" name="method" value={method} />
      <p className="sign__agree">{t(`work-plans:signing.agree.${party}`)}</p>
      {drawn ? <DrawnField field={fields.drawing} onFail={() => setMethod('typed')} /> : null}
      <TextField
        field={fields.name}
        label={t('work-plans:signing.name')}
        hint={drawn ? undefined : t('work-plans:signing.typed')}
        autoComplete="off"
      />
      {drawn || party === 'worker' ? null : (
        <TextField
          field={fields.witness}
          label={t('work-plans:signing.witness')}
          hint={t('work-plans:signing.witnessHint')}
          autoComplete="off"
        />
      )}
      <div className="sign__end">
        <SubmitButton block>{t('work-plans:signing.submit')}</SubmitButton>
        {scripted ? (
          <Button kind="tertiary" type="button" onClick={() => setMethod(drawn ? 'typed' : 'drawn')}>
            {t(drawn ? 'work-plans:signing.typeInstead' : 'work-plans:signing.drawInstead')}
          </Button>
        ) : null}
      </div>
    </Form>
  )
}

interface DrawnFieldProps {
  field: { id: string; name: string; errorId: string; descriptionId: string; errors?: string[] | undefined }
  onFail: () => void
}

function DrawnField({ field, onFail }: DrawnFieldProps): ReactNode {
  const { t } = useWords()
  const [drawing, setDrawing] = useState('')
  const [cleared, setCleared] = useState(0)
  const look = drawing ? 'sign__drawn--answered' : 'sign__drawn--missing'
  return (
    <div className={`k-field sign__drawn${field.errors ? ` ${look}` : ''}`}>
      <div className="sign__paper">
        <SignPad
          id={field.id}
          label={t('work-plans:signing.field')}
          describedBy={field.errors ? field.errorId : undefined}
          cleared={cleared}
          onDraw={setDrawing}
          onFail={onFail}
        />
        {drawing ? null : (
          <span className="sign__here" aria-hidden="true">
            {t('work-plans:signing.here')}
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
        {t('work-plans:signing.clear')}
      </Button>
      <div role="alert">
        <FieldErrors field={field} />
      </div>
    </div>
  )
}
