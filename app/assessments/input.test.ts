import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TOLD } from '../../tests/factories/told.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { distanceTravelled, openObstacles } from './rules/distance.ts'
import { nextTalkOn } from './rules/due.ts'
import { factsFrom, leastRecognised } from './rules/facts.ts'
import { funderList } from './rules/funder.ts'
import { placeOf, saidIn, TOPIC_INPUTS, TOPICS } from './rules/topics.ts'
import { readWhen, writeWhen } from './rules/when.ts'

const parse = (topic: 'school' | 'work', entries: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(entries)) form.set(name, value)
  return topic === 'school' ? parseForm(form, TOPIC_INPUTS.school) : parseForm(form, TOPIC_INPUTS.work)
}

describe('a topic as its form sends it', () => {
  it('needs no answer at all', () => {
    for (const topic of TOPICS) expect(parseForm(new FormData(), TOPIC_INPUTS[topic]).status).toBe('success')
  })
  it('drops an empty line of a list and keeps days as exactly as they are known', () => {
    const sent = { 'jobs[0].what': '', 'jobs[0].from': '', 'jobs[1].what': 'Koch', 'jobs[1].from': '3.2015' }
    const parsed = parse('work', sent)
    expect(parsed.status === 'success' && parsed.value).toMatchObject({
      jobs: [{ what: 'Koch', from: '2015-03' }],
    })
  })
  it.each<['school' | 'work', Record<string, string>, Record<string, string[]>]>([
    ['school', { schoolYears: 'neun' }, { schoolYears: ['kit:error.number'] }],
    ['school', { schooling: 'university of life' }, { schooling: ['kit:error.choose'] }],
    ['work', { 'jobs[0].from': 'früher' }, { 'jobs[0].from': ['assessments:error.when'] }],
  ])('%s: what cannot be kept stands at its field: %j', (topic, entries, errors) => {
    const parsed = parse(topic, entries)
    expect(parsed.status === 'error' && parsed.error).toEqual(errors)
  })
})

describe('topics saved in any order', () => {
  it('come to the same talk', () => {
    const together = factsFrom(TOLD)
    fc.assert(
      fc.property(fc.shuffledSubarray([...TOPICS], { minLength: TOPICS.length }), (order) => {
        const said = saidIn(order.map((topic) => ({ topic, state: 'answered', answers: TOLD[topic] })))
        expect(said.answers).toEqual(TOLD)
        expect(factsFrom(said.answers)).toEqual(together)
      }),
    )
  })
  it('keep apart what was not told from what was not asked', () => {
    expect(
      saidIn([
        { topic: 'obstacles', state: 'declined', answers: {} },
        { topic: 'work', state: 'not-asked', answers: {} },
      ]),
    ).toMatchObject({ declined: ['obstacles'], answers: { obstacles: undefined, work: undefined } })
  })
})

describe('facts from what was said', () => {
  it('take the lower of two skills and the weakest proof', () =>
    expect(factsFrom(TOLD)).toMatchObject({
      germanOral: 'a2',
      germanWritten: 'a1',
      germanProof: 'self',
      isced: 3,
    }))
  it('are unknown where nobody asked', () =>
    expect(factsFrom({})).toMatchObject({
      isced: null,
      germanOral: null,
      motivation: null,
      recognition: null,
    }))
  it('name the recognition with which most is left to do', () => {
    expect(leastRecognised(['full', 'refused', 'not-applied'])).toBe('not-applied')
    expect(leastRecognised([])).toBeNull()
  })
})

describe('who may take the place of a save', () => {
  const stands = { version: 3, savedFrom: 'a', nth: 2 }
  it.each([
    ['nothing stands there', undefined, { version: 0, savedFrom: 'b', nth: 0 }, 'replaces'],
    ['made in sight of it', stands, { version: 3, savedFrom: 'b', nth: 0 }, 'replaces'],
    ['made before it by somebody else', stands, { version: 2, savedFrom: 'b', nth: 9 }, 'other'],
    ['later from the same showing', stands, { version: 0, savedFrom: 'a', nth: 3 }, 'replaces'],
    ['overtaken on the way', stands, { version: 0, savedFrom: 'a', nth: 1 }, 'older'],
  ] as const)('%s', (_, there, save, place) => expect(placeOf(there, save)).toBe(place))
})

describe('a day as exactly as it is known', () => {
  it.each([
    ['2015', '2015'],
    ['03.2015', '2015-03'],
    ['3/2015', '2015-03'],
    ['1.3.2015', '2015-03-01'],
    ['2015-03-01', '2015-03-01'],
    ['31.2.2015', undefined],
    ['13.2015', undefined],
    ['15', undefined],
  ])('%s is read as %s', (typed, known) => expect(readWhen(typed)).toBe(known))
  it('is written as it is typed', () => expect(writeWhen('2015-03-01')).toBe('01.03.2015'))
})

describe('distance travelled', () => {
  it('has a line for what two talks spoke about, the oldest first', () => {
    const first = { motivation: { motivation: '2', note: '' } } as const
    const talks = [
      { occurredOn: '2026-03-09', answers: TOLD },
      { occurredOn: '2025-09-01', answers: first },
    ]
    expect(distanceTravelled(talks)).toEqual([
      {
        measure: 'motivation',
        from: 1,
        to: 5,
        points: [
          { on: '2025-09-01', value: 2 },
          { on: '2026-03-09', value: 4 },
        ],
      },
    ])
  })
  it('counts what stands in the way', () => {
    expect(openObstacles(TOLD)).toBe(3)
    expect(openObstacles({})).toBeUndefined()
  })
})

describe('the funder and the next talk', () => {
  const person = {
    enteredOn: '2026-01-01',
    birthDate: '1980',
    gender: null,
    nationality: 'ER',
    housed: false,
  }
  it('names each item that is missing', () => {
    const missing = funderList(person, {})
    expect(missing.filter(({ present }) => !present).map(({ item }) => item)).toEqual([
      'birth-date',
      'gender',
      'work-status',
      'education',
      'housing',
    ])
  })
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-09', 6, '2026-09-09'],
  ])('after %s, every %i months: %s', (last, months, due) => expect(nextTalkOn(last, months)).toBe(due))
})
