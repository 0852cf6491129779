import type { ReactNode } from 'react'
import { Alert, type AlertTone } from '../kit/alert.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { endOf, statusLabel } from './paper-words.ts'
import type { ExtensionLine } from './queries.server.ts'
import { appliedLate, type Prospect, prospectOf, type SeenTitle, type Urgency } from './rules/titles.ts'

const TONES: Record<Exclude<Urgency, 'calm'>, AlertTone> = {
  expired: 'danger',
  now: 'danger',
  soon: 'warn',
  ahead: 'info',
}

const continues = (prospect: Prospect): boolean => prospect === 'continues' || prospect === 'chance'

interface CurrentPaperProps {
  title: SeenTitle | undefined
  open: ExtensionLine | undefined
  /** How near its end is. */
  urgency: Urgency
  today: string
}
type WarningProps = Pick<CurrentPaperProps, 'urgency' | 'today'> & { title: SeenTitle }

/** The paper seen last, and what must be done before it runs out. */
export function CurrentPaper({ title, open, urgency, today }: CurrentPaperProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (!title) return <EmptyState title={t('permits:none')}>{t('permits:noneHelp')}</EmptyState>
  const { status, wording, validUntil, seenOn } = title
  const label = statusLabel(status)
  return (
    <>
      {open ? <Waiting open={open} today={today} /> : null}
      {open && continues(prospectOf(status)) ? null : (
        <Warning title={title} urgency={urgency} today={today} />
      )}
      <Panel title={t('permits:current')}>
        <DefinitionList
          facts={[
            { term: t('permits:status'), value: label ?? t('permits:statusUnknown') },
            { term: t('permits:wording'), value: wording === label ? null : wording },
            {
              term: t('permits:until'),
              value: validUntil
                ? t('permits:untilDays', { date: f.date(validUntil), days: f.inDays(validUntil) })
                : endOf(title, t, f),
            },
            { term: t('permits:seenOn'), value: f.date(seenOn) },
          ]}
        />
      </Panel>
    </>
  )
}

function Warning({ title, urgency, today }: WarningProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { status, validUntil } = title
  const prospect = prospectOf(status)
  if (validUntil === null || prospect === 'unlimited') return null
  if (urgency === 'calm') return <p className="k-quiet">{t(`permits:prospect.${prospect}`)}</p>
  return (
    <Alert
      tone={TONES[urgency]}
      title={t(`permits:urgency.${urgency}`, { date: f.date(validUntil), days: f.inDays(validUntil) })}
    >
      <p>{t(urgency === 'expired' ? 'permits:prospect.past' : `permits:prospect.${prospect}`)}</p>
    </Alert>
  )
}

function Waiting({ open, today }: { open: ExtensionLine; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { status, validUntil } = open.title
  const late = validUntil !== null && continues(prospectOf(status)) && appliedLate(open.appliedOn, validUntil)
  return (
    <Alert tone={late ? 'warn' : 'info'} title={t('permits:open.title')}>
      <p>{t('permits:open.waiting', { date: f.date(open.appliedOn) })}</p>
      {late ? <p>{t('permits:open.late', { date: f.date(validUntil) })}</p> : null}
    </Alert>
  )
}
