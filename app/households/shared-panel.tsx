import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { SharedContactForm } from './home-forms.tsx'
import type { SharedContact } from './queries.server.ts'

interface SharedPanelProps {
  /** The newest first. */
  contacts: readonly SharedContact[]
  /** The form stands in place of the facts. */
  open: boolean
  formKey: string
  today: string
  /** Address of the household. */
  page: string
  /** Address of the client's file. */
  file: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** What all of a household answer to. */
export function SharedPanel({ contacts, open, page, file, today, ...form }: SharedPanelProps): ReactNode {
  const { t } = useWords()
  const [shared, ...before] = contacts
  const title = t('households:shared.title')
  if (open)
    return (
      <Panel title={title}>
        <SharedContactForm {...form} today={today} back={page} known={shared} />
      </Panel>
    )
  return (
    <Panel title={title} action={<TextLink to={`${page}?form=shared`}>{t('households:change')}</TextLink>}>
      {shared ? (
        <>
          <SharedFacts contact={shared} today={today} />
          <TextLink to={`${file}/undo/shared/${shared.contactId}`}>{t('households:takeBack')}</TextLink>
        </>
      ) : (
        <p>{t('households:shared.none')}</p>
      )}
      {before.length > 0 ? (
        <details>
          <summary className="k-link">{t('households:shared.before')}</summary>
          <Stack>
            {before.map((contact) => (
              <SharedFacts key={contact.contactId} contact={contact} today={today} />
            ))}
          </Stack>
        </details>
      ) : null}
    </Panel>
  )
}

function SharedFacts({ contact, today }: { contact: SharedContact; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { phone, email, note, on, by } = contact
  return (
    <DefinitionList
      facts={[
        {
          term: t('households:shared.phone'),
          value: phone && (
            <a className="k-link" href={`tel:${phone}`}>
              {phone}
            </a>
          ),
        },
        {
          term: t('households:shared.email'),
          value: email && (
            <a className="k-link" href={`mailto:${email}`}>
              {email}
            </a>
          ),
        },
        { term: t('households:shared.note'), value: note },
        { term: t('households:shared.said'), value: t('households:saidOn', { date: f.date(on), name: by }) },
      ]}
    />
  )
}
