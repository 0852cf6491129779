import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import type { CityCard, NeedOfCity } from './queries.server.ts'

const toneOf = ({ state, urgent }: CityCard): Tone =>
  state === 'fine' ? 'ok' : state === 'suspended' ? 'neutral' : urgent ? 'danger' : 'warn'

/** One city: its state in a word, what to do about it, and the counts. */
export function CityPanel({ city }: { city: CityCard }): ReactNode {
  const { t } = useWords()
  const { name, slug, colour, region, status, state, urgent, needs, partners } = city
  return (
    <Panel
      title={
        <span className="k-city" style={{ borderColor: colour }}>
          {name}
        </span>
      }
      action={<Badge tone={toneOf(city)}>{t(`operator:state.${urgent ? 'urgent' : state}`)}</Badge>}
    >
      {needs.map((need) => (
        <NeedText key={need.kind} need={need} />
      ))}
      <DefinitionList
        facts={[
          { term: t('operator:fact.slug'), value: slug },
          { term: t('operator:fact.status'), value: t(`operator:status.${status}`) },
          { term: t('operator:fact.region'), value: region ?? t('operator:noRegion') },
          { term: t('operator:fact.version'), value: <Version {...city.version} /> },
          { term: t('operator:fact.trail'), value: <Trail sealed={city.sealed} /> },
          { term: t('operator:fact.members'), value: <Members members={city.members} /> },
          { term: t('operator:fact.partners'), value: partners },
          { term: t('operator:fact.reports'), value: <Reports {...city.reports} /> },
        ]}
      />
    </Panel>
  )
}

function NeedText({ need: { kind, command } }: { need: NeedOfCity }): ReactNode {
  const { t } = useWords()
  return (
    <div className="op-need">
      <p>
        <strong>{t(`operator:need.${kind}.what`)}</strong> {t(`operator:need.${kind}.do`)}
      </p>
      {command ? (
        <p>
          <code className="op-command">{command}</code>
        </p>
      ) : null}
    </div>
  )
}

function Version({ is, wanted, behind }: CityCard['version']): ReactNode {
  const { t } = useWords()
  return behind ? t('operator:version.behind', { is, wanted }) : t('operator:version.current', { is })
}

function Trail({ sealed }: Pick<CityCard, 'sealed'>): ReactNode {
  const { t } = useWords()
  if (!sealed) return t('operator:trail.none')
  const { unit, count } = sealed.ago
  const ago = unit === 'now' ? t('operator:ago.now') : t(`operator:ago.${unit}`, { count })
  return (
    <>
      {t('operator:trail.held', { ago })} <Note>{t('operator:trail.seals', { count: sealed.seals })}</Note>
    </>
  )
}

function Members({ members }: Pick<CityCard, 'members'>): ReactNode {
  const { t } = useWords()
  const all = members.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return t('operator:members.none')
  const byRole = members.map(({ role, count }) => `${t(`access:role.${role}`)} ${count}`)
  return (
    <>
      {all} <Note>{byRole.join(', ')}</Note>
    </>
  )
}

function Reports({ unfinished, failed }: CityCard['reports']): ReactNode {
  const { t } = useWords()
  if (unfinished + failed === 0) return t('operator:reports.none')
  const parts = [
    ...(unfinished > 0 ? [t('operator:reports.unfinished', { count: unfinished })] : []),
    ...(failed > 0 ? [t('operator:reports.failed', { count: failed })] : []),
  ]
  return parts.join(', ')
}

/** The finer count beneath a value. */
function Note({ children }: { children: ReactNode }): ReactNode {
  return <span className="op-note">{children}</span>
}
