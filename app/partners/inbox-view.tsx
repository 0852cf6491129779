import type { ReactNode } from 'react'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import type { ReferredLine } from './queries/partner.server.ts'

interface InboxViewProps {
  lines: readonly ReferredLine[]
  organisation: string
  city: { slug: string; name: string }
  today: string
}

/** Who is referred to the organisation in this city: first what waits for its answer. */
export function InboxView({ lines, organisation, city, today }: InboxViewProps): ReactNode {
  const { t } = useWords()
  const waiting = lines.filter(({ accepted }) => !accepted)
  const running = lines.filter(({ accepted }) => accepted)
  return (
    <Stack>
      <PageHeader
        title={t('partners:inbox.title', { organisation })}
        sub={t('partners:inbox.sub', { city: city.name })}
      />
      {lines.length === 0 ? (
        <EmptyState title={t('partners:inbox.empty')}>{t('partners:inbox.emptyHelp')}</EmptyState>
      ) : (
        <>
          <Section title={t('partners:inbox.waiting')} count={waiting.length}>
            {waiting.length === 0 ? <p>{t('partners:inbox.allAnswered')}</p> : null}
            <Lines lines={waiting} label={t('partners:inbox.waiting')} city={city} today={today} />
          </Section>
          <Section title={t('partners:inbox.running')} count={running.length}>
            {running.length === 0 ? <p>{t('partners:inbox.noneRunning')}</p> : null}
            <Lines lines={running} label={t('partners:inbox.running')} city={city} today={today} />
          </Section>
        </>
      )}
    </Stack>
  )
}

interface LinesProps {
  lines: readonly ReferredLine[]
  label: string
  city: { slug: string }
  today: string
}

function Lines({ lines, label, city, today }: LinesProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (lines.length === 0) return null
  const why = ({ purpose, accepted, lastNoteOn, untilOn, leadName }: ReferredLine): string =>
    [
      t(`partners:purpose.${purpose}`),
      accepted
        ? lastNoteOn
          ? t('partners:inbox.noteOn', { date: f.shortDate(lastNoteOn) })
          : t('partners:inbox.noteNone')
        : leadName && t('partners:inbox.lead', { name: leadName }),
      untilOn && t('partners:inbox.until', { days: f.inDays(untilOn) }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <WorkList label={label}>
      {lines.map((line) => {
        const page = `/c/${city.slug}/partner/clients/${line.clientId}`
        const name = [line.familyName, line.givenName].filter(Boolean).join(', ')
        return (
          <WorkLine
            key={line.referralId}
            when={f.since(line.since)}
            tone={line.accepted ? 'neutral' : 'warn'}
            who={
              <TextLink strong to={page}>
                {name}
              </TextLink>
            }
            why={why(line)}
            action={
              line.accepted ? undefined : (
                <LinkButton small to={page}>
                  {t('partners:inbox.answer')}
                </LinkButton>
              )
            }
          />
        )
      })}
    </WorkList>
  )
}
