import type { ReactNode } from 'react'
import { LinkButton } from '../button.tsx'
import { Row } from '../page.tsx'
import { useWords } from '../use-words.ts'
import { SubmitButton } from './submit-button.tsx'

interface SaveRowProps {
  /** What saving does, on the button. */
  children: ReactNode
  /** Where to go without an entry; without it there is no way back to offer. */
  back?: string | undefined
}

/** The end of a form: save, or leave without. */
export function SaveRow({ children, back }: SaveRowProps): ReactNode {
  const { t } = useWords()
  return (
    <Row>
      <SubmitButton>{children}</SubmitButton>
      {back ? (
        <LinkButton kind="tertiary" to={back}>
          {t('kit:form.cancel')}
        </LinkButton>
      ) : null}
    </Row>
  )
}
