import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { languageName } from '../outreach/list/languages.ts'
import { NoticeBadge } from './notice-panel.tsx'
import type { IntakeSummary } from './queries.server.ts'
import type { NoticeState } from './rules.ts'

interface IntakePanelProps {
  contact: IntakeSummary['contact']
  notice: NoticeState
  /** The work permission in short. */
  work: ReactNode
  /** Address of the file. */
  file: string
  today: string
  mayRecord: boolean
}

/** On the client page: may the person work, was she told of her data, how is she spoken to. */
export function IntakePanel({ contact, notice, work, file, today, mayRecord }: IntakePanelProps): ReactNode {
  const { t, locale } = useWords()
  return (
    <Panel
      title={t('intake:title')}
      action={mayRecord ? <TextLink to={`${file}/intake`}>{t('intake:open')}</TextLink> : undefined}
    >
      <DefinitionList
        facts={[
          { term: t('intake:work'), value: work },
          { term: t('intake:notice.short'), value: <NoticeBadge notice={notice} today={today} /> },
          {
            term: t('intake:contact.preferred'),
            value:
              contact?.preferred &&
              [t(`intake:channel.${contact.preferred}`), contact.bestTime].filter(Boolean).join(', '),
          },
          {
            term: t('intake:contact.reading'),
            value:
              contact?.literacy &&
              [
                contact.readsLanguage && languageName(contact.readsLanguage, locale),
                t(`intake:literacy.${contact.literacy}`),
              ]
                .filter(Boolean)
                .join(': '),
          },
        ]}
      />
    </Panel>
  )
}
