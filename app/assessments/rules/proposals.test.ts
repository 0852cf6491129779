import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { de } from '../../kit/words.de.ts'
import {
  ABILITY,
  CEFR,
  CHILDCARE,
  GERMAN_PROOFS,
  RECOGNITION,
  SCHOOLING,
  TRAINING,
  TRAINING_PLACES,
} from '../rules.ts'
import { PROPOSALS, proposalsFrom, type TalkFacts } from './proposals.ts'

const ready: TalkFacts = {
  schooling: 'lower',
  training: 'vocational',
  trainingPlace: 'germany',
  recognition: null,
  germanOral: 'b2',
  germanWritten: 'b2',
  germanProof: 'certificate',
  motivation: 5,
  ability: 'full',
  childcare: 'not-needed',
}
const keysOf = (facts: Partial<TalkFacts>) => proposalsFrom({ ...ready, ...facts }).map(({ key }) => key)

describe('proposals from the talk', () => {
  it.each<[string, Partial<TalkFacts>, string[]]>([
    ['who has all, applies', {}, ['application']],
    [
      'open childcare comes first',
      { childcare: 'open', germanOral: 'a2' },
      ['childcare', 'german-course', 'application'],
    ],
    ['limited ability', { ability: 'limited' }, ['suitable-work', 'application']],
    ['not now: no search for work', { ability: 'not-now', motivation: 1 }, ['health-first', 'encourage']],
    ['speaks B1, writes A2', { germanOral: 'b1', germanWritten: 'a2' }, ['german-course', 'application']],
    [
      'B1 on the own word only',
      { germanOral: 'b1', germanWritten: 'b1', germanProof: 'self' },
      ['german-test', 'job-german', 'application'],
    ],
    [
      'B1 with certificate and a trade',
      { germanOral: 'b1', germanWritten: 'b1' },
      ['job-german', 'application'],
    ],
    [
      'never learned to write',
      { schooling: 'none', germanOral: 'a2', germanWritten: 'a0' },
      ['literacy-course', 'application'],
    ],
    [
      'certificate from abroad',
      { trainingPlace: 'abroad', recognition: 'not-applied' },
      ['recognition-advice', 'application'],
    ],
    [
      'abroad, nothing said about recognition',
      { trainingPlace: 'abroad' },
      ['recognition-advice', 'application'],
    ],
    [
      'abroad, applied for',
      { trainingPlace: 'abroad', recognition: 'applied' },
      ['recognition-running', 'application'],
    ],
    [
      'abroad, partly recognised',
      { trainingPlace: 'abroad', recognition: 'partial' },
      ['recognition-gap', 'application'],
    ],
    [
      'abroad, refused',
      { trainingPlace: 'abroad', recognition: 'refused' },
      ['recognition-refused', 'application'],
    ],
    ['abroad, recognised', { trainingPlace: 'abroad', recognition: 'full' }, ['application']],
    ['abroad, not needed', { trainingPlace: 'abroad', recognition: 'none-needed' }, ['application']],
    ['no trade', { training: 'on-the-job', trainingPlace: null }, ['try-out', 'application']],
    ['little motivation', { motivation: 2 }, ['encourage', 'application']],
    [
      'a talk that was only counted',
      { training: null, schooling: null, recognition: 'not-applied' },
      ['recognition-advice', 'application'],
    ],
    ['health left out', { ability: null, childcare: null }, ['application']],
  ])('%s', (_, facts, keys) => expect(keysOf(facts)).toEqual(keys))

  const anyTalk: fc.Arbitrary<TalkFacts> = fc.record({
    schooling: fc.option(fc.constantFrom(...SCHOOLING)),
    training: fc.option(fc.constantFrom(...TRAINING)),
    trainingPlace: fc.option(fc.constantFrom(...TRAINING_PLACES)),
    recognition: fc.option(fc.constantFrom(...RECOGNITION)),
    germanOral: fc.constantFrom(...CEFR),
    germanWritten: fc.constantFrom(...CEFR),
    germanProof: fc.constantFrom(...GERMAN_PROOFS),
    motivation: fc.integer({ min: 1, max: 5 }),
    ability: fc.option(fc.constantFrom(...ABILITY)),
    childcare: fc.option(fc.constantFrom(...CHILDCARE)),
  })
  it('are never empty, never double, and open childcare always leads', () => {
    fc.assert(
      fc.property(anyTalk, (facts) => {
        const keys = proposalsFrom(facts).map(({ key }) => key)
        expect(keys.length).toBeGreaterThan(0)
        expect(new Set(keys).size).toBe(keys.length)
        if (facts.childcare === 'open') expect(keys[0]).toBe('childcare')
      }),
    )
  })
  it('say nothing about health where partners may read the plan', () => {
    for (const key of PROPOSALS)
      expect(de.assessments.proposal[key].what).not.toMatch(/krank|gesund|behinder|therap|ärzt/i)
  })
})
