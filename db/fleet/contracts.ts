import { withPlatform } from './registry.ts'
import type { Server } from './server.ts'

/** Days are ISO dates; without `until` it has no end. */
export interface ContractDays {
  from: string
  until: string | null
}

export interface ContractOrder {
  citySlug: string
  organisationSlug: string
  /** A new organisation is entered with its name, a known one takes it. */
  name?: string | undefined
  /** Left out: the contract that runs, or from today on. */
  from?: string | undefined
  until: string | null
  /** ISO date. */
  today: string
}

export type ContractRefusal = 'no-city' | 'no-organisation' | 'ends-before-it-begins' | 'overlaps'

/**
 * An organisation works for a city from one day on, perhaps until another. A contract that runs gets the end that is
 * said, a day that has passed too, or goes on without one. Answers the days it has now, or why nothing was changed.
 */
export const setContract = (
  server: Server,
  { citySlug, organisationSlug, name, from, until, today }: ContractOrder,
): Promise<ContractDays | ContractRefusal> =>
  withPlatform(server, (platform) =>
    platform.begin(async (tx) => {
      // Held, so that two at once are one after the other.
      const [city] = await tx`select from city where slug = ${citySlug} for update`
      if (!city) return 'no-city'
      const [organisation] = name
        ? await tx<{ id: string }[]>`
            insert into organisation (slug, name) values (${organisationSlug}, ${name})
            on conflict (slug) do update set name = excluded.name returning id`
        : await tx<{ id: string }[]>`select id from organisation where slug = ${organisationSlug}`
      if (!organisation) return 'no-organisation'
      const { id } = organisation
      const known = await tx<ContractDays[]>`
        select valid_from::text as "from", valid_until::text as until from contract
        where organisation_id = ${id} and city_slug = ${citySlug} order by valid_from desc`
      const meant = from
        ? known.find((one) => one.from === from)
        : known.find((one) => one.until === null || one.until >= today)
      const days = { from: meant?.from ?? from ?? today, until }
      if (until !== null && until < days.from) return 'ends-before-it-begins'
      if (known.some((one) => one !== meant && overlap(one, days))) return 'overlaps'
      if (meant?.until === until) return days
      await tx`
        insert into contract (organisation_id, city_slug, valid_from, valid_until)
        values (${id}, ${citySlug}, ${days.from}, ${until})
        on conflict (organisation_id, city_slug, valid_from) do update set valid_until = excluded.valid_until`
      await tx`
        insert into account_event (generation, at, kind, city_slug, reason)
        select generation, now(), 'contract-set', ${citySlug}, ${`${organisationSlug} ${days.from}/${until ?? ''}`}
        from platform_identity`
      return days
    }),
  )

const overlap = (one: ContractDays, other: ContractDays): boolean =>
  (one.until === null || one.until >= other.from) && (other.until === null || other.until >= one.from)
