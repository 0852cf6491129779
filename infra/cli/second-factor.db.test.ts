import { execFile } from 'node:child_process'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { withPlatform } from '../../db/fleet/registry.ts'
import { openPostOffice, type PostOffice } from '../../tests/factories/accounts.ts'
import { makeCity, type TestCity, testServer } from '../../tests/factories/city.ts'
import { setFactor } from '../../tests/factories/factor.ts'
import { makeAccount } from '../../tests/factories/web.ts'

let city: TestCity
let other: TestCity
let post: PostOffice
beforeAll(async () => {
  city = await makeCity()
  other = await makeCity()
  city.clock.set(Temporal.Now.instant().toString())
  post = openPostOffice(city.clock)
})
afterAll(async () => {
  await post.close()
  await city.remove()
  await other.remove()
})

interface Said {
  code: number
  stdout: string
  stderr: string
}

const remove = (...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      DATABASE_URL: testServer().adminUrl,
      PARTIZIPATION_KEY: inject('key'),
      DEMO: '0',
    }
    const command = ['--import', 'tsx', 'infra/cli/city.ts', 'remove-second-factor', ...args]
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })

describe('npm run city -- remove-second-factor', () => {
  it('takes it from a member of two cities, ends the sessions, leaves a line and sends a mail', async () => {
    const account = await makeAccount({ [city.slug]: 'lead', [other.slug]: 'caseworker' })
    const now = city.clock.now()
    await setFactor({ db: post.web, key: post.key, accountId: account.id, now }, account.email)
    const left = () =>
      withPlatform(
        city.server,
        (sql) => sql`
          select 'factor' as what from second_factor where account_id = ${account.id}
          union all select 'code' from recovery_code where account_id = ${account.id}
          union all select 'session' from session where user_id = ${account.id}`,
      )
    await withPlatform(
      city.server,
      (sql) => sql`insert into session (id, user_id, expires_at)
        values (${account.id}, ${account.id}, now() + interval '1 hour')`,
    )
    expect(await left()).toHaveLength(12)
    const said = await remove('--email', account.email.toUpperCase(), '--json')
    expect(said).toEqual({ code: 0, stderr: '', stdout: expect.stringMatching(/^[^\n]+\n$/) })
    expect(JSON.parse(said.stdout)).toEqual({ email: account.email, secondFactor: false })
    expect(await left()).toEqual([])
    const lines = () =>
      withPlatform(
        city.server,
        (sql) => sql`select actor_id as actor, city_slug as city, reason from account_event
          where account_id = ${account.id} and kind = 'second-factor-removed'`,
      )
    expect(await lines()).toEqual([{ actor: null, city: null, reason: 'command line' }])

    const again = await remove('--email', account.email)
    expect([again.code, again.stderr]).toEqual([2, 'Whoever has this address has no second factor\n'])
    expect(await lines()).toHaveLength(1)
    city.clock.set(Temporal.Now.instant().toString())
    const mails = await post.mailsTo(account.email)
    expect(
      mails.map(({ text }) => text.includes('der Betrieb der Plattform hat den zweiten Faktor')),
    ).toEqual([true])
  })

  it.each([
    ['an address nobody has', ['--email', 'niemand@stadt.example'], 'Nobody has this address'],
    ['no address', ['--email', 'niemand'], '--email <address>'],
    ['nothing', [], '--email <address>'],
    ['an option nobody knows', ['--email', 'niemand@stadt.example', '--jahr', '2008'], '--jahr'],
  ])('answers %s with one line and code 2', async (_, args, named) => {
    const { code, stdout, stderr } = await remove(...args)
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^[^\n]+\n$/),
    })
    expect(stderr).toContain(named)
  })
})
