import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import './people.css'
import type { FoundPerson } from './search.server.ts'

/** People one beneath the other; children are PersonLines. */
export function PersonLines({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <ul className="p-lines" aria-label={label}>
      {children}
    </ul>
  )
}

export const fullName = ({ familyName, givenName }: Pick<FoundPerson, 'familyName' | 'givenName'>): string =>
  givenName ? `${familyName}, ${givenName}` : familyName

interface PersonLineProps {
  person: FoundPerson
  today: string
  /** Where the name leads; undefined = nowhere. */
  to: string | undefined
}

/** Somebody, and what tells him from others of that name. */
export function PersonLine({ person, today, to }: PersonLineProps): ReactNode {
  const name = fullName(person)
  return (
    <li className="p-line">
      <span className="p-line__name">
        {to ? (
          <TextLink strong to={to}>
            {name}
          </TextLink>
        ) : (
          <strong>{name}</strong>
        )}
      </span>
      <span className="p-line__facts">{useWhoIsWho(today)(person)}</span>
      <span className="p-line__state">
        <FileState person={person} />
      </span>
    </li>
  )
}

/** `19.11.1980 · Gathe 12 · Fall bei Aylin Yildiz`. */
export function useWhoIsWho(
  today: string,
): (person: Omit<FoundPerson, 'familyName' | 'givenName'>) => string {
  const { t } = useWords()
  const f = useFormat(today)
  return ({ birthDate, street, leadName }) =>
    [f.birthDate(birthDate), street, leadName && t('people:search.lead', { name: leadName })]
      .filter(Boolean)
      .join(' · ')
}

/** Whether somebody has a file, a closed one, or none. */
export function FileState({ person }: { person: Pick<FoundPerson, 'clientId' | 'closed'> }): ReactNode {
  const { t } = useWords()
  if (!person.clientId) return <Badge>{t('people:state.listed')}</Badge>
  return person.closed ? (
    <Badge tone="neutral">{t('people:state.closed')}</Badge>
  ) : (
    <Badge tone="ok">{t('people:state.file')}</Badge>
  )
}
