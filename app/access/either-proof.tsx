import type { ReactNode } from 'react'
import { type FormField, plainField } from '../kit/form/form-field.ts'
import { TextField } from '../kit/form/text-field.tsx'
import { useWords } from '../kit/use-words.ts'

interface EitherProofProps {
  /** Keeps these fields apart from those of another form on the page. */
  form: string
  passwordLabel: string
  /** Null: whoever is asked has no second factor, and the password is all there is. */
  codeLabel: string | null
  /** A word of ours when what was given was not right. */
  error: string | undefined
}

/** Asks whoever is signed in once more for the password, or for a code of the app. */
export function EitherProof({ form, passwordLabel, codeLabel, error }: EitherProofProps): ReactNode {
  const { t } = useWords()
  const field = (name: string, known: { error?: string | undefined } = {}): FormField => ({
    ...plainField(`${form}-${name}`, known),
    name,
  })
  return (
    <>
      <TextField
        field={{ ...field('password', { error }), required: codeLabel === null }}
        label={passwordLabel}
        type="password"
        autoComplete="current-password"
      />
      {codeLabel === null ? null : (
        <TextField
          field={field('code')}
          label={codeLabel}
          hint={t('access:code.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          size={8}
        />
      )}
    </>
  )
}
