import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type TestCity, testServer } from '../../tests/factories/city.ts'
import { makeRegion, type TestRegion } from '../../tests/factories/region.ts'
import { walk } from '../../tests/factories/way.ts'

let region: TestRegion
let city: TestCity
beforeAll(async () => {
  region = await makeRegion()
  city = region.cities[0]
  const { programmeId } = city
  await city.work(async (work) => {
    for (let n = 0; n < 5; n += 1) {
      const jobs = n < 2 ? [{ from: '2025-03-01', fullTime: n === 0 }, { from: '2025-04-01' }] : []
      await walk(work, { programmeId, enteredOn: '2025-02-01', jobs })
    }
  })
}, 60_000)
afterAll(() => region.remove())

interface Said {
  code: number
  stdout: string
  stderr: string
}

const report = (...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      DATABASE_URL: testServer().adminUrl,
      PARTIZIPATION_KEY: inject('key'),
      DEMO: '1',
      PARTIZIPATION_NOW: '2026-03-09T08:00:00Z',
    }
    const command = ['--import', 'tsx', 'infra/cli/report.ts', ...args]
    execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })

const oneLine = expect.stringMatching(/^[^\n]+\n$/)

describe('npm run report -- city', () => {
  it('prints one JSON document and nothing else', async () => {
    const { code, stdout, stderr } = await report('city', city.slug, '--programme', 'laufend', '--json')
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: oneLine })
    expect(JSON.parse(stdout)).toEqual({
      city: city.slug,
      programme: 'laufend',
      period: { from: '2025-01-01', to: null, countedOn: '2026-03-09' },
      figures: {
        listed: 0,
        reached: 0,
        clients: 5,
        assessed: 0,
        signed: 0,
        'in-work': 2,
        'full-time': 1,
        'kept-6-months': 2,
        'permit-extended': 0,
      },
    })
  })
  it.each([
    [
      'a programme nobody knows',
      ['city', 'CITY', '--programme', 'partizipation-1999', '--json'],
      'partizipation-1999',
    ],
    ['a city nobody knows', ['city', 'nirgendwo', '--json'], 'nirgendwo'],
    ['an option nobody knows', ['city', 'CITY', '--jahr', '2008'], '--jahr'],
    ['a region nobody knows', ['region', 'nirgendwo', '--json'], 'nirgendwo'],
    ['a period that is none', ['region', 'REGION', '--period', '3000'], '--period'],
  ])('answers %s with one line and code 2', async (_, args, named) => {
    const words = args.map((word) => (word === 'CITY' ? city.slug : word === 'REGION' ? region.slug : word))
    const { code, stdout, stderr } = await report(...words)
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: oneLine })
    expect(stderr).toContain(named)
  })
})

describe('npm run report -- region', () => {
  it('counts every city, hides what is small, and names the one that does not answer', async () => {
    const [, closed] = region.cities
    await region.shut(closed)
    const { code, stdout, stderr } = await report('region', region.slug, '--period', 'all', '--json')
    await region.open(closed)
    expect({ code, stdout }).toEqual({ code: 0, stdout: oneLine })
    expect(stderr).toBe(`${closed.slug} does not answer\n`)
    const { cities, period } = JSON.parse(stdout)
    expect(period).toEqual({ from: null, to: '2026-03-09' })
    const of = (slug: string) => cities.find((found: { city: string }) => found.city === slug)
    expect(of(city.slug)).toMatchObject({
      late: false,
      figuresOf: '2026-03-09',
      figures: { clients: 5, 'in-work': null, 'kept-6-months': null },
      hidden: { 'in-work': 'small', 'kept-6-months': 'small' },
    })
    expect(of(closed.slug)).toEqual({
      city: closed.slug,
      late: true,
      figuresOf: null,
      figures: {},
      hidden: {},
    })
  })
})
