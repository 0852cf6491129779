import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import type { Translate } from '../kit/words.ts'
import { PersonLine, PersonLines } from './person-lines.tsx'
import type { FoundPeople } from './search.server.ts'

interface FoundViewProps {
  shell: { city: { slug: string }; today: string }
  /** What was typed and who was found; found is null when too little was typed. */
  search: { query: string; found: FoundPeople | null }
  /** A file may be opened for somebody who is only on a list. */
  mayTakeIn: boolean
}

/** Who was found, with a file or only on a list. */
export function FoundView({ shell, search, mayTakeIn }: FoundViewProps): ReactNode {
  const { t } = useWords()
  const base = `/c/${shell.city.slug}/clients`
  const people = search.found?.people ?? []
  return (
    <Stack>
      <PageHeader
        title={t('people:search.title')}
        sub={subOf(search, t)}
        action={
          <Row>
            <LinkButton to={base}>{t('people:search.back')}</LinkButton>
            {mayTakeIn ? (
              <LinkButton icon="add" to={`${base}/new`}>
                {t('clients:list.newRequest')}
              </LinkButton>
            ) : null}
          </Row>
        }
      />
      {search.found && people.length === 0 ? (
        <EmptyState title={t('people:search.nobody')}>{t('people:search.nobodyHelp')}</EmptyState>
      ) : null}
      {people.length > 0 ? (
        <PersonLines label={t('people:search.title')}>
          {people.map((person) => (
            <PersonLine
              key={person.personId}
              person={person}
              today={shell.today}
              to={
                person.clientId
                  ? `${base}/${person.clientId}`
                  : mayTakeIn
                    ? `${base}/new?person=${person.personId}`
                    : undefined
              }
            />
          ))}
        </PersonLines>
      ) : null}
    </Stack>
  )
}

function subOf({ query, found }: FoundViewProps['search'], t: Translate): string {
  if (!found) return t('people:search.tooShort')
  if (found.more) return t('people:search.tooMany', { query })
  return t('people:search.count', { count: found.people.length, query })
}
