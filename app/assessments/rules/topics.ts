/** The topics of the talk and what can be answered to each: one schema a topic, for the form, the draft and the summary. */
import { z } from 'zod'
import {
  ABILITY,
  CEFR,
  CHILDCARE,
  GERMAN_PROOFS,
  MOTIVATION,
  RECOGNITION,
  SCHOOLING,
  TRAINING,
  TRAINING_PLACES,
  tidyLine,
} from '../rules.ts'
import { readWhen } from './when.ts'

export const TOPICS = [
  'school',
  'work',
  'papers',
  'german',
  'languages',
  'wishes',
  'motivation',
  'ability',
  'obstacles',
  'readiness',
] as const
export type Topic = (typeof TOPICS)[number]

export const isTopic = (word: string): word is Topic => TOPICS.some((topic) => topic === word)

export const WORK_STATUS = ['employed', 'unemployed', 'long-unemployed', 'inactive'] as const
export const JOB_KINDS = [
  'employed',
  'self-employed',
  'casual',
  'family',
  'apprenticeship',
  'internship',
] as const
export const PAPERS = ['original', 'copy', 'none'] as const
export const SKILLS = ['listening', 'speaking', 'reading', 'writing'] as const
export type Skill = (typeof SKILLS)[number]
export const FLUENCY = ['none', 'some', 'good', 'native'] as const
export const WISHED_HOURS = ['full-time', 'part-time', 'few-hours', 'training', 'open'] as const
export const MOBILITY = ['car', 'public', 'bike', 'on-foot', 'declined'] as const
export const LICENCES = ['none', 'german', 'foreign', 'declined'] as const
export const DEBTS = ['no', 'counselled', 'yes', 'declined'] as const
export const READINESS_ITEMS = [
  'bank-account',
  'tax-id',
  'social-insurance',
  'health-insurance',
  'work-permission',
] as const
export const READINESS = ['yes', 'applied', 'no'] as const

/** Room for words beside an answer; left out is empty. */
const line = (max: number) => z.string().max(max).transform(tidyLine).default('')
const whole = (from: number, to: number) =>
  z.number().int({ error: 'kit:error.number' }).min(from).max(to).optional()

/** 2015, 03.2015 or 1.3.2015, as exactly as somebody knows it. */
const when = z
  .string()
  .optional()
  .transform((typed, issues) => {
    if (typed === undefined || typed.trim() === '') return undefined
    const read = readWhen(typed)
    if (read === undefined) issues.addIssue({ code: 'custom', message: 'assessments:error.when' })
    return read
  })

const MOST_LINES = 20
/** Lines of a list; one with nothing in it does not count. */
const lines = <Line extends z.ZodType<Record<string, unknown>>>(row: Line) =>
  z
    .array(row.optional())
    .max(MOST_LINES)
    .default([])
    .transform((rows) => rows.filter((one) => one !== undefined).filter(isTold))

/** Whether anything was said: not only empty fields, empty lines and lists of nothing. */
export const isTold = (said: unknown): boolean =>
  typeof said === 'object' && said !== null
    ? Object.values(said).some(isTold)
    : said !== undefined && said !== null && said !== ''

const skill = z
  .object({
    level: z.enum(CEFR).optional(),
    proof: z.enum(GERMAN_PROOFS).optional(),
    on: z.iso.date().optional(),
  })
  .optional()

/** Nothing must be answered: a talk may leave out what it likes, and is saved while it is led. */
export const TOPIC_INPUTS = {
  school: z.object({
    schooling: z.enum(SCHOOLING).optional(),
    schoolYears: whole(0, 25),
    schoolCountry: line(80),
    training: z.enum(TRAINING).optional(),
    trainingPlace: z.enum(TRAINING_PLACES).optional(),
  }),
  work: z.object({
    workStatus: z.enum(WORK_STATUS).optional(),
    jobs: lines(
      z.object({
        what: line(120),
        employer: line(120),
        country: line(80),
        from: when,
        until: when,
        kind: z.enum(JOB_KINDS).optional(),
      }),
    ),
  }),
  papers: z.object({
    papers: lines(
      z.object({
        name: line(200),
        country: line(80),
        year: whole(1900, 2100),
        paper: z.enum(PAPERS).optional(),
        recognition: z.enum(RECOGNITION).optional(),
        on: z.iso.date().optional(),
        office: line(120),
      }),
    ),
  }),
  german: z.object({ listening: skill, speaking: skill, reading: skill, writing: skill }),
  languages: z.object({
    languages: lines(
      z.object({
        language: line(60),
        spoken: z.enum(FLUENCY).optional(),
        written: z.enum(FLUENCY).optional(),
      }),
    ),
  }),
  wishes: z.object({
    wish: line(120),
    hours: z.enum(WISHED_HOURS).optional(),
    times: line(120),
    region: line(120),
    not: line(200),
  }),
  motivation: z.object({ motivation: z.enum(MOTIVATION).optional(), note: line(300) }),
  ability: z.object({
    ability: z.enum(ABILITY).optional(),
    childcare: z.enum(CHILDCARE).optional(),
    abilityNote: line(500),
  }),
  obstacles: z.object({
    mobility: z.enum(MOBILITY).optional(),
    licence: z.enum(LICENCES).optional(),
    debts: z.enum(DEBTS).optional(),
    note: line(300),
  }),
  readiness: z.object({
    'bank-account': z.enum(READINESS).optional(),
    'tax-id': z.enum(READINESS).optional(),
    'social-insurance': z.enum(READINESS).optional(),
    'health-insurance': z.enum(READINESS).optional(),
    'work-permission': z.enum(READINESS).optional(),
  }),
} as const satisfies Record<Topic, z.ZodType>

export type AnswersOf = { [T in Topic]: z.output<(typeof TOPIC_INPUTS)[T]> }
/** What was answered in a talk; a topic that is not there was not answered. */
export type Answers = { [T in Topic]?: AnswersOf[T] | undefined }

/** Everything of a talk that a day and two names make an assessment. */
export interface Said {
  answers: Answers
  /** Topics the person did not want to speak about. */
  declined: readonly Topic[]
}

/** How a topic was left: with answers, not spoken about at the person's own wish, or not asked. */
export const TOPIC_STATES = ['answered', 'declined', 'not-asked'] as const
export type TopicState = (typeof TOPIC_STATES)[number]

export interface SavedTopic {
  topic: Topic
  state: TopicState
  /** As the topic's schema wrote it. */
  answers: unknown
}

/** Topics as they were saved, in whatever order, put together again; what a schema no longer knows is an error. */
export function saidIn(saved: readonly SavedTopic[]): Said {
  const answered = saved.filter(({ state }) => state === 'answered')
  const of = <T extends Topic>(topic: T): unknown => answered.find((one) => one.topic === topic)?.answers
  const read = <Output>(schema: z.ZodType<Output>, answers: unknown): Output | undefined =>
    answers === undefined ? undefined : schema.parse(answers)
  return {
    answers: {
      school: read(TOPIC_INPUTS.school, of('school')),
      work: read(TOPIC_INPUTS.work, of('work')),
      papers: read(TOPIC_INPUTS.papers, of('papers')),
      german: read(TOPIC_INPUTS.german, of('german')),
      languages: read(TOPIC_INPUTS.languages, of('languages')),
      wishes: read(TOPIC_INPUTS.wishes, of('wishes')),
      motivation: read(TOPIC_INPUTS.motivation, of('motivation')),
      ability: read(TOPIC_INPUTS.ability, of('ability')),
      obstacles: read(TOPIC_INPUTS.obstacles, of('obstacles')),
      readiness: read(TOPIC_INPUTS.readiness, of('readiness')),
    },
    declined: TOPICS.filter((topic) => saved.some((one) => one.topic === topic && one.state === 'declined')),
  }
}

/** The topic after this one; undefined after the last. */
export const topicAfter = (topic: Topic): Topic | undefined => TOPICS[TOPICS.indexOf(topic) + 1]

interface Seen {
  version: number
  savedFrom: string
  nth: number
}

/**
 * Whether a save may take the place of what stands there: `replaces` when it was made in sight of it or comes later from
 * the same showing of the form; `older` when that showing has saved something newer since; `other` when somebody else has.
 */
export function placeOf(stands: Seen | undefined, save: Seen): 'replaces' | 'older' | 'other' {
  if (!stands) return 'replaces'
  if (stands.savedFrom === save.savedFrom) return save.nth >= stands.nth ? 'replaces' : 'older'
  return stands.version === save.version ? 'replaces' : 'other'
}
