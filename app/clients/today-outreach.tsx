import type { ReactNode } from 'react'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { PartsBar } from '../kit/charts/parts-bar.tsx'
import { Section } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import { shareOf } from '../outreach/rounds/rules.ts'
import type { CallBackToday, RoundToday } from '../outreach/today.server.ts'

interface Shell {
  city: { slug: string }
  today: string
}

/** Of each round that runs one quiet line: whom it has met so far, and how far that is from its targets. */
export function TodayRounds({ shell, rounds }: { shell: Shell; rounds: RoundToday[] }): ReactNode {
  if (rounds.length === 0) return null
  return (
    <ul className="k-gaps">
      {rounds.map((round) => (
        <li key={round.id} className="k-gaps__round">
          <TextLink to={`/c/${shell.city.slug}/outreach/rounds/${round.id}`}>{round.name}</TextLink>
          <Gap kind="women" count={round.women} base={round.met} target={round.targetWomen} />
          <Gap kind="under27" count={round.under27} base={round.met} target={round.targetUnder27} />
        </li>
      ))}
    </ul>
  )
}

interface GapProps {
  kind: 'women' | 'under27'
  count: number
  base: number
  target: number
}

function Gap({ kind, count, base, target }: GapProps): ReactNode {
  const { t } = useWords()
  const { share, missing } = shareOf(count, base, target)
  const words =
    share === null
      ? t('clients:today.gapNobody', { target })
      : t(missing > 0 ? 'clients:today.gapShort' : 'clients:today.gapMet', { share, target, missing })
  return (
    <span className={missing > 0 ? 'k-gaps__one k-gaps__one--short' : 'k-gaps__one'}>
      {t(`clients:today.gap.${kind}`)} {words}
      <span className="k-gaps__bar">
        <PartsBar
          most={Math.max(target, share ?? 0, 1)}
          parts={[
            { key: 'share', label: '%', count: share ?? 0 },
            { key: 'none', label: '%', count: 0 },
            { key: 'missing', label: '%', count: Math.max(0, target - (share ?? 0)) },
          ]}
        />
      </span>
    </span>
  )
}

/** Who waits to be called on: as agreed at the door, or as asked for with the code of a letter. */
export function TodayCalls({ shell, calls }: { shell: Shell; calls: CallBackToday[] }): ReactNode {
  const { t } = useWords()
  const f = useFormat(shell.today)
  if (calls.length === 0) return null
  return (
    <Section title={t('clients:today.calls')} count={calls.length}>
      <WorkList label={t('clients:today.calls')}>
        {calls.map(({ roundId, personId, name, at, kind }) => (
          <WorkLine
            key={`${personId}-${at}`}
            when={f.dayTime(at)}
            tone={kind === 'phone' ? 'warn' : 'info'}
            who={<strong>{name}</strong>}
            why={t(`clients:today.call.${kind}`)}
            action={
              <LinkButton small to={`/c/${shell.city.slug}/outreach/rounds/${roundId}`}>
                {t('clients:today.toRound')}
              </LinkButton>
            }
          />
        ))}
      </WorkList>
    </Section>
  )
}
