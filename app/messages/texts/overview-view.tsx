import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { LinkButton } from '../../kit/button.tsx'
import { PickForm } from '../../kit/form/pick-form.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Link } from '../../kit/link.tsx'
import { PageHeader, Section, Stack } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import { useLanguageName } from '../../outreach/use-language-name.ts'
import { WRITTEN } from '../rules/templates.ts'
import { TALK_KINDS, type TalkKind } from '../rules.ts'
import type { LanguageLine, TextsOverview } from './pages.server.ts'
import { SenderForm } from './sender-form.tsx'
import { nameOfText } from './text-key.ts'
import './texts.css'

interface OverviewViewProps extends TextsOverview {
  slug: string
  /** The language that is shown first. */
  chosen: LanguageLine['tag']
  domains: readonly string[]
  saved: boolean
  lastResult: SubmissionResult<string[]> | undefined
}

/** Who messages come from, and by occasion what is said in which language. */
export function OverviewView(props: OverviewViewProps): ReactNode {
  const { slug, languages, chosen, own, sender, domains, saved, lastResult } = props
  const { t } = useWords()
  const nameOf = useLanguageName()
  const settings = `/c/${slug}/settings`
  return (
    <Stack>
      <PageHeader
        title={t('messages:texts.title')}
        sub={t('messages:texts.sub')}
        action={
          <LinkButton to={settings} kind="tertiary">
            {t('messages:texts.back')}
          </LinkButton>
        }
      />
      {saved ? <Alert tone="ok" title={t('messages:sender.saved')} /> : null}
      <Section title={t('messages:texts.all')}>
        <Stack>
          <p className="k-letters-text">{t('messages:texts.allSub')}</p>
          <PickForm
            name="language"
            label={t('messages:texts.language')}
            value={chosen}
            options={languages.map(({ tag }) => ({ value: tag, label: nameOf(tag) }))}
            submit={t('messages:texts.show')}
          />
          <div className="k-texts__occasions">
            {TALK_KINDS.map((kind) => (
              <Occasion
                key={kind}
                {...{ kind, languages, chosen }}
                page={`${settings}/messages`}
                own={own.filter((name) => name.startsWith(`${kind} `))}
              />
            ))}
          </div>
        </Stack>
      </Section>
      <Panel title={t('messages:sender.title')}>
        <Stack text>
          <p>{t('messages:sender.sub')}</p>
          <SenderForm sender={sender} domains={domains} lastResult={lastResult} />
        </Stack>
      </Panel>
    </Stack>
  )
}

interface OccasionProps extends Pick<OverviewViewProps, 'languages' | 'chosen'> {
  kind: TalkKind
  page: string
  /** `nameOfText` of those of this occasion that the city says in its own words. */
  own: readonly string[]
}

/** What is said on one occasion: in the chosen language at once, in the others behind one line. */
function Occasion({ kind, languages, chosen, page, own }: OccasionProps): ReactNode {
  const { t } = useWords()
  const changed = new Set(own)
  const others = languages.filter(({ tag }) => tag !== chosen)
  const line = (of: LanguageLine) => <Texts key={of.tag} {...{ kind, page, changed }} language={of} />
  return (
    <Panel
      title={t(`messages:kind.${kind}`)}
      level={3}
      action={
        own.length > 0 ? (
          <Badge tone="info">{t('messages:texts.ownCount', { count: own.length })}</Badge>
        ) : undefined
      }
    >
      <ul className="k-texts__lines">{languages.filter(({ tag }) => tag === chosen).map(line)}</ul>
      <details className="k-fold">
        <summary className="k-fold__head">
          {t('messages:texts.others', { count: others.length })}
          <span className="kern-sr-only">: {t(`messages:kind.${kind}`)}</span>
        </summary>
        <ul className="k-texts__lines">{others.map(line)}</ul>
      </details>
    </Panel>
  )
}

/** Whether a native speaker has read the product's sentences of a language. */
export function ReviewBadge({ review }: Pick<LanguageLine, 'review'>): ReactNode {
  const { t } = useWords()
  if (review === null || review === 'reviewed')
    return <Badge tone="ok">{t(review ? 'messages:texts.reviewed' : 'messages:texts.original')}</Badge>
  return <Badge tone="warn">{t('messages:texts.unreviewed')}</Badge>
}

interface TextsProps {
  kind: TalkKind
  language: LanguageLine
  changed: ReadonlySet<string>
  page: string
}

/** A language with its three texts. */
function Texts({ kind, language: { tag, review }, changed, page }: TextsProps): ReactNode {
  const { t } = useWords()
  const language = useLanguageName()(tag)
  return (
    <li className="k-texts__line">
      <span className="k-texts__language">{language}</span>
      <span className="k-texts">
        {WRITTEN.map((channel) => {
          const own = changed.has(nameOfText({ kind, channel, language: tag }))
          return (
            <Link
              key={channel}
              to={`${page}/${kind}/${channel}/${tag}`}
              className={own ? 'k-texts__one k-texts__one--own' : 'k-texts__one'}
            >
              {own ? <Icon name="edit" small /> : null}
              {t(`messages:channel.${channel}`)}
              <span className="kern-sr-only">
                {' '}
                {language} {own ? t('messages:texts.own') : ''}
              </span>
            </Link>
          )
        })}
      </span>
      {review === 'reviewed' ? null : <ReviewBadge review={review} />}
    </li>
  )
}
