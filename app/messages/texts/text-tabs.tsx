import type { ReactNode } from 'react'
import { Icon } from '../../kit/icon.tsx'
import { Link } from '../../kit/link.tsx'
import { useWords } from '../../kit/use-words.ts'
import { useLanguageName } from '../../outreach/use-language-name.ts'
import { WRITTEN } from '../rules/templates.ts'
import { TALK_KINDS } from '../rules.ts'
import type { LanguageLine } from './pages.server.ts'
import type { TextKey } from './text-key.ts'
import { nameOfText } from './text-key.ts'

interface TabsProps {
  page: string
  shown: TextKey
  languages: readonly LanguageLine[]
  own: readonly string[]
}

/** From one text to each other: what it is about, its way, its language. */
export function TextTabs({ page, shown, languages, own }: TabsProps): ReactNode {
  const { t } = useWords()
  const nameOf = useLanguageName()
  const to = (key: TextKey) => ({
    to: `${page}/${key.kind}/${key.channel}/${key.language}`,
    here: nameOfText(key) === nameOfText(shown),
    own: own.includes(nameOfText(key)),
  })
  return (
    <div className="k-texts__ways">
      <Tabs
        label={t('messages:texts.kinds')}
        tabs={TALK_KINDS.map((kind) => ({ ...to({ ...shown, kind }), says: t(`messages:kind.${kind}`) }))}
      />
      <Tabs
        label={t('messages:texts.channels')}
        tabs={WRITTEN.map((channel) => ({
          ...to({ ...shown, channel }),
          says: t(`messages:channel.${channel}`),
        }))}
      />
      <Tabs
        label={t('messages:texts.languages')}
        tabs={languages.map(({ tag }) => ({ ...to({ ...shown, language: tag }), says: nameOf(tag) }))}
      />
    </div>
  )
}

interface Tab {
  to: string
  here: boolean
  own: boolean
  says: string
}

function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }): ReactNode {
  const { t } = useWords()
  return (
    <nav aria-label={label}>
      <ul className="k-tabs">
        {tabs.map(({ to, here, own, says }) => (
          <li key={to}>
            <Link to={to} className="k-tabs__one" aria-current={here ? 'page' : undefined} keepScroll>
              {says}
              {own ? (
                <>
                  <Icon name="edit" small />
                  <span className="kern-sr-only">{t('messages:texts.own')}</span>
                </>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
