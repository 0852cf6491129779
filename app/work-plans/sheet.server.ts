import { asc, eq, sql } from 'drizzle-orm'
import { document } from '../../db/city/schema/files.ts'
import { signature, signingRequest } from '../../db/city/schema/work-plans.ts'
import type { StaffDb } from '../../db/handles.ts'
import { onTheWall } from '../kit/format.ts'
import { signatureSeal, versionHash } from './hash.server.ts'
import { currentPlan, marksOf, versionsOf } from './queries.server.ts'
import type { EndReason } from './rules/ending.ts'
import type { Channel, Method, Party } from './rules/signing.ts'
import { type VersionState, wasInForce } from './rules/states.ts'
import type { StepMark } from './rules/steps.ts'
import type { PlanContent } from './rules.ts'

export interface VersionLine {
  version: number
  state: VersionState
  /** ISO date in the city. */
  madeOn: string
  madeByName: string
  signedBy: Party[]
}

export interface SignatureView {
  party: Party
  method: Method
  channel: Channel
  name: string
  witness: string | null
  /** SVG path data in DRAWING_BOX. */
  drawing: string | null
  /** The document with the sheet that was signed by hand. */
  sheetId: string | null
  /** BCP 47; '' on signatures from before it was kept. */
  language: string
  place: string
  interpreter: string | null
  /** ISO instant. */
  signedAt: string
}

/** The link and the reminders of a version that waits for signatures. */
export interface RequestView {
  reminders: number
  /** ISO date until which the link opens; null = none was sent. */
  linkUntil: string | null
  used: boolean
  wrongTries: number
}

/** One version as it is read and signed. */
export interface PlanSheet extends PlanContent {
  planId: string
  inForceOn: string | null
  endedOn: string | null
  endReason: EndReason | 'merged' | null
  versionId: string
  version: number
  state: VersionState
  /** Hexadecimal SHA-256. */
  hash: string
  /** Words and signatures are what their checksums say. */
  intact: boolean
  /** ISO date in the city. */
  madeOn: string
  madeByName: string
  /** Of this version. */
  signatures: SignatureView[]
  request: RequestView | null
  /** Of the whole plan, the newest first. */
  versions: VersionLine[]
  /** The version in force while this one waits; null when this one counts or none does. */
  countsInstead: number | null
  /** The last line about each step of the plan. */
  marks: StepMark[]
}

/** A version with its signatures; the newest that is not withdrawn unless `version` is given. */
export async function planSheet(
  db: StaffDb,
  clientId: string,
  version?: number,
): Promise<PlanSheet | undefined> {
  const plan = await currentPlan(db, clientId)
  if (!plan) return undefined
  const found = await versionsOf(db, plan.planId)
  const shown =
    version === undefined
      ? (found.find(({ state }) => state !== 'void') ?? found[0])
      : found.find((one) => one.version === version)
  if (!shown) return undefined
  const signatures = await signaturesUnder(db, shown.id)
  const counts = found.find(({ state }) => state === 'in-force')?.version ?? null
  const { content, hash, madeAt, madeByName, state } = shown
  return {
    ...plan,
    ...content,
    versionId: shown.id,
    version: shown.version,
    state,
    hash: hash.toString('hex'),
    intact: hash.equals(versionHash(shown)) && signatures.every((one) => isSealed(hash, one)),
    madeOn: onTheWall(madeAt).date,
    madeByName,
    signatures: signatures.map(({ signedAt, textDigest: _, seal: __, paper: ___, ...one }) => ({
      ...one,
      signedAt: signedAt.toString(),
    })),
    request: state === 'draft' || wasInForce(state) ? null : await requestOf(db, shown.id),
    versions: found.map((one) => ({
      version: one.version,
      state: one.state,
      madeOn: onTheWall(one.madeAt).date,
      madeByName: one.madeByName,
      signedBy: one.signedBy,
    })),
    countsInstead: counts === shown.version ? null : counts,
    marks: await marksOf(db, plan.planId),
  }
}

const signaturesUnder = (db: StaffDb, versionId: string) =>
  db
    .select({
      party: signature.party,
      method: signature.method,
      channel: signature.channel,
      name: signature.name,
      witness: signature.witness,
      drawing: signature.drawing,
      language: signature.language,
      place: signature.place,
      interpreter: signature.interpreter,
      signedAt: signature.signedAt,
      textDigest: signature.textDigest,
      seal: signature.seal,
      sheetId: signature.documentId,
      paper: sql<string | null>`encode(${document.sha256}, 'hex')`,
    })
    .from(signature)
    .leftJoin(document, eq(document.id, signature.documentId))
    .where(eq(signature.versionId, versionId))
    .orderBy(asc(signature.party))

type SignatureRow = Awaited<ReturnType<typeof signaturesUnder>>[number]

/** Signatures from before seals have none to be checked by. */
function isSealed(hash: Buffer, { seal, signedAt, witness, drawing, ...signed }: SignatureRow): boolean {
  const text = {
    ...signed,
    witness: witness ?? undefined,
    drawing: drawing ?? undefined,
    signedAt: signedAt.toString(),
  }
  return seal === null || seal.equals(signatureSeal(hash, text))
}

async function requestOf(db: StaffDb, versionId: string): Promise<RequestView | null> {
  const [found] = await db.select().from(signingRequest).where(eq(signingRequest.versionId, versionId))
  if (!found) return null
  const { reminders, expiresAt, usedAt, wrongTries } = found
  return {
    reminders,
    linkUntil: expiresAt && onTheWall(expiresAt).date,
    used: usedAt !== null,
    wrongTries,
  }
}
