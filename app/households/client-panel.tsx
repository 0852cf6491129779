import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { placeOf } from './home-words.ts'
import type { HouseholdSummary } from './queries.server.ts'
import { ageOf } from './rules.ts'

interface HouseholdPanelProps {
  household: HouseholdSummary
  /** Address of the list of clients, and of this client's file. */
  clients: string
  file: string
  today: string
  mayRecord: boolean
}

/** On the client page: with whom and where somebody lives. */
export function HouseholdPanel({
  household,
  clients,
  file,
  today,
  mayRecord,
}: HouseholdPanelProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { members, home } = household
  return (
    <Panel
      title={t('households:title')}
      action={mayRecord ? <TextLink to={`${file}/household`}>{t('households:open')}</TextLink> : undefined}
    >
      <DefinitionList
        facts={[
          {
            term: t('households:lives'),
            value: home
              ? home.untilOn
                ? t('households:untilKnown', { place: placeOf(home, t), date: f.date(home.untilOn) })
                : placeOf(home, t)
              : t('households:unknownPlace'),
          },
          {
            term: t('households:with'),
            value:
              members.length === 0 ? (
                t('households:alone')
              ) : (
                <ul className="k-plain">
                  {members.map(({ familyName, givenName, birthDate, clientId, relation }) => {
                    const name = [givenName, familyName].filter(Boolean).join(' ')
                    const age = ageOf(birthDate, today)
                    return (
                      <li key={`${name}/${birthDate}`}>
                        {clientId ? <TextLink to={`${clients}/${clientId}`}>{name}</TextLink> : name}
                        {', '}
                        {t(`households:relation.${relation}`)}
                        {age === null ? '' : `, ${t('households:age', { count: age })}`}
                      </li>
                    )
                  })}
                </ul>
              ),
          },
        ]}
      />
    </Panel>
  )
}
