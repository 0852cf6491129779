import { Temporal } from 'temporal-polyfill'
import type { CityAccess, CityWork } from '../../../db/act.ts'
import { act } from '../../access/act.server.ts'
import { holdFile } from '../../clients/commands.server.ts'
import { discardFile, enterDocument, type StoredFile, storeFile } from '../../files/commands.server.ts'
import type { DocumentRefusal } from '../../files/rules.ts'
import { atOffice } from '../../follow-ups/rules/working-days.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { newestVersion } from '../queries.server.ts'
import { decideSigning, type Signing } from '../rules/signing.ts'
import { holdPlan } from './hold.server.ts'
import { type SignError, type Signed, signersOf, signPlan } from './sign.server.ts'

/** What stands on a sheet that was signed by hand. */
export interface SignedSheet
  extends Pick<Signing, 'version' | 'hash' | 'language' | 'place' | 'interpreter'> {
  /** Becomes the id of the document, so that a form sent twice is one. */
  formKey: string
  clientId: string
  planId: string
  clientName: string
  workerName: string
  /** ISO date. */
  signedOn: string
  textDigest: string
  /** Of the document. */
  title: string
}

export type SheetError = SignError | DocumentRefusal | 'ahead'

/**
 * Puts both signatures of a sheet under the version it shows, with the sheet as their proof. Whoever has signed on the tablet
 * before keeps that signature. Bytes first, then document and signatures in one act: all or nothing.
 */
export async function signOnPaper(
  access: CityAccess<'staff'>,
  sheet: SignedSheet,
  bytes: Uint8Array,
): Promise<Result<Signed, SheetError>> {
  const stored = await storeFile(access, sheet.clientId, bytes)
  if (!stored.ok) return stored
  let isNew = false
  const purpose = { action: 'change', subject: 'plan', subjectId: sheet.clientId } as const
  const done = await act(access, purpose, async (city): Promise<Result<Signed, SheetError>> => {
    if (sheet.signedOn > city.today.toString()) return fail('ahead')
    // Looked at before anything is written: an act that says no leaves nothing behind.
    const may = await maySign(city, sheet, stored.value)
    if (!may.ok) return may
    const { formKey, clientId, title } = sheet
    const entered = await enterDocument(city, { formKey, clientId, kind: 'signed-plan', title }, stored.value)
    if (!entered.ok) return entered
    isNew = entered.value.isNew
    return signBoth(city, sheet, stored.value)
  })
  if (!isNew) await discardFile(access, stored.value)
  return done
}

const signingOf = (
  sheet: SignedSheet,
  { sha256 }: Pick<StoredFile, 'sha256'>,
  party: 'client' | 'worker',
) => ({
  ...sheet,
  party,
  channel: 'paper' as const,
  method: 'paper' as const,
  name: party === 'client' ? sheet.clientName : sheet.workerName,
  interpreter: party === 'client' ? sheet.interpreter : undefined,
  sheet: {
    documentId: sheet.formKey,
    sha256: sha256.toString('hex'),
    signedAt: atOffice(Temporal.PlainDate.from(sheet.signedOn), '12:00'),
  },
})

async function maySign(
  city: CityWork,
  sheet: SignedSheet,
  stored: StoredFile,
): Promise<Result<null, SignError>> {
  const file = await holdFile(city, sheet.clientId)
  const plan = file && (await holdPlan(city, sheet))
  const newest = plan && (await newestVersion(city.db, plan.id))
  if (!newest) return fail('not-found')
  if (file.closedOn !== null) return fail('client-closed')
  if (plan.endedOn !== null) return fail('ended')
  const { state, version, hash } = newest
  const facts = { state, version, hash: hash.toString('hex'), signedBy: await signersOf(city, newest.id) }
  const decided = decideSigning(facts, signingOf(sheet, stored, 'client'))
  return decided.ok ? ok(null) : decided
}

/** Client first, as on the tablet; the second one puts the plan in force. */
async function signBoth(
  city: CityWork,
  sheet: SignedSheet,
  stored: StoredFile,
): Promise<Result<Signed, SheetError>> {
  const client = await signPlan(city, signingOf(sheet, stored, 'client'))
  const worker = client.ok ? await signPlan(city, signingOf(sheet, stored, 'worker')) : client
  if (!worker.ok) throw new Error(`A sheet that may be signed is refused: ${worker.error}`)
  return worker
}
