import { eq } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { permitExtension, residenceTitle } from '../../db/city/schema/permits.ts'
import { holdFile, recorded, type TimelineEntry, writeTimeline } from '../clients/commands.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { moveWindow } from '../follow-ups/commands.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import type { ApplyInput, DecideInput, TitleInput } from './input.ts'
import { currentTitleOf, type ExtensionLine, extensionsOf, titlesOf } from './queries.server.ts'
import {
  type ApplyError,
  type DecideError,
  type Decision,
  decideApplication,
  decideExtension,
} from './rules/extensions.ts'
import { decideTitle, isNews, type Paper, type TitleError, wordingOf } from './rules/titles.ts'

type Unknown = 'not-found'

/** The file, held until the act ends, and who it is about. */
const heldFile = async (city: CityWork, clientId: string) =>
  (await holdFile(city, clientId)) && clientHead(city.db, clientId)

/** Writes down a paper somebody saw, as it is; answers with its id. What was known before stays in the history. */
export async function recordTitle(
  city: CityWork,
  clientId: string,
  input: TitleInput,
): Promise<Result<string, TitleError | Unknown>> {
  const file = await heldFile(city, clientId)
  if (!file) return fail('not-found')
  const { formKey: titleId, status, validUntil, seenOn } = input
  const wording = wordingOf(input.wording, status)
  const decided = decideTitle(
    { titleId, status, wording, validUntil, seenOn },
    { today: city.today.toString(), titles: await titlesOf(city.db, file.personId) },
  )
  if (!decided.ok) return decided
  if (decided.value.known) return ok(titleId)
  const saved = await city.db
    .insert(residenceTitle)
    .values({ id: titleId, personId: file.personId, status, wording, validUntil, ...recorded(city, seenOn) })
    .onConflictDoNothing({ target: residenceTitle.id })
    .returning({ id: residenceTitle.id })
  // The key belongs to a form of another file.
  if (saved.length === 0) return fail('not-found')
  await moveWindow(city, clientId)
  return ok(titleId)
}

export interface ListedTitle extends Paper {
  personId: string
  /** ISO date of the list. */
  seenOn: string
}

/** A paper as a city list gives it. Adds a row, and answers true, only where the list knows more than the city. */
export async function recordListedTitle(city: CityWork, listed: ListedTitle): Promise<boolean> {
  const { personId, seenOn, ...paper } = listed
  if (!isNews(paper, await titlesOf(city.db, personId))) return false
  await city.db
    .insert(residenceTitle)
    .values({ personId, ...paper, ...recorded(city, seenOn), conductedBy: null })
  return true
}

/** Writes down that an extension was applied for; answers with its id. */
export async function applyForExtension(
  city: CityWork,
  clientId: string,
  { formKey, appliedOn }: ApplyInput,
): Promise<Result<string, ApplyError | Unknown>> {
  const file = await heldFile(city, clientId)
  if (!file) return fail('not-found')
  const title = await currentTitleOf(city.db, file.personId)
  const decided = decideApplication(
    { extensionId: formKey, appliedOn },
    { today: city.today.toString(), title, extensions: await extensionsOf(city.db, clientId) },
  )
  if (!decided.ok) return decided
  const { extensionId, known } = decided.value
  if (known) return ok(extensionId)
  if (!title) return fail('no-title')
  const saved = await city.db
    .insert(permitExtension)
    .values({
      id: extensionId,
      clientId,
      participationId: file.participationId,
      titleId: title.titleId,
      ...recorded(city, appliedOn),
    })
    .onConflictDoNothing({ target: permitExtension.id })
    .returning({ id: permitExtension.id })
  if (saved.length === 0) return fail('not-found')
  await writeTimeline(city, {
    clientId,
    occurredOn: appliedOn,
    kind: 'extension-applied',
    refId: extensionId,
  })
  await moveWindow(city, clientId)
  return ok(extensionId)
}

/** Writes down the answer to an application. A grant makes a new paper, seen today; the old one stays. */
export async function decideOnExtension(
  city: CityWork,
  clientId: string,
  input: DecideInput,
): Promise<Result<null, DecideError | Unknown>> {
  const file = await heldFile(city, clientId)
  const { extensionId, outcome, decidedOn } = input
  const extension = (await extensionsOf(city.db, clientId)).find((one) => one.extensionId === extensionId)
  if (!file || !extension) return fail('not-found')
  const decision = decisionOf(input, extension)
  const decided = decideExtension(extension, decision, city.today.toString())
  if (!decided.ok) return decided
  if (decided.value.known) return ok(null)
  const newTitleId =
    decision.outcome === 'granted' ? await grantTitle(city, file.personId, decision.title) : null
  await city.db
    .update(permitExtension)
    .set({ outcome, decidedOn, newTitleId })
    .where(eq(permitExtension.id, extensionId))
  await writeTimeline(city, { clientId, occurredOn: decidedOn, refId: extensionId, ...wordsOf(decision) })
  await moveWindow(city, clientId)
  return ok(null)
}

function wordsOf(decision: Decision): Pick<TimelineEntry, 'kind' | 'words'> {
  if (decision.outcome === 'refused') return { kind: 'extension-refused' }
  const { validUntil } = decision.title
  return validUntil
    ? { kind: 'extension-granted', words: { until: validUntil } }
    : { kind: 'extension-unlimited' }
}

/** A paper extended as it is keeps its words; another status brings its own. */
function decisionOf(input: DecideInput, { title: old }: ExtensionLine): Decision {
  const { outcome, decidedOn, validUntil } = input
  if (outcome === 'refused') return { outcome, decidedOn }
  const status = input.status ?? old.status
  const wording = input.wording || (status === old.status ? old.wording : wordingOf('', input.status))
  return { outcome, decidedOn, title: { status, wording, validUntil } }
}

async function grantTitle(city: CityWork, personId: string, title: Paper): Promise<string> {
  const [made] = await city.db
    .insert(residenceTitle)
    .values({ personId, ...title, ...recorded(city, city.today.toString()) })
    .returning({ id: residenceTitle.id })
  if (!made) throw new Error('A title was inserted and is not there')
  return made.id
}
