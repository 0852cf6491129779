import { Form, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { ChoiceButtons } from '../kit/form/choice-group.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { Link } from '../kit/link.tsx'
import { Section } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { MoreAnswers } from './more-answers.tsx'
import type { Door, DoorPerson, Mark } from './queries.server.ts'
import { foldVisited } from './rules.ts'
import { useLanguageName } from './use-language-name.ts'

interface HouseProps {
  slug: string
  today: string
  door: Door
  /** As it stands over the door. */
  name: string
  formKey: string
  /** Id of the form that takes several houses at once. */
  several?: string | undefined
}

/** The answers one thumb gives at a door. */
const QUICK = ['nobody-home', 'interested', 'declined', 'spoke-to-other'] as const

/** One house: names, marks of the last visits, and how it went this time. */
export function House({ slug, today, door, name, formKey, several }: HouseProps): ReactNode {
  const { t } = useWords()
  const { shown, folded } = foldVisited(door.people, today)
  const open = shown.filter((one) => one.state === 'open')
  const done = folded.length + door.leftAlone
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
          <span className="k-quiet">{t('outreach:street.finished', { count: done })}</span>
        </summary>
        {lines(folded)}
      </details>
    )
  }
  return (
    <Section
      id={`house-${door.dwellingId}`}
      title={name}
      count={t('outreach:street.names', { count: shown.length })}
      action={
        open.length > 0 ? (
          <div className="k-row">
            {several ? <OneOfSeveral form={several} dwellingId={door.dwellingId} name={name} /> : null}
            {open.length > 1 || several ? (
              <Form method="post" preventScrollReset>
                <FormKey value={formKey} />
                <input type="hidden" name="occurredOn" value={today} />
                <input type="hidden" name="dwellingId" value={door.dwellingId} />
                <SubmitButton kind="secondary" small name="intent" value="house">
                  {t('outreach:street.nobodyInHouse')}
                </SubmitButton>
              </Form>
            ) : null}
          </div>
        ) : undefined
      }
    >
      {lines(shown)}
      {done > 0 ? (
        <details className="k-fold k-fold--inside">
          <summary className="k-fold__head">{t('outreach:street.visited', { count: done })}</summary>
          {lines(folded)}
        </details>
      ) : null}
    </Section>
  )
}

function OneOfSeveral({
  form,
  dwellingId,
  name,
}: {
  form: string
  dwellingId: string
  name: string
}): ReactNode {
  const { t } = useWords()
  return (
    <label className="k-several__one">
      <input type="checkbox" form={form} name="dwellingId" value={dwellingId} />
      <span>
        {t('outreach:walk.choose')}
        <span className="kern-sr-only"> {name}</span>
      </span>
    </label>
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
  const [asked] = useSearchParams()
  const name = one.givenName ? `${one.familyName}, ${one.givenName}` : one.familyName
  return (
    <>
      <div className="k-doors__name">
        {one.clientId ? (
          <TextLink strong to={`/c/${slug}/clients/${one.clientId}`}>
            {name}
          </TextLink>
        ) : (
          <strong>{name}</strong>
        )}
        {one.state === 'has-file' ? <Badge tone="ok">{t('outreach:street.hasFile')}</Badge> : null}
        {one.state === 'moved' ? <Badge>{t('outreach:outcome.moved')}</Badge> : null}
        {one.visits.map((mark) => (
          <VisitMark key={mark.visitId} slug={slug} today={today} mark={mark} name={name} />
        ))}
      </div>
      {one.state === 'open' ? (
        <div className="k-doors__answers">
          <Form method="post" preventScrollReset>
            <FormKey value={formKey} />
            <input type="hidden" name="personId" value={one.personId} />
            <input type="hidden" name="occurredOn" value={today} />
            <ChoiceButtons
              name="outcome"
              label={t('outreach:street.how', { name })}
              options={QUICK.map((outcome) => ({ value: outcome, label: t(`outreach:outcome.${outcome}`) }))}
            />
          </Form>
          {asked.get('more') === one.personId ? (
            <MoreAnswers personId={one.personId} name={name} today={today} formKey={formKey} />
          ) : (
            <Link to={`?more=${one.personId}`} keepScroll className="k-link">
              {t('outreach:walk.more')}
              <span className="kern-sr-only"> {name}</span>
            </Link>
          )}
        </div>
      ) : null}
    </>
  )
}

function VisitMark({
  slug,
  today,
  mark,
  name,
}: {
  slug: string
  today: string
  mark: Mark
  name: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const languageName = useLanguageName()
  const more = [mark.language ? languageName(mark.language) : '', mark.note ?? ''].filter(Boolean)
  return (
    <Link to={`/c/${slug}/outreach/visits/${mark.visitId}`} className="k-doors__visit">
      {f.shortDate(mark.on)} {t(`outreach:mark.${mark.outcome}`)}
      {more.length > 0 ? ` (${more.join(', ')})` : ''}
      <span className="kern-sr-only">, {name}</span>
    </Link>
  )
}
