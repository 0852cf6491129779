import { and, eq, isNull, notExists, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { consent, referral } from '../../../db/city/schema/partners.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { holdFile, recorded, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { ConsentInput, WithdrawInput } from '../input.ts'
import type { Organisation } from '../queries.server.ts'
import { type Category, type ConsentError, decideConsent, type Purpose } from '../rules.ts'

/**
 * Writes down what a client answered to one form: a row for each category, consent or refusal. The same form sent
 * twice is one form. A refusal ends nothing that was given before: that is what withdrawing is for.
 */
export async function recordConsent(
  city: CityWork,
  clientId: string,
  { input, organisation }: { input: ConsentInput; organisation: Organisation },
): Promise<Result<null, ConsentError | 'already-saved' | 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const decided = decideConsent(input, city.today.toString())
  if (!decided.ok) return decided
  const { formKey, purpose, answer, occurredOn, interpreterName } = input
  const given = answer === 'given'
  const rows = input.categories.map((category) => ({
    formId: formKey,
    clientId,
    organisationId: organisation.id,
    organisationName: organisation.name,
    category,
    purpose,
    answer,
    textVersion: input.textVersion,
    languageShown: input.languageShown,
    interpreter: interpreterName !== '',
    interpreterName,
    signedHow: given ? input.signedHow : null,
    signedName: given ? input.signedName : '',
    expiresOn: given ? input.expiresOn : null,
    ...recorded(city, occurredOn),
  }))
  const before = await formRows(city.db, formKey)
  if (before.length > 0) return asBefore(before, rows)
  // Somebody sent the same form at this very moment, on this file or another.
  const saved = await city.db.insert(consent).values(rows).onConflictDoNothing().returning({ id: consent.id })
  if (saved.length === 0) return fail('already-saved')
  await writeTimeline(city, {
    clientId,
    occurredOn,
    kind: given ? 'consent-given' : 'consent-refused',
    refId: formKey,
    words: { organisation: organisation.name },
  })
  return ok(null)
}

interface FormRow {
  clientId: string
  organisationId: string
  category: Category
  answer: 'given' | 'refused'
}

const formRows = (db: StaffDb, formId: string): Promise<FormRow[]> =>
  db
    .select({
      clientId: consent.clientId,
      organisationId: consent.organisationId,
      category: consent.category,
      answer: consent.answer,
    })
    .from(consent)
    .where(eq(consent.formId, formId))

/** The same form with the same answer is kept already; with another one it is a new form, and has to be opened as one. */
function asBefore(
  before: readonly FormRow[],
  rows: readonly FormRow[],
): Result<null, 'already-saved' | 'not-found'> {
  const [first] = rows
  if (before.some(({ clientId }) => clientId !== first?.clientId)) return fail('not-found')
  const told = (all: readonly FormRow[]): string =>
    all
      .map(({ organisationId, category, answer }) => `${organisationId} ${category} ${answer}`)
      .sort()
      .join()
  return told(before) === told(rows) ? ok(null) : fail('already-saved')
}

/**
 * A client takes back what was given in one form. From the next statement on the organisation sees nothing of it; without
 * identity, nothing at all, and referrals for that purpose are over: a later consent does not wake them.
 */
export async function withdrawConsent(
  city: CityWork,
  clientId: string,
  { formId, how, reason }: WithdrawInput,
): Promise<Result<null, 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const withdrawn = await city.db
    .update(consent)
    .set({
      withdrawnAt: city.now,
      withdrawnBy: city.actor.id,
      withdrawnHow: how,
      withdrawalReason: reason,
    })
    .where(
      and(
        eq(consent.formId, formId),
        eq(consent.clientId, clientId),
        eq(consent.answer, 'given'),
        isNull(consent.withdrawnAt),
        isNull(consent.voidedAt),
      ),
    )
    .returning({
      organisationId: consent.organisationId,
      organisationName: consent.organisationName,
      purpose: consent.purpose,
    })
  const [first] = withdrawn
  if (!first) {
    const [known] = await city.db
      .select({ id: consent.id })
      .from(consent)
      .where(and(eq(consent.formId, formId), eq(consent.clientId, clientId)))
    return known ? ok(null) : fail('not-found')
  }
  await endWithoutIdentity(city, clientId, first)
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'consent-withdrawn',
    refId: formId,
    words: { organisation: first.organisationName },
  })
  return ok(null)
}

/** Ends the referrals of a purpose that no standing consent to identity carries any more. */
async function endWithoutIdentity(
  { db, now, today }: CityWork,
  clientId: string,
  { organisationId, purpose }: { organisationId: string; purpose: Purpose },
): Promise<void> {
  const identity = db
    .select({ one: sql`1` })
    .from(consent)
    .where(
      and(
        eq(consent.clientId, clientId),
        eq(consent.organisationId, organisationId),
        eq(consent.purpose, purpose),
        eq(consent.category, 'identity'),
        eq(consent.answer, 'given'),
        isNull(consent.withdrawnAt),
        isNull(consent.voidedAt),
      ),
    )
  await db
    .update(referral)
    .set({
      endedAt: now,
      endReason: 'withdrawn',
      untilOn: sql`greatest(${referral.occurredOn}, ${today.toString()})`,
    })
    .where(
      and(
        eq(referral.clientId, clientId),
        eq(referral.organisationId, organisationId),
        eq(referral.purpose, purpose),
        isNull(referral.endedAt),
        isNull(referral.voidedAt),
        notExists(identity),
      ),
    )
}
