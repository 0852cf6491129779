import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { act } from '../../db/act.ts'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import type { Server } from '../../db/fleet/server.ts'
import { withCity } from '../../infra/cli/access.ts'
import { systemClock } from '../../infra/clock.ts'
import { loadRootKey } from '../../infra/key.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import { makeProgramme } from '../factories/way.ts'
import { workbookOf } from '../factories/workbook.ts'
import { hundredths } from './cities.ts'
import { addWorker, memoryOf, type Running, signIn, startProduct } from './product.ts'
import type { Report } from './report.ts'

interface ImportOptions {
  rows: number
  runs: number
}

const LIMITS = { csv: 10, xlsx: 15 } as const
type Format = keyof typeof LIMITS
const LIMIT_MB = 300

/**
 * A list goes in through the forms of the production build, into an empty city each time: uploaded, previewed, taken. Meanwhile
 * somebody else asks for a page again and again.
 */
export async function benchImport(report: Report, { rows, runs }: ImportOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-bench-'))
  const key = loadRootKey({ key: undefined, dataDir })
  const postgres = await startPostgres({ dataDir, key })
  const server: Server = { adminUrl: postgres.adminUrl, key }
  try {
    await preparePlatform(server)
    const turns = Array.from({ length: runs }, (_, run) => run + 1).flatMap((run) =>
      (['csv', 'xlsx'] as const).map((format) => ({ run, format, slug: `${format}-${run}` })),
    )
    for (const { slug } of turns) await makeEmptyCity(server, slug)
    const worker = await addWorker(
      server,
      turns.map(({ slug }) => slug),
    )
    for (const { run, format, slug } of turns) {
      // A process for each list: the peak of its memory is that of one import.
      const web = await startProduct({ server, dataDir })
      try {
        const visitor = { web, cookie: await signIn(web.origin, worker), slug }
        const figures = await importOnce(visitor, { format, bytes: listOf(rows)[format]() })
        report({
          scenario: 'import',
          format,
          rows,
          run,
          ...figures,
          limit: LIMITS[format],
          limitMb: LIMIT_MB,
        })
      } finally {
        await web.stop()
      }
    }
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeEmptyCity(server: Server, slug: string): Promise<void> {
  await provisionCity(server, { slug, name: `Stadt ${slug}` })
  await withCity(server, systemClock, slug, (access) =>
    act(access, { action: 'create', subject: 'programme' }, (city) => makeProgramme(city, 'laufend')),
  )
}

interface Visitor {
  web: Running
  cookie: string
  slug: string
}

async function importOnce(
  visitor: Visitor,
  { format, bytes }: { format: Format; bytes: Uint8Array<ArrayBuffer> },
) {
  const lists = `/c/${visitor.slug}/outreach/lists`
  // Pages as they are when somebody works with them: compiled, and the city's connections open.
  await ask(visitor, lists)
  const memoryBeforeMb = memoryOf(visitor.web.pid, 'VmRSS')
  const others = askMeanwhile(visitor, `/c/${visitor.slug}/outreach`)
  const began = performance.now()
  const seconds = (): number => hundredths((performance.now() - began) / 1000)

  const form = new FormData()
  form.set('file', new File([bytes], `liste.${format}`))
  form.set('programme', 'laufend')
  const draft = locationOf(await send(visitor, lists, form))
  const fingerprint = await untilFound(visitor, draft, /name="fingerprint" value="([^"]+)"/)
  const previewed = seconds()
  await send(visitor, draft, new URLSearchParams({ intent: 'take', take: 'everything', fingerprint }))
  await untilTaken(visitor, draft)
  const taken = seconds()
  const waits = await others.stop()
  return {
    fileKb: Math.round(bytes.length / 1024),
    previewed,
    seconds: taken,
    memoryBeforeMb,
    memoryMb: memoryOf(visitor.web.pid, 'VmHWM'),
    pagesMeanwhile: waits.length,
    pageMedianMs: Math.round(waits[Math.floor(waits.length / 2)] ?? 0),
    pageSlowestMs: Math.round(waits.at(-1) ?? 0),
  }
}

const ask = ({ web, cookie }: Visitor, path: string): Promise<Response> =>
  fetch(web.origin + path, { headers: { cookie }, redirect: 'manual' })

async function send(
  { web, cookie }: Visitor,
  path: string,
  body: FormData | URLSearchParams,
): Promise<Response> {
  const headers = { cookie, origin: web.origin }
  const answer = await fetch(web.origin + path, { method: 'POST', headers, body, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`${path} answers ${answer.status}`)
  return answer
}

function locationOf(answer: Response): string {
  const location = answer.headers.get('location')
  if (!location) throw new Error(`${answer.url} leads nowhere`)
  return location
}

/** As often as the page itself asks how far the work is. */
const AGAIN_MS = 250

async function untilFound(visitor: Visitor, path: string, wanted: RegExp): Promise<string> {
  for (;;) {
    const answer = await ask(visitor, path)
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
    const found = wanted.exec(await answer.text())?.[1]
    if (found) return found
    await pause(AGAIN_MS)
  }
}

/** The draft leads to the import once it is taken. */
async function untilTaken(visitor: Visitor, path: string): Promise<void> {
  for (;;) {
    const { status } = await ask(visitor, path)
    if (status === 303) return
    if (status !== 200) throw new Error(`${path} answers ${status}`)
    await pause(AGAIN_MS)
  }
}

/** Asks for a page ten times a second. `stop` answers how long each took in milliseconds, the slowest last. */
function askMeanwhile(visitor: Visitor, path: string): { stop(): Promise<number[]> } {
  const waits: number[] = []
  let going = true
  const asking = (async () => {
    while (going) {
      const began = performance.now()
      const answer = await ask(visitor, path)
      await answer.text()
      if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
      waits.push(performance.now() - began)
      await pause(100)
    }
  })()
  return {
    async stop() {
      going = false
      await asking
      return waits.sort((a, b) => a - b)
    },
  }
}

const HEADER = [
  'AZR-Nr',
  'Familienname',
  'Vorname',
  'Geburtsdatum',
  'Geschlecht',
  'Staatsangehörigkeit',
  'Straße',
  'Hausnr.',
  'PLZ',
  'Ort',
  'Aufenthaltsstatus',
  'Gültig bis',
  'Telefon',
  'E-Mail',
  'Sprache',
]
const two = (part: number): string => String(part).padStart(2, '0')

/** A list of made-up people: every twentieth row twice, every fiftieth without a birth date. */
function listOf(rows: number): Record<Format, () => Uint8Array<ArrayBuffer>> {
  const people = Array.from({ length: rows }, (_, index) => {
    const n = index % 20 === 19 ? index - 1 : index
    const born = index % 50 === 49 ? '' : `${two((n % 28) + 1)}.${two((n % 12) + 1)}.${1950 + (n % 55)}`
    return [
      String(100_000_000_007 + n * 7),
      `Müsterli-${n}`,
      `Probe ${n % 97}`,
      born,
      n % 3 === 0 ? 'w' : 'm',
      ['Syrien', 'Eritrea', 'Afghanistan', 'Irak'][n % 4] ?? '',
      `Straße ${n % 300}`,
      String((n % 60) + 1),
      '42107',
      'Wuppertal',
      ['Duldung § 60a', 'Aufenthaltsgestattung', '§ 25 Abs. 2 AufenthG'][n % 3] ?? '',
      `${two((n % 28) + 1)}.06.2027`,
      `0202 56${String(10_000 + (n % 80_000))}`,
      n % 5 === 0 ? `person${n}@example.org` : '',
      ['Arabisch', 'Tigrinya', 'Dari'][n % 3] ?? '',
    ]
  })
  const table = [HEADER, ...people]
  return {
    csv: () => new TextEncoder().encode(table.map((cells) => cells.join(';')).join('\r\n')),
    xlsx: () => new Uint8Array(workbookOf([{ name: 'Liste', rows: table }], { shared: true })),
  }
}
