import { soundKey } from '../../app/clients/rules/sounds.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { type Server, withConnection } from '../../db/fleet/server.ts'

const CHUNK = 5000

interface Named {
  id: string
  family_name: string
  given_name: string
}

/**
 * Fills in the sound of names that are older than the column, in every city: by its owner, for a computed key is no change
 * that anybody made. What is filled stays filled, so that it may end in the middle and go on at the next start.
 *
 * @returns how many people got one
 */
export const fillSoundKeys = (server: Server): Promise<number> =>
  withPlatform(server, async (platform) => {
    const cities = await platform<
      { slug: string }[]
    >`select slug from city where status <> 'provisioning' order by slug`
    let filled = 0
    for (const { slug } of cities)
      filled += await withConnection(await cityAddress(server, platform, slug, 'owner'), async (sql) => {
        let done = 0
        for (;;) {
          const people = await sql<Named[]>`
            select id, family_name, given_name from person where sound_key = '' limit ${CHUNK}`
          if (people.length === 0) return done
          const keys = people.map((one) => ({ id: one.id, key: soundKey(one.family_name, one.given_name) }))
          await sql`
            update person set sound_key = new.key
            from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as new (id uuid, key text) where person.id = new.id`
          done += people.length
        }
      })
    return filled
  })
