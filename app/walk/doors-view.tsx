import { type ReactNode, useState } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { KnockForm } from './knock-form.tsx'
import type { Opened } from './phone.ts'
import { type Door, type DoorPerson, doorsOf, type Entry, unanswered } from './rules.ts'
import type { NoAnswer } from './send.ts'
import type { WalkActions } from './use-walk.ts'

interface DoorsViewProps {
  opened: Opened
  sending: boolean
  problem?: NoAnswer | undefined
  actions: WalkActions
}

/** House by house, for one thumb. */
export function DoorsView({ opened, sending, problem, actions }: DoorsViewProps): ReactNode {
  const { t } = useWords()
  const { round, entries } = opened
  const doors = doorsOf(round?.houses ?? [], entries)
  const names = new Map(
    doors.flatMap(({ people }) => people.map(({ personId, name }) => [personId, name] as const)),
  )
  const open = doors.reduce((sum, door) => sum + door.open, 0)
  return (
    <Frame narrow>
      <Stack>
        <PageHeader
          title={round?.round.name ?? t('walk:open.over')}
          sub={round ? t('walk:doors.open', { count: open }) : t('walk:open.gone')}
          action={
            <Button type="button" onClick={() => void actions.shut()}>
              {t('walk:doors.shut')}
            </Button>
          }
        />
        <SendState entries={entries} sending={sending} problem={problem} actions={actions} />
        <Refused entries={entries} names={names} />
        {doors.map((door) => (
          <House key={door.dwellingId} door={door} sending={sending} actions={actions} />
        ))}
      </Stack>
    </Frame>
  )
}

function SendState({
  entries,
  sending,
  problem,
  actions,
}: Omit<DoorsViewProps, 'opened'> & { entries: Entry[] }): ReactNode {
  const { t } = useWords()
  const waiting = entries.filter(({ state }) => state === 'waiting').length
  const sent = entries.filter(({ state }) => state === 'sent').length
  if (problem && problem !== 'no-network')
    return (
      <Alert tone="warn" title={t('walk:doors.waiting', { count: waiting })}>
        <Stack>
          <p>{t(`walk:problem.${problem}`)}</p>
          <Button type="button" onClick={() => void actions.send()}>
            {t('walk:doors.send')}
          </Button>
        </Stack>
      </Alert>
    )
  return (
    <p className="walk-state" role="status">
      {waiting > 0 ? (
        <>
          <Badge tone="warn">{t(problem ? 'walk:doors.noNetwork' : 'walk:doors.sending')}</Badge>{' '}
          {t('walk:doors.waiting', { count: waiting })}
          {problem && !sending ? (
            <Button type="button" small onClick={() => void actions.send()}>
              {t('walk:doors.send')}
            </Button>
          ) : null}
        </>
      ) : (
        <Badge tone="ok">{t('walk:doors.allSent', { count: sent })}</Badge>
      )}
    </p>
  )
}

function Refused({ entries, names }: { entries: Entry[]; names: ReadonlyMap<string, string> }): ReactNode {
  const { t } = useWords()
  const refused = entries.filter(({ state }) => state === 'refused')
  if (refused.length === 0) return null
  return (
    <Alert tone="danger" title={t('walk:refused.title', { count: refused.length })}>
      <ul>
        {refused.map(({ id, personId, outcome, reason }) => (
          <li key={id}>
            {names.get(personId) ?? t('walk:refused.somebody')}: {t(`outreach:outcome.${outcome}`)}.{' '}
            {t(`walk:reason.${reason ?? 'invalid'}`)}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

interface HouseProps {
  door: Door
  sending: boolean
  actions: WalkActions
}

function House({ door, sending, actions }: HouseProps): ReactNode {
  const { t } = useWords()
  const midnight = new Date().setHours(0, 0, 0, 0)
  const silent = unanswered(door, midnight)
  const title = `${door.street} ${door.houseNumber}`.trim()
  const nobody = (): void =>
    void actions.enter(silent.map(({ personId }) => ({ personId, outcome: 'nobody-home' })))
  return (
    <Section
      title={title}
      count={t('walk:doors.names', { count: door.people.length })}
      action={
        silent.length > 1 ? (
          <Button type="button" small onClick={nobody}>
            {t('walk:doors.nobody')}
          </Button>
        ) : undefined
      }
    >
      <ul className="k-doors walk-doors">
        {door.people.map((person) => (
          <li key={person.personId} className="k-doors__person">
            <Knocks person={person} midnight={midnight} sending={sending} actions={actions} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface KnocksProps {
  person: DoorPerson
  /** When this day began, in milliseconds. */
  midnight: number
  sending: boolean
  actions: WalkActions
}

function Knocks({ person, midnight, sending, actions }: KnocksProps): ReactNode {
  const { t } = useWords()
  const format = useFormat(new Date().toISOString().slice(0, 10))
  const [more, setMore] = useState(false)
  const [again, setAgain] = useState(false)
  const { personId, name, marks, entries, open } = person
  const last = entries.at(-1)
  const answered = entries.some(({ occurredAt }) => Date.parse(occurredAt) >= midnight)
  return (
    <>
      <p className="k-doors__name">
        <strong>{name}</strong>
        {marks.map(({ on, outcome }) => (
          <span key={`${on}-${outcome}`} className="k-doors__visit">
            {format.shortDate(on)} {t(`outreach:mark.${outcome}`)}
          </span>
        ))}
        {entries.map(({ id, outcome }) => (
          <Badge key={id} tone="info">
            {t(`outreach:outcome.${outcome}`)}
          </Badge>
        ))}
      </p>
      {answered && !again ? (
        <Row>
          {last?.state === 'waiting' && !sending ? (
            <Button type="button" small onClick={() => void actions.takeBack(last.id)}>
              {t('walk:doors.takeBack')}
            </Button>
          ) : null}
          {open ? (
            <Button type="button" kind="tertiary" small onClick={() => setAgain(true)}>
              {t('walk:doors.again')}
            </Button>
          ) : null}
        </Row>
      ) : null}
      {open && (!answered || again) ? (
        <KnockForm
          name={name}
          more={more}
          onMore={() => setMore(!more)}
          onKnock={(knock) => {
            setMore(false)
            setAgain(false)
            void actions.enter([{ personId, ...knock }])
          }}
        />
      ) : null}
    </>
  )
}
