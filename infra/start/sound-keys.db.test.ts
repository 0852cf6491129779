import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soundKey } from '../../app/clients/rules/sounds.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makePerson } from '../../tests/factories/people.ts'
import { fillSoundKeys } from './sound-keys.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

describe('names that are older than their sound', () => {
  it('get it at the start, each once, and nothing else changes', async () => {
    const ids = await city.work(async (work) => [
      await makePerson(work, { familyName: 'Öztürk', givenName: 'Ayşe' }),
      await makePerson(work, { familyName: '-', givenName: '' }),
      await makePerson(work, { familyName: 'Haile', givenName: 'Selam' }),
    ])
    const rows = () =>
      city.work(({ db }) =>
        db.execute<{ id: string; sound_key: string }>(sql`select * from person order by id`),
      )
    const before = [...(await rows())]
    await city.work(({ db }) => db.execute(sql`update person set sound_key = '' where id <> ${ids[2]}::uuid`))
    await fillSoundKeys(city.server)
    expect([...(await rows())]).toEqual(before)
    expect(before.find(({ id }) => id === ids[0])?.sound_key).toBe(soundKey('Öztürk', 'Ayşe'))
    await fillSoundKeys(city.server)
    expect([...(await rows())]).toEqual(before)
  })
})
