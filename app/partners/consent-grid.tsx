import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { Icon, type IconName } from '../kit/icon.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { type GridCell, type GridRow, OFFERED_CATEGORIES } from './rules.ts'
import './partners.css'

const ICONS: Partial<Record<GridCell['state'], IconName>> = {
  standing: 'check',
  ahead: 'calendar-today',
  refused: 'close',
  withdrawn: 'close',
}

interface ConsentGridProps {
  rows: readonly GridRow[]
  today: string
  /** Address of the referral page. */
  referral: string
}

/** Recipient by category: who may see what until when, at a glance. On a phone each recipient is a card. */
export function ConsentGrid({ rows, today, referral }: ConsentGridProps): ReactNode {
  const { t } = useWords()
  return (
    <table className="grid">
      <caption className="kern-sr-only">{t('partners:consent.who')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('partners:consent.recipient')}</th>
          {OFFERED_CATEGORIES.map((category) => (
            <th key={category} scope="col">
              {t(`partners:category.${category}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ organisationId, organisationName, purpose, sees, cells }) => (
          <tr key={`${organisationId}/${purpose}`}>
            <th scope="row">
              <span className="grid__who">{organisationName}</span>
              <span className="grid__why">{t(`partners:purpose.${purpose}`)}</span>
              {sees ? (
                <Badge tone="ok">{t('partners:consent.seesNow')}</Badge>
              ) : cells.identity.state === 'standing' ? (
                <TextLink to={referral}>{t('partners:consent.notReferred')}</TextLink>
              ) : null}
            </th>
            {OFFERED_CATEGORIES.map((category) => (
              <Cell
                key={category}
                cell={cells[category]}
                label={t(`partners:category.${category}`)}
                today={today}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ cell, label, today }: { cell: GridCell; label: string; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { state, on } = cell
  const icon = ICONS[state]
  const said =
    state === 'standing' && on === null
      ? t('partners:grid.standingOpen')
      : t(`partners:grid.${state}`, on ? { date: f.date(on) } : {})
  return (
    <td className={`grid__cell grid__cell--${state}`}>
      <span className="grid__label" aria-hidden="true">
        {label}
      </span>
      <span className="grid__said">
        {icon ? <Icon name={icon} small /> : null}
        {said}
      </span>
    </td>
  )
}
