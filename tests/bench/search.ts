/** Finding one of a hundred thousand: the query alone, and the POST of the page on the production build. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { soundKey } from '../../app/clients/rules/sounds.ts'
import { namesKey } from '../../app/clients/rules.ts'
import { readSought } from '../../app/people/rules.ts'
import { findPeople } from '../../app/people/search.server.ts'
import { act, type CityAccess } from '../../db/act.ts'
import { person } from '../../db/city/schema/clients.ts'
import { analyzeCity } from '../../db/demo/fill.ts'
import { ORIGINS } from '../../db/demo/origins.ts'
import { randomFrom } from '../../db/demo/random.ts'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import type { Server } from '../../db/fleet/server.ts'
import { withCity } from '../../infra/cli/access.ts'
import { systemClock, today } from '../../infra/clock.ts'
import { loadRootKey } from '../../infra/key.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import { hundredths } from './cities.ts'
import { addWorker, signIn, startProduct } from './product.ts'
import type { Report } from './report.ts'

interface SearchOptions {
  people: number
  searches: number
}

const SLUG = 'bench'
/** Names that half a list bears, as well as rare ones. */
const COMMON = [
  'Mohamed',
  'Muhammad',
  'Ahmed',
  'Ali',
  'Hussein',
  'Hassan',
  'Yusuf',
  'Fatima',
  'Maryam',
  'Abdulrahman',
]
/** As people type them: a part, another spelling, both names turned round, a birth date. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ou/, 'u'],
  [/y/, 'i'],
  [/kh/i, 'ch'],
  [/sh/i, 'sch'],
  [/ee/, 'i'],
  [/mm/, 'm'],
  [/w/i, 'v'],
  [/q/i, 'k'],
]

interface Named {
  familyName: string
  givenName: string
  birthDate: string
}

function invent(people: number): Named[] {
  const random = randomFrom('search')
  const syllables = [
    'ba',
    'ri',
    'sho',
    'mal',
    'ke',
    'tou',
    'zan',
    'wi',
    'gha',
    'lem',
    'nur',
    'dje',
    'qa',
    'fes',
  ]
  return Array.from({ length: people }, () => {
    const origin = random.pick(ORIGINS)
    const given = random.chance(0.25)
      ? random.pick(COMMON)
      : random.pick(random.chance(0.5) ? origin.women : origin.men)
    const rare = `${random.pick(syllables)}${random.pick(syllables)}${random.pick(syllables)}`
    const family = random.chance(0.5)
      ? random.pick(origin.family)
      : rare.charAt(0).toUpperCase() + rare.slice(1)
    const [year, month, day] = [random.int(1950, 2007), random.int(1, 12), random.int(1, 28)]
    const two = (part: number): string => String(part).padStart(2, '0')
    return { familyName: family, givenName: given, birthDate: `${year}-${two(month)}-${two(day)}` }
  })
}

async function fill(access: CityAccess<'staff'>, people: readonly Named[]): Promise<void> {
  await act(access, { action: 'import', subject: 'bench' }, async ({ db, now }) => {
    for (let at = 0; at < people.length; at += 2000)
      await db.insert(person).values(
        people.slice(at, at + 2000).map((one) => ({
          id: randomUUID(),
          ...one,
          namesKey: namesKey(one.familyName, one.givenName),
          soundKey: soundKey(one.familyName, one.givenName),
          createdAt: now,
        })),
      )
  })
}

function typedFor(people: readonly Named[], searches: number): string[] {
  const random = randomFrom('typed')
  const otherwise = (name: string): string =>
    SPELLINGS.reduce(
      (word, [letters, other]) => (random.chance(0.5) ? word.replace(letters, other) : word),
      name,
    )
  return Array.from({ length: searches }, () => {
    const { familyName, givenName, birthDate } = random.pick(people)
    const [year, month, day] = birthDate.split('-')
    return random.pick([
      otherwise(familyName).slice(0, random.int(3, 5)),
      otherwise(familyName),
      otherwise(givenName),
      `${otherwise(givenName)} ${otherwise(familyName)}`,
      `${otherwise(familyName)} ${givenName.slice(0, 2)}`,
      `${Number(day)}.${Number(month)}.${year?.slice(2)}`,
    ])
  })
}

const within = (times: number[], share: number): number =>
  hundredths(times.sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0)

/** Milliseconds of each. */
async function timed(typed: readonly string[], run: (text: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (const text of typed) {
    const began = performance.now()
    await run(text)
    times.push(performance.now() - began)
  }
  return times
}

/** 95 of 100 searches should take less than 30 ms. */
export async function benchSearch(report: Report, { people, searches }: SearchOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-bench-'))
  const key = loadRootKey({ key: undefined, dataDir })
  const postgres = await startPostgres({ dataDir, key })
  const server: Server = { adminUrl: postgres.adminUrl, key }
  try {
    await preparePlatform(server)
    await provisionCity(server, { slug: SLUG, name: 'Stadt Bench' })
    const worker = await addWorker(server, [SLUG])
    process.stderr.write(`filling a city with ${people} people ...\n`)
    const named = invent(people)
    const typed = typedFor(named, searches)
    const told = (what: string, times: number[], hits: number): void =>
      report({
        scenario: 'search',
        what,
        people,
        searches,
        hits,
        p50: within(times, 0.5),
        p95: within(times, 0.95),
        p99: within(times, 0.99),
      })
    await withCity(server, systemClock, SLUG, async (access) => {
      await fill(access, named)
      await analyzeCity(server, SLUG)
      await act(access, { action: 'view', subject: 'bench' }, async ({ db }) => {
        let hits = 0
        const ask = async (text: string): Promise<void> => {
          const sought = readSought(text, today(systemClock).toString())
          if (sought) hits += (await findPeople(db, sought)).people.length > 0 ? 1 : 0
        }
        await timed(typed.slice(0, 50), ask)
        hits = 0
        told('query', await timed(typed, ask), hits)
      })
    })
    const web = await startProduct({ server, dataDir })
    try {
      const cookie = await signIn(web.origin, worker)
      let found = 0
      const post = async (q: string): Promise<void> => {
        const answer = await fetch(`${web.origin}/c/${SLUG}/clients`, {
          method: 'POST',
          headers: { cookie, origin: web.origin },
          body: new URLSearchParams({ q }),
        })
        found += (await answer.text()).includes('p-line__name') ? 1 : 0
        if (!answer.ok) throw new Error(`The search answered ${answer.status}`)
      }
      await timed(typed.slice(0, 50), post)
      found = 0
      told('post', await timed(typed, post), found)
    } finally {
      await web.stop()
    }
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
