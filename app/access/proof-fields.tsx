import type { ReactNode } from 'react'
import { type FormField, plainField } from '../kit/form/form-field.ts'
import { TextField } from '../kit/form/text-field.tsx'
import { useWords } from '../kit/use-words.ts'

interface ProofFieldsProps {
  /** Keeps these fields apart from those of another form on the page. */
  form: string
  /** Whether who is asked has a second factor; without one the password is all there is. */
  asksForCode: boolean
  /** What was given last was not right. */
  wrong: boolean
}

/** Asks whoever is signed in once more for the password and, with a second factor, for a code of the app or a recovery code. */
export function ProofFields({ form, asksForCode, wrong }: ProofFieldsProps): ReactNode {
  const { t } = useWords()
  const field = (name: string, known: { error?: string | undefined } = {}): FormField => ({
    ...plainField(`${form}-${name}`, known),
    name,
    required: true,
  })
  const error = asksForCode ? 'access:proof.wrong' : 'access:password.wrong'
  return (
    <>
      <TextField
        field={field('password', { error: wrong ? error : undefined })}
        label={t('access:proof.password')}
        type="password"
        autoComplete="current-password"
      />
      {asksForCode ? (
        <TextField
          field={field('code')}
          label={t('access:proof.code')}
          hint={t('access:proof.codeHint')}
          autoComplete="one-time-code"
          spellCheck={false}
          size={14}
        />
      ) : null}
    </>
  )
}
