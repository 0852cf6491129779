import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planHash } from './hash.server.ts'
import {
  canonical,
  checkProof,
  countSteps,
  decideSigning,
  nextState,
  nextToSign,
  PLAN_EVENTS,
  PLAN_STATES,
  type PlanContent,
  type PlanEvent,
  type PlanState,
  type Signing,
  type SigningFacts,
  tidyPlan,
  WHO,
} from './rules.ts'

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const anyPlan: fc.Arbitrary<PlanContent> = fc.record({
  targetJob: words,
  goals: fc.array(
    fc.record({
      what: words,
      steps: fc.array(
        fc.record({
          what: words,
          who: fc.constantFrom(...WHO),
          until: fc.option(
            fc
              .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
              .map((day) => day.toISOString().slice(0, 10)),
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** The same value with every object's keys the other way round, as another database might hand it back. */
function turned<T>(value: T): T
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => turned(one))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, turned(one)]),
  )
}

describe('the canonical form', () => {
  it('stays what it is: old hashes must verify', () => {
    const plan: PlanContent = {
      targetJob: 'Lagerist',
      goals: [
        {
          what: 'Deutsch',
          steps: [
            { what: 'Kurs „B1“', who: 'client', until: '2026-05-01' },
            { what: 'x', who: 'worker', until: null },
          ],
        },
      ],
    }
    expect(canonical(plan)).toBe(
      '["work-plan/1","Lagerist",[["Deutsch",[["Kurs „B1“","client","2026-05-01"],["x","worker",null]]]]]',
    )
    expect(planHash(plan).toString('hex')).toBe(
      '8370c6fcf99c1678a2be7f775b563ca46236abcac4e547ab391e8736ce6a4a80',
    )
  })
  it('does not see the order of keys', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(canonical(turned(plan))).toBe(canonical(plan))
      }),
    )
  })
  it('survives the way through JSON', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const back: PlanContent = JSON.parse(JSON.stringify(plan, null, 3))
        expect(canonical(back)).toBe(canonical(plan))
      }),
    )
  })
  it('is tidied of spaces before, and only then', () => {
    fc.assert(
      fc.property(anyPlan, fc.constantFrom(' ', '\r\n', '\t ', '\u00a0'), (plan, space) => {
        const tidy = tidyPlan(plan)
        const spaced: PlanContent = {
          targetJob: `${space}${tidy.targetJob.replaceAll(' ', ` ${space}`)}${space}`,
          goals: tidy.goals.map((goal) => ({
            what: `${goal.what}${space}`,
            steps: goal.steps.map((step) => ({ ...step, what: `${space}${step.what}` })),
          })),
        }
        expect(canonical(tidyPlan(spaced))).toBe(canonical(tidy))
        expect(tidyPlan(tidy)).toEqual(tidy)
      }),
    )
  })
  it('alters its hash with every character', () => {
    fc.assert(
      fc.property(
        anyPlan,
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
        (plan, at, other) => {
          const texts = textsOf(plan)
          const changed = structuredClone(plan)
          const picked = texts[at % texts.length]
          if (!picked) throw new Error('no text')
          const before = picked.read(changed)
          const spot = at % before.length
          const after = before.slice(0, spot) + other + before.slice(spot + 1)
          fc.pre(after !== before)
          picked.write(changed, after)
          expect(planHash(changed).equals(planHash(plan))).toBe(false)
        },
      ),
      { numRuns: 500 },
    )
  })
  it('is different when a text only moves from one place to another', () => {
    const step = { what: 'b', who: 'client', until: null } as const
    const forms = [
      { targetJob: 'a', goals: [{ what: 'b', steps: [step, step] }] },
      {
        targetJob: 'a',
        goals: [
          { what: 'b', steps: [step] },
          { what: 'b', steps: [step] },
        ],
      },
      { targetJob: 'a","b', goals: [{ what: 'b', steps: [step] }] },
      { targetJob: 'a', goals: [{ what: 'b', steps: [{ ...step, who: 'worker' as const }] }] },
      { targetJob: 'a', goals: [{ what: 'b', steps: [{ ...step, until: '2026-01-01' }] }] },
    ]
    expect(new Set(forms.map(canonical)).size).toBe(forms.length)
  })
})

interface Text {
  read: (plan: PlanContent) => string
  write: (plan: PlanContent, text: string) => void
}

/** Every text of a plan, so that one of them can be changed. */
function textsOf(plan: PlanContent): Text[] {
  const texts: Text[] = [
    {
      read: (of) => of.targetJob,
      write: (of, text) => {
        of.targetJob = text
      },
    },
  ]
  for (const [at, goal] of plan.goals.entries()) {
    const goalOf = (of: PlanContent) => of.goals[at] ?? goal
    texts.push({
      read: (of) => goalOf(of).what,
      write: (of, text) => {
        goalOf(of).what = text
      },
    })
    for (const [row, step] of goal.steps.entries()) {
      const stepOf = (of: PlanContent) => goalOf(of).steps[row] ?? step
      texts.push({
        read: (of) => stepOf(of).what,
        write: (of, text) => {
          stepOf(of).what = text
        },
      })
    }
  }
  return texts
}

describe('the states of a plan', () => {
  const allowed: Record<`${PlanState} ${PlanEvent}`, PlanState | null> = {
    'offered version-offered': 'offered',
    'offered both-signed': 'in-force',
    'offered ended': null,
    'in-force version-offered': 'in-force',
    'in-force both-signed': 'in-force',
    'in-force ended': 'ended',
    'ended version-offered': null,
    'ended both-signed': null,
    'ended ended': null,
  }
  it.each(PLAN_STATES.flatMap((state) => PLAN_EVENTS.map((event) => [state, event] as const)))(
    '%s, %s',
    (state, event) => {
      const next = allowed[`${state} ${event}`]
      expect(nextState(state, event)).toEqual(
        next ? { ok: true, value: next } : { ok: false, error: 'not-possible' },
      )
    },
  )
})

const hash = 'a'.repeat(64)
const facts: SigningFacts = { state: 'offered', version: 2, hash, signedBy: [] }
const typed: Signing = {
  version: 2,
  hash,
  party: 'client',
  method: 'typed',
  name: 'Selam Haile',
  witness: 'Ada Dolm',
}

describe('a signature', () => {
  it.each<[string, Partial<SigningFacts>, Partial<Signing>, unknown]>([
    ['first of two', {}, {}, { write: true, completes: false, state: 'offered' }],
    ['second of two', { signedBy: ['worker'] }, {}, { write: true, completes: true, state: 'in-force' }],
    [
      'the worker last',
      { signedBy: ['client'] },
      { party: 'worker' },
      { write: true, completes: true, state: 'in-force' },
    ],
    ['a second time', { signedBy: ['client'] }, {}, { write: false }],
    [
      'a second time, when in force',
      { state: 'in-force', signedBy: ['client', 'worker'] },
      {},
      { write: false },
    ],
    [
      'a new version of a plan in force',
      { state: 'in-force' },
      {},
      { write: true, completes: false, state: 'in-force' },
    ],
    ['an older version', {}, { version: 1 }, 'outdated'],
    ['a version of tomorrow', {}, { version: 3 }, 'outdated'],
    ['another text', {}, { hash: 'b'.repeat(64) }, 'outdated'],
    ['an ended plan', { state: 'ended' }, {}, 'ended'],
    ['no witness', {}, { witness: undefined }, 'witness-missing'],
    ['only spaces for a witness', {}, { witness: '  ' }, 'witness-missing'],
    ['being one’s own witness', {}, { witness: ' selam  HAILE' }, 'witness-same'],
    ['no name', {}, { name: ' ' }, 'name-missing'],
    ['an empty drawing', {}, { method: 'drawn', drawing: '' }, 'drawing-missing'],
    ['something else than a drawing', {}, { method: 'drawn', drawing: '<script>' }, 'drawing-missing'],
  ])('%s', (_, otherFacts, otherSigning, expected) => {
    const decided = decideSigning({ ...facts, ...otherFacts }, { ...typed, ...otherSigning })
    expect(decided).toEqual(
      typeof expected === 'string' ? { ok: false, error: expected } : { ok: true, value: expected },
    )
  })
  it('of a worker is a name alone', () =>
    expect(checkProof({ party: 'worker', method: 'typed', name: 'A. Yildiz' })).toEqual({
      ok: true,
      value: true,
    }))
  it('is the client’s turn first, then the worker’s', () => {
    expect(nextToSign([])).toBe('client')
    expect(nextToSign(['worker'])).toBe('client')
    expect(nextToSign(['client'])).toBe('worker')
    expect(nextToSign(['worker', 'client'])).toBeNull()
  })
})

it('counts the steps of all goals', () => {
  const step = { what: 'x', who: 'client', until: null } as const
  expect(
    countSteps({
      targetJob: 'a',
      goals: [
        { what: 'b', steps: [step, step] },
        { what: 'c', steps: [step] },
      ],
    }),
  ).toBe(3)
})
