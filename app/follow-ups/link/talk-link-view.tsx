import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Button, LinkButton } from '../../kit/button.tsx'
import { fill } from '../../letters/language.ts'
import { REPLY_CAUSES } from '../rules/replies.ts'
import type { TalkLinkPage } from './page.server.ts'
import './talk-link.css'

interface TalkLinkViewProps {
  page: TalkLinkPage
  /** Address of this page. */
  here: string
  /** The choice of another language. */
  picker: ReactNode
}

/** What a client sees of a talk: one question, and three answers. No name, no office, no status. */
export function TalkLinkView({ page, here, picker }: TalkLinkViewProps): ReactNode {
  const { texts, language, dir, problem, phone, call, machineMade, talk } = page
  return (
    <main className="k-letter talk-link" lang={language} dir={dir}>
      {picker}
      <h1 className="k-letter__title">
        {talk ? fill(texts.question, { day: talk.when.day, time: talk.when.time }) : texts.title}
      </h1>
      {talk?.german ? (
        <p className="talk-link__german" lang="de" dir="ltr">
          {talk.german}
        </p>
      ) : null}
      {problem ? (
        <Alert tone={problem === 'moved' || problem === 'newer' ? 'info' : 'warn'} title={texts[problem]} />
      ) : null}
      {talk ? <OpenTalk page={page} talk={talk} here={here} /> : null}
      {phone ? (
        <p>
          <a className="k-letter__call" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            {fill(call, { phone })}
          </a>
        </p>
      ) : null}
      {machineMade ? <p className="talk-link__note">{machineMade}</p> : null}
    </main>
  )
}

const SAID = { confirmed: 'confirmed', 'cannot-come': 'cannotSaid', proposes: 'proposedSaid' } as const

type Open = NonNullable<TalkLinkPage['talk']>

function OpenTalk({ page, talk, here }: { page: TalkLinkPage; talk: Open; here: string }): ReactNode {
  const { texts, problem } = page
  const { answer, place, worker, house } = talk
  return (
    <>
      {answer && !problem ? (
        <Alert tone="ok" title={texts[SAID[answer]]}>
          {texts.change}
        </Alert>
      ) : null}
      <dl className="talk-link__facts">
        <div>
          <dt>{texts.where}</dt>
          <dd>
            <bdi lang="de">{place}</bdi>
            {house ? <House house={house} label={texts.map} /> : null}
          </dd>
        </div>
        <div>
          <dt>{texts.who}</dt>
          <dd>
            <bdi>{worker}</bdi>
          </dd>
        </div>
      </dl>
      <Answer page={page} talk={talk}>
        <Button kind="primary" block name="answer" value="confirmed">
          {texts.come}
        </Button>
      </Answer>
      <details className="talk-link__way">
        <summary>{texts.cannot}</summary>
        <Answer page={page} talk={talk}>
          <Causes texts={texts} />
          <Button block name="answer" value="cannot-come">
            {texts.send}
          </Button>
        </Answer>
      </details>
      <details
        className="talk-link__way"
        open={problem === 'taken' || problem === 'tooMany' || problem === 'nothing'}
      >
        <summary>{texts.propose}</summary>
        <Answer page={page} talk={talk}>
          <Times talk={talk} texts={texts} />
          <Button block name="answer" value="call-me">
            {texts.callMe}
          </Button>
        </Answer>
      </details>
      <LinkButton kind="tertiary" icon="calendar-today" reloadDocument to={`${here}/termin.ics`}>
        {texts.calendar}
      </LinkButton>
    </>
  )
}

/** The house is the city's to name; the map is somebody else's page, and not told where one comes from. */
function House({ house, label }: { house: string; label: string }): ReactNode {
  const map = `https://www.openstreetmap.org/search?query=${encodeURIComponent(house)}`
  return (
    <>
      <bdi lang="de" className="talk-link__house">
        {house}
      </bdi>
      <a className="k-link" href={map} target="_blank" rel="noreferrer">
        {label}
      </a>
    </>
  )
}

/** One way to answer: the time the client read goes with it. */
function Answer({
  page: { language },
  talk: { when },
  children,
}: {
  page: TalkLinkPage
  talk: Open
  children: ReactNode
}): ReactNode {
  return (
    <Form method="post" className="k-stack">
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="seen" value={when.at} />
      {children}
    </Form>
  )
}

function Causes({ texts }: { texts: TalkLinkPage['texts'] }): ReactNode {
  return (
    <fieldset className="talk-link__choices">
      <legend>{texts.why}</legend>
      {REPLY_CAUSES.map((cause) => (
        <label key={cause} className="talk-link__choice">
          <input type="radio" name="cause" value={cause} />
          <span>{texts.cause[cause]}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Times({ talk: { offered }, texts }: { talk: Open; texts: TalkLinkPage['texts'] }): ReactNode {
  if (offered.length === 0) return <p>{texts.nothingFree}</p>
  return (
    <>
      <fieldset className="talk-link__choices">
        <legend>{texts.choose}</legend>
        {offered.map(({ at, day, time }) => (
          <label key={at} className="talk-link__choice">
            <input type="checkbox" name="times" value={at} />
            <span>
              <bdi>{day}</bdi> · <bdi>{time}</bdi>
            </span>
          </label>
        ))}
      </fieldset>
      <Button kind="primary" block name="answer" value="proposes">
        {texts.send}
      </Button>
    </>
  )
}
