import { type PlanContent, RHYTHMS, stepsOf, type Who, withKeys } from '../../app/work-plans/rules.ts'
import { type Day, iso, workdayFrom } from './days.ts'
import type { Random } from './random.ts'
import type { Trade } from './trades.ts'

type Goal = PlanContent['goals'][number]
/** Weeks from the signing on until a step should be done. */
type Step = readonly [weeks: number | null, who: Who, what: string, evidence?: string]

const GERMAN: readonly (readonly Step[])[] = [
  [
    [2, 'worker', 'Alphabetisierungskurs: Zugang prüfen und anmelden'],
    [null, 'client', 'Kurs an drei Vormittagen in der Woche besuchen'],
  ],
  [
    [2, 'worker', 'Berechtigung für den Integrationskurs beantragen'],
    [4, 'client', 'Einstufungstest an der Volkshochschule machen'],
    [26, 'client', 'Prüfung A2 ablegen', 'Zeugnis A2'],
  ],
  [
    [3, 'client', 'Deutschkurs bis B1: Zugang prüfen, einstufen lassen und anmelden'],
    [30, 'client', 'Prüfung B1 ablegen', 'Zeugnis B1'],
  ],
  [
    [4, 'partner', 'Sprachtandem mit einer Ehrenamtlichen finden'],
    [20, 'client', 'Zweimal in der Woche am Sprachcafé teilnehmen'],
  ],
]
const GERMAN_AIMS = [
  'Lesen und Schreiben lernen',
  'Deutsch bis A2 sprechen',
  'Deutsch lernen',
  'Deutsch im Alltag üben',
]

const SEARCH: readonly (readonly Step[])[] = [
  [
    [3, 'partner', 'Lebenslauf und Bewerbungsunterlagen erstellen'],
    [6, 'client', 'Fünf Betriebe anschreiben und davon berichten', 'Liste der Betriebe'],
    [10, 'worker', 'Gespräch mit einem Betrieb vereinbaren'],
  ],
  [
    [4, 'partner', 'Bewerbungstraining bei der GESA'],
    [8, 'client', 'Drei Probearbeitstage machen', 'Bestätigung des Betriebs'],
  ],
  [
    [2, 'worker', 'Beschäftigungserlaubnis beantragen'],
    [8, 'employer', 'Praktikum von zwei Wochen anbieten'],
    [12, 'client', 'Praktikum machen und Rückmeldung mitbringen'],
  ],
]

const AROUND: readonly Goal['what'][] = [
  'Den Weg frei machen',
  'Schulden überblicken',
  'Gesundheit klären',
  'Aufenthalt verlängern',
]
const AROUND_STEPS: readonly (readonly Step[])[] = [
  [
    [3, 'worker', 'Kinderbetreuung klären: Kita, Tagespflege oder offener Ganztag'],
    [6, 'client', 'Anmeldung in der Kita abgeben', 'Kopie der Anmeldung'],
  ],
  [[5, 'partner', 'Termin in der Schuldnerberatung des SkF']],
  [[4, 'client', 'Termin bei der Hausärztin, Befund mitbringen']],
  [
    [4, 'client', 'Nachweise über Arbeit und Wohnung sammeln'],
    [8, 'worker', 'Antrag mit der Ausländerbehörde vorbesprechen'],
  ],
]

function goal(what: string, steps: readonly Step[], from: Day): Goal {
  return {
    what,
    steps: steps.map(([weeks, who, text, evidence = '']) => ({
      key: '',
      what: text,
      who,
      until: weeks === null ? null : iso(workdayFrom(from + weeks * 7)),
      evidence,
    })),
  }
}

/** A plan as two people agree on it: German, the trade, the search, and what else stands in the way. */
export function planText(random: Random, trade: Trade, from: Day): PlanContent {
  const german = random.int(0, GERMAN.length - 1)
  const around = random.int(0, AROUND.length - 1)
  const goals = [
    goal(GERMAN_AIMS[german] ?? '', GERMAN[german] ?? [], from),
    goal(`Einstieg: ${trade.target}`, [[12, 'client', trade.course], ...(random.pick(SEARCH) ?? [])], from),
  ]
  if (random.chance(0.45)) goals.push(goal(AROUND[around] ?? '', AROUND_STEPS[around] ?? [], from))
  return withKeys({ targetJob: trade.target, rhythmWeeks: random.pick(RHYTHMS) ?? RHYTHMS[1], goals }, [])
}

/** The next version: what is done goes, the search begins anew. */
export function revisedText(random: Random, before: PlanContent, from: Day): PlanContent {
  const [first, ...others] = before.goals
  const written = {
    ...before,
    goals: [
      ...(others.length > 1 && first ? [first] : []),
      ...others.slice(0, 1),
      goal('Arbeit finden', random.pick(SEARCH), from),
    ],
  }
  return withKeys(
    written,
    stepsOf(before).map(({ key }) => key),
  )
}
