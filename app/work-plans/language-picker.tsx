import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { useWords } from '../kit/use-words.ts'
import { READABLE } from './rules/languages.ts'

/** The languages the plan can be read in, each by its own name. `address` takes `?language=`. */
export function LanguagePicker({ language, address }: { language: string; address: string }): ReactNode {
  const { t } = useWords()
  return (
    <details className="language-picker">
      <summary>
        <span lang={language}>{READABLE[language] ?? language}</span> ·{' '}
        {t('work-plans:signing.otherLanguage')}
      </summary>
      <ul>
        {Object.entries(READABLE).map(([tag, name]) => (
          <li key={tag} lang={tag} dir="auto">
            {tag === language ? (
              <strong aria-current="true">{name}</strong>
            ) : (
              <TextLink to={`${address}?language=${tag}`}>{name}</TextLink>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
