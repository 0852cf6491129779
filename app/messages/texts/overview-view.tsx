import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { LinkButton } from '../../kit/button.tsx'
import { DataTable } from '../../kit/data-table.tsx'
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
  domains: readonly string[]
  saved: boolean
  lastResult: SubmissionResult<string[]> | undefined
}

/** Who messages come from, and at a glance what is said in which language. */
export function OverviewView(props: OverviewViewProps): ReactNode {
  const { slug, languages, own, sender, domains, saved, lastResult } = props
  const { t } = useWords()
  const nameOf = useLanguageName()
  const settings = `/c/${slug}/settings`
  const page = `${settings}/messages`
  const changed = new Set(own)
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
          <DataTable
            caption={t('messages:texts.all')}
            captionHidden
            rows={languages}
            rowKey={({ tag }) => tag}
            columns={[
              {
                key: 'language',
                head: t('messages:texts.language'),
                rowHeader: true,
                cell: ({ tag }) => nameOf(tag),
              },
              {
                key: 'review',
                head: t('messages:texts.review'),
                cell: ({ review }) => <ReviewBadge review={review} />,
              },
              ...TALK_KINDS.map((kind) => ({
                key: kind,
                head: t(`messages:kind.${kind}`),
                cell: ({ tag }: LanguageLine) => (
                  <Texts kind={kind} language={tag} changed={changed} page={page} />
                ),
              })),
            ]}
          />
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

/** Whether a native speaker has read the product's sentences of a language. */
export function ReviewBadge({ review }: Pick<LanguageLine, 'review'>): ReactNode {
  const { t } = useWords()
  if (review === null || review === 'reviewed')
    return <Badge tone="ok">{t(review ? 'messages:texts.reviewed' : 'messages:texts.original')}</Badge>
  return <Badge tone="warn">{t('messages:texts.unreviewed')}</Badge>
}

function Texts({
  kind,
  language,
  changed,
  page,
}: {
  kind: TalkKind
  language: LanguageLine['tag']
  changed: ReadonlySet<string>
  page: string
}): ReactNode {
  const { t } = useWords()
  return (
    <span className="k-texts">
      {WRITTEN.map((channel) => {
        const own = changed.has(nameOfText({ kind, channel, language }))
        return (
          <Link
            key={channel}
            to={`${page}/${kind}/${channel}/${language}`}
            className={own ? 'k-texts__one k-texts__one--own' : 'k-texts__one'}
          >
            {own ? <Icon name="edit" small /> : null}
            {t(`messages:channel.${channel}`)}
            {own ? <span className="kern-sr-only"> {t('messages:texts.own')}</span> : null}
          </Link>
        )
      })}
    </span>
  )
}
