import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { consent } from '../../../db/city/schema/partners.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { ConsentInput, WithdrawInput } from '../input.ts'
import type { Organisation } from '../queries.server.ts'
import { type ConsentError, decideConsent } from '../rules.ts'

/**
 * Writes down what a client answered to one form: a row for each category, consent or refusal. The same form sent
 * twice is one form. A refusal ends nothing that was given before: that is what withdrawing is for.
 */
export async function recordConsent(
  city: CityWork,
  clientId: string,
  { input, organisation }: { input: ConsentInput; organisation: Organisation },
): Promise<Result<null, ConsentError | 'not-found'>> {
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
    occurredOn,
    recordedAt: city.now,
    recordedBy: city.actor.id,
    conductedBy: city.actor.id,
  }))
  const saved = await city.db.insert(consent).values(rows).onConflictDoNothing().returning({ id: consent.id })
  if (saved.length === 0) return ok(null)
  await writeTimeline(city, {
    clientId,
    occurredOn,
    kind: given ? 'consent-given' : 'consent-refused',
    refId: formKey,
    words: { organisation: organisation.name },
  })
  return ok(null)
}

/**
 * A client takes back what was given in one form. From the next statement on the organisation sees nothing of it; without
 * identity, nothing at all. What runs with that organisation ends by that and stays in the file as it was.
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
    .returning({ organisationName: consent.organisationName })
  const [first] = withdrawn
  if (!first) {
    const [known] = await city.db
      .select({ id: consent.id })
      .from(consent)
      .where(and(eq(consent.formId, formId), eq(consent.clientId, clientId)))
    return known ? ok(null) : fail('not-found')
  }
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'consent-withdrawn',
    refId: formId,
    words: { organisation: first.organisationName },
  })
  return ok(null)
}
