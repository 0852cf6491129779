import { planHash } from '../../app/work-plans/hash.server.ts'
import { DRAWING_BOX } from '../../app/work-plans/rules/drawing.ts'
import type { PlanContent } from '../../app/work-plans/rules.ts'
import type { Case, Plan } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { type Day, instantAt, iso } from './days.ts'
import { planText, revisedText } from './plan-texts.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'

const SIGNED_AT = 11 * 60 + 30

/** A scribble in the field's box, left to right. */
function scribble(random: Random): string {
  const points = Array.from({ length: random.int(9, 16) }, (_, at) => {
    const x = 60 + at * 30 + random.int(0, 20)
    return `${Math.min(x, DRAWING_BOX.width)} ${random.int(40, DRAWING_BOX.height - 30)}`
  })
  return `M${points.join('L')}`
}

interface Signers {
  /** The social worker's name. */
  worker: string
  /** Who stands by when somebody signs by typing. */
  witness: string
}

/** Versions of the plan with what both sides signed, and who has not signed yet. */
export function tellWorkPlan(rows: CityRows, told: Case, signers: Signers): void {
  const { random, clientId, participationId, workerId, plan, exited } = told
  if (!plan) return
  const planId = random.uuid()
  const ended = exited !== null && plan.signed !== undefined
  rows.workPlan.push({
    id: planId,
    clientId,
    participationId,
    state: ended ? 'ended' : plan.signed === undefined ? 'offered' : 'in-force',
    inForceOn: plan.signed === undefined ? null : iso(plan.signed),
    ...actOn(plan.offered, workerId, 11 * 60),
  })
  const first = planText(random, told.trade, plan.offered)
  tellVersion(
    rows,
    told,
    { planId, version: 1, content: first, offered: plan.offered, ...signedBy(plan) },
    signers,
  )
  if (plan.revised === undefined) return
  const content = revisedText(random, first, plan.revised)
  const both = { client: plan.revised, worker: plan.revised }
  tellVersion(rows, told, { planId, version: 2, content, offered: plan.revised, ...both }, signers)
}

const signedBy = ({ offered, signed, halfSigned }: Plan): { client?: Day; worker?: Day } => {
  if (signed !== undefined) return { client: signed, worker: signed }
  return halfSigned ? { client: offered } : {}
}

interface Version {
  planId: string
  version: number
  content: PlanContent
  offered: Day
  client?: Day
  worker?: Day
}

function tellVersion(rows: CityRows, told: Case, of: Version, signers: Signers): void {
  const { random, workerId, person } = told
  const { planId, version, content, offered } = of
  const id = random.uuid()
  const madeAt = instantAt(offered, 11 * 60)
  rows.workPlanVersion.push({
    id,
    planId,
    version,
    content,
    hash: planHash(content),
    madeAt,
    madeBy: workerId,
  })
  tellTimeline(rows, told, {
    day: offered,
    minute: 11 * 60,
    kind: 'plan-offered',
    refId: planId,
    words: { version },
  })
  const names = { client: `${person.givenName} ${person.familyName}`, worker: signers.worker }
  for (const party of ['client', 'worker'] as const) {
    const day = of[party]
    if (day === undefined) continue
    const drawn = random.chance(0.8)
    rows.signature.push({
      id: random.uuid(),
      versionId: id,
      party,
      method: drawn ? 'drawn' : 'typed',
      name: names[party],
      witness: drawn || party === 'worker' ? null : signers.witness,
      drawing: drawn ? scribble(random) : null,
      signedAt: instantAt(day, SIGNED_AT + (party === 'worker' ? 2 : 0)),
      recordedBy: workerId,
    })
  }
  if (of.client === undefined || of.worker === undefined) return
  tellTimeline(rows, told, {
    day: of.worker,
    minute: SIGNED_AT + 2,
    kind: 'plan-signed',
    refId: planId,
    words: { version },
  })
}
