import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { versionHash } from './hash.server.ts'
import {
  canonical,
  type PlanContent,
  RHYTHMS,
  sealedText,
  stepsOf,
  tidyPlan,
  WHO,
  withKeys,
} from './rules.ts'

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const anyPlan: fc.Arbitrary<PlanContent> = fc.record({
  targetJob: words,
  rhythmWeeks: fc.option(fc.constantFrom(...RHYTHMS)),
  goals: fc.array(
    fc.record({
      what: words,
      steps: fc.array(
        fc.record({
          key: fc.constantFrom('', 's1', 's2', 's7', 'g1s1'),
          what: words,
          who: fc.constantFrom(...WHO),
          until: fc.option(
            fc
              .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
              .map((day) => day.toISOString().slice(0, 10)),
          ),
          evidence: fc.oneof(fc.constant(''), words),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})
const PLAN = '5f0c2a9e-6d0b-4a57-9a53-0d1f5ad8c111'
const hashOf = (content: PlanContent, version = 1, planId = PLAN): Buffer =>
  versionHash({ planId, version, content })

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
      rhythmWeeks: null,
      goals: [
        {
          what: 'Deutsch',
          steps: [
            { key: 's1', what: 'Kurs „B1“', who: 'client', until: '2026-05-01', evidence: '' },
            { key: 's2', what: 'x', who: 'worker', until: null, evidence: '' },
          ],
        },
      ],
    }
    expect(canonical(plan)).toBe(
      '["work-plan/1","Lagerist",[["Deutsch",[["Kurs „B1“","client","2026-05-01"],["x","worker",null]]]]]',
    )
    expect(hashOf(plan).toString('hex')).toBe(
      '8370c6fcf99c1678a2be7f775b563ca46236abcac4e547ab391e8736ce6a4a80',
    )
    const agreed = { ...plan, rhythmWeeks: 5 }
    expect(sealedText({ planId: PLAN, version: 2, content: agreed })).toBe(
      `["work-plan-version/1","${PLAN}",2,"[\\"work-plan/2\\",\\"Lagerist\\",5,[[\\"Deutsch\\",[[\\"Kurs „B1“\\",\\"client\\",\\"2026-05-01\\",\\"\\"],[\\"x\\",\\"worker\\",null,\\"\\"]]]]]"]`,
    )
    expect(hashOf(agreed, 2).toString('hex')).toBe(
      '4433d6688b1776ce6679cdb793e3f64de4f3e01d142c41cac8ba711cf40de1a4',
    )
  })
  it('is another text in another plan and in another version', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        fc.pre(plan.rhythmWeeks !== null)
        expect(hashOf(plan, 2).equals(hashOf(plan, 1))).toBe(false)
        expect(hashOf(plan, 1, PLAN.replace('5', '6')).equals(hashOf(plan))).toBe(false)
      }),
    )
  })
  it('does not see which step is which', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(canonical(withKeys(plan, []))).toBe(canonical(plan))
      }),
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
          rhythmWeeks: tidy.rhythmWeeks,
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
          expect(hashOf(changed).equals(hashOf(plan))).toBe(false)
        },
      ),
      { numRuns: 500 },
    )
  })
  it('is different when a text only moves from one place to another', () => {
    const step = { key: '', what: 'b', who: 'client', until: null, evidence: '' } as const
    const plan = { targetJob: 'a', rhythmWeeks: 5 }
    const forms: PlanContent[] = [
      { ...plan, goals: [{ what: 'b', steps: [step, step] }] },
      {
        ...plan,
        goals: [
          { what: 'b', steps: [step] },
          { what: 'b', steps: [step] },
        ],
      },
      { ...plan, targetJob: 'a","b', goals: [{ what: 'b', steps: [step] }] },
      { ...plan, goals: [{ what: 'b', steps: [{ ...step, who: 'worker' }] }] },
      { ...plan, goals: [{ what: 'b', steps: [{ ...step, until: '2026-01-01' }] }] },
      { ...plan, goals: [{ what: 'b', steps: [{ ...step, evidence: 'b' }] }] },
      { ...plan, rhythmWeeks: 4, goals: [{ what: 'b', steps: [step] }] },
      { ...plan, rhythmWeeks: null, goals: [{ what: 'b', steps: [step] }] },
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
      if (plan.rhythmWeeks !== null && step.evidence)
        texts.push({
          read: (of) => stepOf(of).evidence,
          write: (of, text) => {
            stepOf(of).evidence = text
          },
        })
    }
  }
  return texts
}

describe('the keys of steps', () => {
  const keys = (plan: PlanContent): string[] => stepsOf(plan).map(({ key }) => key)
  it('are one for each step, whatever comes in', () => {
    fc.assert(
      fc.property(anyPlan, fc.uniqueArray(fc.constantFrom('s1', 's2', 's7', 'g1s1')), (plan, known) => {
        const given = keys(withKeys(plan, known))
        expect(new Set(given).size).toBe(given.length)
      }),
    )
  })
  it('stay with a step that stays, and are never used for another', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (first, second) => {
        const one = withKeys(first, [])
        const known = keys(one)
        const next = withKeys({ ...second, goals: [...one.goals, ...second.goals] }, known)
        expect(keys(next).slice(0, known.length)).toEqual(known)
        for (const key of keys(next).slice(known.length)) expect(known).not.toContain(key)
      }),
    )
  })
  it('of steps written anew are the same when the form comes twice', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(withKeys(plan, ['s1'])).toEqual(withKeys(plan, ['s1']))
      }),
    )
  })
})
