import type { ReactNode } from 'react'
import type { FormField } from '../kit/form/form-field.ts'
import { TextField } from '../kit/form/text-field.tsx'
import { useWords } from '../kit/use-words.ts'

/** Where a new password is chosen; what it must be stands beneath. */
export function NewPasswordField({ field }: { field: FormField }): ReactNode {
  const { t } = useWords()
  return (
    <TextField
      field={field}
      label={t('access:password.field')}
      hint={t('access:password.hint')}
      type="password"
      autoComplete="new-password"
    />
  )
}

/** For password managers: whose password it is. */
export function AccountName({ email }: { email: string }): ReactNode {
  return <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
}
