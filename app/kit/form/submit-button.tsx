import { useNavigation } from '@remix-run/react'
import type { MouseEvent, ReactNode } from 'react'
import { Button, type ButtonKind } from '../button.tsx'
import { useWords } from '../use-words.ts'

interface SubmitButtonProps {
  children: ReactNode
  kind?: ButtonKind | undefined
  small?: boolean | undefined
  block?: boolean | undefined
  name?: string | undefined
  value?: string | undefined
  /** The form it belongs to, where it stands outside of it. */
  form?: string | undefined
  /** Where the words alone do not say of which of several things. */
  'aria-label'?: string | undefined
}

/**
 * Saves. While a form is under way a second press does nothing; without JavaScript the form key does the same on the
 * server, so put a FormKey into every form that creates something.
 */
export function SubmitButton({ children, kind = 'primary', ...rest }: SubmitButtonProps): ReactNode {
  const { t } = useWords()
  const busy = useNavigation().state !== 'idle'
  const onClick = (event: MouseEvent): void => {
    if (busy) event.preventDefault()
  }
  return (
    <>
      <Button {...rest} kind={kind} type="submit" aria-disabled={busy || undefined} onClick={onClick}>
        {children}
      </Button>
      <span className="kern-sr-only" role="status">
        {busy ? t('kit:form.working') : ''}
      </span>
    </>
  )
}

/** The name of the hidden field: `formKey: z.uuid()` in the schema of the form. */
export const FORM_KEY = 'formKey'

/** Carries a key made by the loader (newFormKey): the same form sent twice is the same act. */
export function FormKey({ value }: { value: string }): ReactNode {
  return <input type="hidden" name={FORM_KEY} value={value} />
}
