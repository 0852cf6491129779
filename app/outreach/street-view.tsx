import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import type { WordKey } from '../kit/words.ts'
import { House } from './house.tsx'
import type { Door } from './queries.server.ts'
import { houseNames } from './rules.ts'
import { SlipLink } from './slip-link.tsx'

interface StreetViewProps {
  slug: string
  today: string
  doors: Door[]
  formKey: string
  problem: WordKey | undefined
}

/** One street house by house, for a phone in one hand. Names and marks of the last visits, nothing else. */
export function StreetView({ slug, today, doors, formKey, problem }: StreetViewProps): ReactNode {
  const { t } = useWords()
  const [first] = doors
  const names = houseNames(doors)
  const people = doors.flatMap((door) => door.people)
  const open = people.filter(({ state }) => state === 'open').length
  return (
    <Stack>
      <PageHeader
        title={first?.street || t('outreach:streets.noStreet')}
        sub={t('outreach:street.sub', { open, people: people.length })}
        action={<LinkButton to={`/c/${slug}/outreach`}>{t('outreach:street.back')}</LinkButton>}
      />
      {problem ? <Alert tone="danger" title={t(problem)} /> : null}
      {doors.length === 0 ? <EmptyState title={t('outreach:street.empty')} /> : null}
      {doors.map((door, index) => (
        <House
          key={door.dwellingId}
          slug={slug}
          today={today}
          door={door}
          name={names[index] ?? ''}
          formKey={formKey}
        />
      ))}
      <SlipLink slug={slug} />
    </Stack>
  )
}
