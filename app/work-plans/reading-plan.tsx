import type { ReactNode } from 'react'
import { formatDate } from '../kit/format.ts'
import { fill } from '../letters/language.ts'
import type { Reading, Said } from './reading.server.ts'
import './reading.css'

interface ReadingPlanProps {
  /** In the client's language, and in German; the same when he reads German. */
  own: Reading
  german: Reading
}

/** The plan for the one who is to sign it: his language large, the German that counts beside it. */
export function ReadingPlan({ own, german }: ReadingPlanProps): ReactNode {
  const both = own.language === german.language ? [german] : [own, german]
  return (
    <div className={both.length > 1 ? 'reading reading--two' : 'reading'}>
      <Beside both={both}>{({ texts }) => <p className="reading__intro">{texts.plan.intro}</p>}</Beside>
      <Beside both={both}>
        {({ texts, targetJob }) => (
          <>
            <p className="reading__label">{texts.plan.target}</p>
            <p className="reading__target">
              <bdi lang="de">{targetJob}</bdi>
            </p>
          </>
        )}
      </Beside>
      {own.goals.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two goals may read the same, and none moves
        <Beside key={at} both={both}>
          {(reading) => <Goal reading={reading} at={at} />}
        </Beside>
      ))}
      <Beside both={both}>
        {({ texts, rhythmWeeks, hasFreeText, language }) => (
          <>
            {rhythmWeeks === null ? null : <p>{fill(texts.plan.rhythm, { weeks: String(rhythmWeeks) })}</p>}
            <p>{texts.plan.voluntary}</p>
            <p>{texts.plan.change}</p>
            {hasFreeText && language !== 'de' ? <p>{texts.plan.asWritten}</p> : null}
            {language === 'de' ? null : <p>{texts.plan.german}</p>}
          </>
        )}
      </Beside>
    </div>
  )
}

/** The same in each language, at the same height. */
function Beside({
  both,
  children,
}: {
  both: readonly Reading[]
  children: (reading: Reading) => ReactNode
}): ReactNode {
  return (
    <div className="reading__row">
      {both.map((reading) => (
        <div key={reading.language} className="reading__side" lang={reading.language} dir={reading.dir}>
          {children(reading)}
        </div>
      ))}
    </div>
  )
}

function Goal({ reading, at }: { reading: Reading; at: number }): ReactNode {
  const goal = reading.goals[at]
  const { plan } = reading.texts
  if (!goal) return null
  return (
    <>
      <p className="reading__label">{fill(plan.goal, { number: String(at + 1) })}</p>
      <h2 className="reading__goal">
        <Words said={goal.what} />
      </h2>
      <ol className="reading__steps">
        {goal.steps.map((step, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two steps may read the same, and none moves
          <li key={row}>
            <p className="reading__what">
              <Words said={step.what} />
            </p>
            <p className="reading__who">
              {plan.who[step.who]}
              {' · '}
              {step.until ? fill(plan.until, { date: formatDate(step.until, 'de') }) : plan.openEnd}
            </p>
            {step.evidence ? (
              <p className="reading__who">{fill(plan.evidence, { evidence: step.evidence })}</p>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  )
}

/** What has no translation stands as it was written, marked as German for whoever reads it aloud. */
const Words = ({ said: { de, translated } }: { said: Said }): ReactNode =>
  translated === null ? <bdi lang="de">{de}</bdi> : translated
