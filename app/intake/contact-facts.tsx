import type { ReactNode } from 'react'
import { DefinitionList } from '../kit/definition-list.tsx'
import { useWords } from '../kit/use-words.ts'
import { languageName } from '../outreach/list/languages.ts'
import type { ContactLine } from './queries.server.ts'

type Contact = Omit<ContactLine, 'recordId' | 'recordedOn' | 'by'>

const tel = (number: string | null): ReactNode =>
  number && (
    <a className="k-link" href={`tel:${number}`}>
      {number}
    </a>
  )

/** How somebody is reached. */
export function ReachFacts({ contact }: { contact: Contact }): ReactNode {
  const { t } = useWords()
  const { mobile, phone, email, messenger, preferred, bestTime, otherName, otherPhone } = contact
  const nothing = !(mobile || phone || email || messenger)
  if (nothing && !preferred && !otherName) return <p>{t('intake:contact.none')}</p>
  return (
    <DefinitionList
      facts={[
        { term: t('intake:contact.mobile'), value: tel(mobile) },
        { term: t('intake:contact.phone'), value: tel(phone) },
        {
          term: t('intake:contact.email'),
          value: email && (
            <a className="k-link" href={`mailto:${email}`}>
              {email}
            </a>
          ),
        },
        { term: t('intake:contact.messenger'), value: messenger },
        { term: t('intake:contact.preferred'), value: preferred && t(`intake:channel.${preferred}`) },
        { term: t('intake:contact.bestTime'), value: bestTime },
        {
          term: t('intake:contact.other'),
          value: otherName && (
            <>
              {otherName} {tel(otherPhone)}
            </>
          ),
        },
      ]}
    />
  )
}

/** In which language somebody speaks and reads. */
export function LanguageFacts({ contact }: { contact: Contact }): ReactNode {
  const { t, locale } = useWords()
  const { language, interpreter, interpreterGender, readsLanguage, literacy } = contact
  const wish = interpreterGender && t(`intake:contact.wish.${interpreterGender}`)
  return (
    <DefinitionList
      facts={[
        {
          term: t('intake:contact.language'),
          value: language ? languageName(language, locale) : t('intake:contact.notAsked'),
        },
        {
          term: t('intake:contact.interpreterShort'),
          value: interpreter
            ? [t('intake:contact.needed'), wish].filter(Boolean).join(', ')
            : t('intake:contact.notNeeded'),
        },
        {
          term: t('intake:contact.reading'),
          value: literacy
            ? [readsLanguage && languageName(readsLanguage, locale), t(`intake:literacy.${literacy}`)]
                .filter(Boolean)
                .join(': ')
            : t('intake:contact.notAsked'),
        },
      ]}
    />
  )
}
