/** A talk that was kept, read again as the answers it was made of: to start the next one from, and to read out. */
import type { Ability, Childcare } from '../rules.ts'
import type { Facts } from './facts.ts'
import { type Answers, isTold, saidIn, TOPICS } from './topics.ts'

/** What a kept talk holds beside its facts; lists and lookups as their topic's schema has them. */
export interface ToldBeside {
  workStatus: string | null
  motivationNote: string
  wishHours: string | null
  wishTimes: string
  wishRegion: string
  wishNot: string
  jobs: unknown[]
  papers: unknown[]
  languages: unknown[]
  german: unknown
  readiness: unknown
  obstacles: unknown
}

interface Health {
  ability: Ability | null
  childcare: Childcare | null
  abilityNote: string | null
}

const known = <T>(value: T | null): T | undefined => value ?? undefined

/**
 * The answers of a kept talk. One from before German was asked by skill gives its level for speaking and writing to both
 * skills it stood for; one from before papers were asked one by one gives what was said of the vocation as one paper.
 */
export function answersOf(facts: Facts & { wish: string }, told: ToldBeside, health: Health): Answers {
  const { schooling, schoolYears, schoolCountry, training, trainingPlace } = facts
  const said = {
    school: {
      schooling: known(schooling),
      schoolYears: known(schoolYears),
      schoolCountry,
      training: known(training),
      trainingPlace: known(trainingPlace),
    },
    work: { workStatus: known(told.workStatus), jobs: told.jobs },
    papers: { papers: papersOf(facts, told) },
    german: isTold(told.german) ? told.german : germanByTwo(facts),
    languages: { languages: told.languages },
    wishes: {
      wish: facts.wish,
      hours: known(told.wishHours),
      times: told.wishTimes,
      region: told.wishRegion,
      not: told.wishNot,
    },
    motivation: {
      motivation: facts.motivation === null ? undefined : String(facts.motivation),
      note: told.motivationNote,
    },
    ability: {
      ability: known(health.ability),
      childcare: known(health.childcare),
      abilityNote: health.abilityNote ?? '',
    },
    obstacles: told.obstacles ?? {},
    readiness: told.readiness,
  }
  const answered = TOPICS.filter((topic) => isTold(said[topic]))
  return saidIn(answered.map((topic) => ({ topic, state: 'answered', answers: said[topic] }))).answers
}

function papersOf({ qualification, recognition }: Facts, { papers, jobs }: ToldBeside): unknown[] {
  if (papers.length > 0 || jobs.length > 0) return papers
  return qualification || recognition ? [{ name: qualification, recognition: known(recognition) }] : []
}

function germanByTwo({ germanOral, germanWritten, germanProof: proof }: Facts) {
  const oral = germanOral ? { level: germanOral, proof } : undefined
  const written = germanWritten ? { level: germanWritten, proof } : undefined
  return { listening: oral, speaking: oral, reading: written, writing: written }
}
