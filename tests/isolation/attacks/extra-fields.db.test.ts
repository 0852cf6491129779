/** Mass assignment: fields that the form does not have. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FILE, inCity, makeScene, type Scene } from './scene.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.close())

describe('more fields than the form has', () => {
  it('make nobody anything: neither role, nor city, nor organisation, nor the demo’s', async () => {
    const more = {
      role: 'lead',
      city: scene.other.slug,
      citySlug: scene.other.slug,
      city_slug: scene.other.slug,
      accountId: scene.worker.id,
      actorId: scene.lead.id,
      organisationId: randomUUID(),
      regionSlug: 'bergisch',
      office: 'operator',
      demo: 'true',
      'membership.role': 'lead',
      '__proto__.role': 'lead',
    }
    const known = () =>
      scene.platform(async (sql) => [
        ...(await sql`select id, email, demo, organisation_id from account where id in ${sql([scene.worker.id, scene.lead.id])} order by id`),
        ...(await sql`select account_id, city_slug, role from membership where city_slug in ${sql([scene.home.slug, scene.other.slug])} order by 1, 2`),
        ...(await sql`select * from office where account_id in ${sql([scene.worker.id, scene.lead.id])}`),
      ])
    const before = await known()
    for (const { path, acts } of scene.web.routes) {
      // These end the session; signing in is tried on its own.
      if (!acts || ['/sign-out', '/sign-in'].includes(path)) continue
      const answer = await scene.web.post(scene.filled(path), more, scene.cookieOf(scene.worker))
      expect([path, answer.status < 500]).toEqual([path, true])
    }
    expect(await known()).toEqual(before)
  })

  it('do not write in another name', async () => {
    const form = { formKey: randomUUID(), text: 'Wer war es?', readers: 'internal' }
    const forged = {
      recordedBy: scene.lead.id,
      recorded_by: scene.lead.id,
      conductedBy: scene.lead.id,
      organisationId: randomUUID(),
      clientId: scene.theirs.clientId,
    }
    const answer = await scene.web.post(
      scene.filled(FILE),
      { ...form, ...forged },
      scene.cookieOf(scene.worker),
    )
    expect(answer.status).toBe(303)
    const rows = await inCity(
      scene.home,
      (sql) =>
        sql`select recorded_by, conducted_by, organisation_id, client_id from note where id = ${form.formKey}`,
    )
    expect([...rows]).toEqual([
      {
        recorded_by: scene.worker.id,
        conducted_by: scene.worker.id,
        organisation_id: null,
        client_id: scene.mine.clientId,
      },
    ])
  })
})
