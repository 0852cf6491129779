import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { FormKey, SubmitButton } from '../../kit/form/submit-button.tsx'
import { Row, Section, Stack } from '../../kit/page.tsx'
import { useWords } from '../../kit/use-words.ts'
import { WorkLine, WorkList } from '../../kit/work-line.tsx'
import { useLanguageName } from '../use-language-name.ts'

interface LetterLine {
  personId: string
  name: string
  address: string
  language: string | null
  attempts: number
}

export interface RoundLetters {
  proposed: LetterLine[]
  unsent: number
  sent: number
}

interface LettersPanelProps {
  base: string
  letters: RoundLetters
  formKey: string
}

/** Letters to people nobody reached three times: proposed, printed, on their way. */
export function LettersPanel({ base, letters, formKey }: LettersPanelProps): ReactNode {
  const { t } = useWords()
  const languageName = useLanguageName()
  const { proposed, unsent, sent } = letters
  if (proposed.length + unsent + sent === 0) return null
  return (
    <Section title={t('outreach:letters.title')} count={proposed.length}>
      <Stack>
        <p className="k-quiet">
          {t('outreach:letters.why')} {t('outreach:letters.state', { unsent, sent })}
        </p>
        {proposed.length > 0 ? (
          <WorkList label={t('outreach:letters.title')}>
            {proposed.map(({ personId, name, address, language, attempts }) => (
              <WorkLine
                key={personId}
                who={<strong>{name}</strong>}
                why={`${address} · ${t('outreach:letters.attempts', { count: attempts })} · ${
                  language ? languageName(language) : t('outreach:plan.noLanguage')
                }`}
              />
            ))}
          </WorkList>
        ) : null}
        <Row>
          {proposed.length > 0 ? (
            <PrintForm to={`${base}/letters.pdf`} which="new" formKey={formKey}>
              {t('outreach:letters.print', { count: proposed.length })}
            </PrintForm>
          ) : null}
          {unsent > 0 ? (
            <>
              <Form method="post" preventScrollReset>
                <FormKey value={formKey} />
                <SubmitButton kind={proposed.length > 0 ? 'secondary' : 'primary'} name="intent" value="sent">
                  {t('outreach:letters.markSent', { count: unsent })}
                </SubmitButton>
              </Form>
              <PrintForm to={`${base}/letters.pdf`} which="again" formKey={formKey} quiet>
                {t('outreach:letters.again')}
              </PrintForm>
            </>
          ) : null}
        </Row>
        <p className="k-quiet">{t('outreach:letters.unchecked')}</p>
      </Stack>
    </Section>
  )
}

function PrintForm({
  to,
  which,
  formKey,
  quiet,
  children,
}: {
  to: string
  which: 'new' | 'again'
  formKey: string
  quiet?: boolean
  children: ReactNode
}): ReactNode {
  return (
    <Form method="post" action={to} reloadDocument>
      <FormKey value={formKey} />
      <SubmitButton kind={quiet ? 'secondary' : 'primary'} name="which" value={which}>
        {children}
      </SubmitButton>
    </Form>
  )
}
