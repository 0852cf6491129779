import { Temporal } from 'temporal-polyfill'
import { signatureSeal, versionHash } from '../../app/work-plans/hash.server.ts'
import { DRAWING_BOX } from '../../app/work-plans/rules/drawing.ts'
import type { VersionState } from '../../app/work-plans/rules/states.ts'
import { type PlanContent, stepsOf } from '../../app/work-plans/rules.ts'
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
  /** The city, where they sit together. */
  place: string
}

/** Versions of the plan with what both sides signed, and who has not signed yet. */
export function tellWorkPlan(rows: CityRows, told: Case, signers: Signers): void {
  const { random, clientId, participationId, workerId, plan, exited } = told
  if (!plan) return
  const planId = random.uuid()
  const ended = exited !== null && plan.signed !== undefined
  const last = ended ? 'ended' : plan.signed === undefined ? unsigned(plan) : 'in-force'
  rows.workPlan.push({
    id: planId,
    clientId,
    participationId,
    inForceOn: plan.signed === undefined ? null : iso(plan.signed),
    endedOn: ended ? iso(exited) : null,
    endReason: ended ? 'other' : null,
    ...actOn(plan.offered, workerId, 11 * 60),
  })
  const content = planText(random, told.trade, plan.offered)
  const first = { planId, version: 1, content, offered: plan.offered, ...signedBy(plan) }
  if (plan.revised === undefined) {
    tellVersion(rows, told, { ...first, state: last }, signers)
    if (last === 'in-force') tellSteps(rows, told, planId, content)
    return
  }
  const both = { offered: plan.revised, client: plan.revised, worker: plan.revised }
  const revised = { planId, version: 2, content: revisedText(random, content, plan.revised), ...both }
  tellVersion(rows, told, { ...first, state: 'superseded' }, signers)
  tellVersion(rows, told, { ...revised, state: last }, signers)
  if (last === 'in-force') tellSteps(rows, told, planId, revised.content)
}

const unsigned = ({ halfSigned }: Plan): VersionState => (halfSigned ? 'partly-signed' : 'offered')

/** Most steps whose time has come were ticked off in a talk; now and then one fell away. */
function tellSteps(rows: CityRows, told: Case, planId: string, content: PlanContent): void {
  const talks = told.rounds.filter(({ after }) => after === 'attended').map(({ anchor }) => anchor)
  for (const { key, what, until } of stepsOf(content)) {
    const day = talks.find((talk) => until !== null && iso(talk) >= until)
    if (day === undefined || told.random.chance(0.15)) continue
    const dropped = told.random.chance(0.1)
    const note = dropped ? 'Im Gespräch vereinbart: passt zurzeit nicht' : ''
    rows.planStepMark.push({
      id: told.random.uuid(),
      planId,
      stepKey: key,
      nth: 1,
      state: dropped ? 'dropped' : 'done',
      note,
      occurredOn: iso(day),
      appointmentId: null,
      recordedAt: instantAt(day, 11 * 60),
      recordedBy: told.workerId,
    })
    tellTimeline(rows, told, {
      day,
      minute: 11 * 60,
      kind: dropped ? 'step-dropped' : 'step-done',
      refId: planId,
      words: { step: what, note },
    })
  }
}

const signedBy = ({ offered, signed, halfSigned }: Plan): { client?: Day; worker?: Day } => {
  if (signed !== undefined) return { client: signed, worker: signed }
  return halfSigned ? { client: offered } : {}
}

interface Version {
  planId: string
  version: number
  state: VersionState
  content: PlanContent
  offered: Day
  client?: Day
  worker?: Day
}

function tellVersion(rows: CityRows, told: Case, of: Version, signers: Signers): void {
  const { random, workerId, person } = told
  const { planId, version, state, content, offered } = of
  const id = random.uuid()
  const madeAt = instantAt(offered, 11 * 60)
  const hash = versionHash({ planId, version, content })
  rows.workPlanVersion.push({
    id,
    planId,
    version,
    state,
    content,
    hash,
    madeAt,
    madeBy: workerId,
    offeredAt: madeAt,
  })
  if (state === 'offered' || state === 'partly-signed')
    rows.signingRequest.push({ versionId: id, clientId: told.clientId })
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
    const said = {
      party,
      method: drawn ? 'drawn' : 'typed',
      channel: 'tablet',
      name: names[party],
      witness: drawn || party === 'worker' ? null : signers.witness,
      drawing: drawn ? scribble(random) : null,
      language: person.language ?? '',
      place: signers.place,
      interpreter: null,
      textDigest: '',
    } as const
    const signedAt = instantAt(day, SIGNED_AT + (party === 'worker' ? 2 : 0))
    const sealed = { ...said, witness: said.witness ?? undefined, drawing: said.drawing ?? undefined }
    rows.signature.push({
      id: random.uuid(),
      versionId: id,
      ...said,
      signedAt,
      seal: signatureSeal(hash, { ...sealed, signedAt: Temporal.Instant.from(signedAt).toString() }),
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
