import type { CityWork } from '../../db/act.ts'
import type { Mail } from '../../infra/mail.ts'
import type { DigestReader } from '../access/queries/digest-readers.server.ts'
import { translate } from '../kit/dictionary.server.ts'
import { formatLongDay } from '../kit/format.ts'
import { type MailDomains, senderOf } from '../messages/rules/sender.ts'
import { setSenderOf } from '../messages/texts/queries.server.ts'
import { dailyCounts, weekOf } from './queries.server.ts'
import { DAILY_LINES, type DigestKind, inTrouble, saysSomething, WEEKLY_LINES } from './rules.ts'

/** Where links lead, and from which domains mail may come. */
export interface DigestPlace {
  origin: string
  domains?: MailDomains
}

/** The mail as it is sent; null when there is nothing to say. Counts, links and names of colleagues, never a client. */
export async function composeDigest(
  city: CityWork,
  kind: DigestKind,
  { accountId, name, email }: DigestReader,
  { origin, domains }: DigestPlace,
): Promise<Mail | null> {
  const t = translate('de')
  const lines = kind === 'daily' ? await dailyLines(city, accountId, t) : await weeklyLines(city, t)
  if (lines.length === 0) return null
  const place = { city: city.city.name, day: formatLongDay(city.today, 'de') }
  const page = kind === 'daily' ? 'today' : 'caseload'
  const text = [
    t('digest:greeting', { name }),
    t(`digest:${kind}.lead`, place),
    lines.join('\n'),
    t(`digest:${kind}.link`, { link: `${origin}/c/${city.city.slug}/${page}` }),
    t('digest:off', { link: `${origin}/account#digest` }),
    t('digest:closing'),
  ]
  // The city's address, under the product's name: colleagues know who writes.
  const sender = await setSenderOf(city, domains)
  return {
    from: senderOf({ ...sender, name: 'Partizipation' }).from,
    to: email,
    subject: t(`digest:${kind}.subject`, place),
    text: `${text.join('\n\n')}\n`,
  }
}

type Words = ReturnType<typeof translate>

async function dailyLines(city: CityWork, accountId: string, t: Words): Promise<string[]> {
  const counts = await dailyCounts(city, accountId)
  if (!saysSomething(counts)) return []
  return DAILY_LINES.filter((line) => (counts[line] ?? 0) > 0).map(
    (line) => `- ${t(`digest:line.${line}`, { count: counts[line] ?? 0 })}`,
  )
}

async function weeklyLines(city: CityWork, t: Words): Promise<string[]> {
  return inTrouble(await weekOf(city)).map((worker) => {
    const parts = WEEKLY_LINES.filter((line) => worker[line] > 0).map((line) =>
      t(`digest:weekly.${line}`, { count: worker[line] }),
    )
    return `- ${worker.name}: ${parts.join(', ')}`
  })
}
