import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { ChoiceButtons } from '../kit/form/choice-group.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { WordKey } from '../kit/words.ts'
import { VISIT_OUTCOMES } from './input.ts'
import type { Door, DoorPerson } from './queries.server.ts'
import { foldVisited, houseNames } from './rules.ts'

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
    </Stack>
  )
}

interface HouseProps {
  slug: string
  today: string
  door: Door
  /** As it stands over the door. */
  name: string
  formKey: string
}

function House({ slug, today, door, name, formKey }: HouseProps): ReactNode {
  const { t } = useWords()
  const { shown, folded } = foldVisited(door.people, today)
  const open = shown.filter((one) => one.state === 'open')
  const lines = (people: DoorPerson[]): ReactNode => (
    <ul className="k-doors">
      {people.map((one) => (
        <li key={one.personId} className="k-doors__person">
          <DoorLine slug={slug} today={today} one={one} formKey={formKey} />
        </li>
      ))}
    </ul>
  )
  if (shown.length === 0) {
    return (
      <details className="k-fold" id={`house-${door.dwellingId}`}>
        <summary className="k-fold__head">
          <h2 className="k-fold__title">{name}</h2>
          <span className="k-quiet">{t('outreach:street.finished', { count: folded.length })}</span>
        </summary>
        {lines(folded)}
      </details>
    )
  }
  return (
    <Section
      id={`house-${door.dwellingId}`}
      title={name}
      count={t('outreach:street.names', { count: door.people.length })}
      action={
        open.length > 1 ? (
          <Form method="post" preventScrollReset>
            <FormKey value={formKey} />
            <input type="hidden" name="occurredOn" value={today} />
            <input type="hidden" name="dwellingId" value={door.dwellingId} />
            <SubmitButton kind="secondary" small name="intent" value="house">
              {t('outreach:street.nobodyInHouse')}
            </SubmitButton>
          </Form>
        ) : undefined
      }
    >
      {lines(shown)}
      {folded.length > 0 ? (
        <details className="k-fold k-fold--inside">
          <summary className="k-fold__head">{t('outreach:street.visited', { count: folded.length })}</summary>
          {lines(folded)}
        </details>
      ) : null}
    </Section>
  )
}

function DoorLine({
  slug,
  today,
  one,
  formKey,
}: {
  slug: string
  today: string
  one: DoorPerson
  formKey: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const name = one.givenName ? `${one.familyName}, ${one.givenName}` : one.familyName
  return (
    <>
      <p className="k-doors__name">
        {one.clientId ? (
          <TextLink strong to={`/c/${slug}/clients/${one.clientId}`}>
            {name}
          </TextLink>
        ) : (
          <strong>{name}</strong>
        )}
        {one.state === 'has-file' ? <Badge tone="ok">{t('outreach:street.hasFile')}</Badge> : null}
        {one.state === 'declined' || one.state === 'moved' ? (
          <Badge>{t(`outreach:outcome.${one.state}`)}</Badge>
        ) : null}
        {one.visits.map((visit) => (
          <span key={`${visit.on}-${visit.outcome}`} className="k-doors__visit">
            {f.shortDate(visit.on)} {t(`outreach:mark.${visit.outcome}`)}
          </span>
        ))}
      </p>
      {one.state === 'open' ? (
        <Form method="post" preventScrollReset>
          <FormKey value={formKey} />
          <input type="hidden" name="personId" value={one.personId} />
          <input type="hidden" name="occurredOn" value={today} />
          <ChoiceButtons
            name="outcome"
            label={t('outreach:street.how', { name })}
            options={VISIT_OUTCOMES.map((outcome) => ({
              value: outcome,
              label: t(`outreach:outcome.${outcome}`),
            }))}
          />
        </Form>
      ) : null}
    </>
  )
}
