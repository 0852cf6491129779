/**
 * What this process is doing to a list on its way in, for the progress bar. Only a picture of it: what is done and what
 * not stands in the city's database, and a list whose process died is read again by the next look at it.
 */

export type Phase = 'reading' | 'comparing' | 'saving'

export interface Progress {
  phase: Phase
  /** Rows done in this phase. */
  rows: number
  /** Of how many; null as long as nobody knows. */
  of: number | null
}

export type Report = (progress: Progress) => void

interface Work {
  progress: Progress
  done: Promise<void>
  failure: { error: unknown } | null
}

const works = new Map<string, Work>()
const keyOf = (slug: string, draftId: string): string => `${slug}/${draftId}`

/** How long a form waits for the end before it shows the bar: what is done sooner needs none. */
const PATIENCE_MS = 1_200

/** How far the work on a draft is; null when this process does none. Throws once what the work threw. */
export function progressOf(slug: string, draftId: string): Progress | null {
  const work = works.get(keyOf(slug, draftId))
  if (!work) return null
  if (!work.failure) return work.progress
  works.delete(keyOf(slug, draftId))
  throw work.failure.error
}

/**
 * Begins work on a draft, one at a time; a second press meets the first one's. Waits for the end for a moment.
 *
 * @returns when it is done, or still going on; throws what the work threw in that moment
 */
export async function startWork(
  slug: string,
  draftId: string,
  phase: Phase,
  task: (report: Report) => Promise<void>,
): Promise<void> {
  const key = keyOf(slug, draftId)
  const work = works.get(key) ?? begin(key, phase, task)
  let tooLong: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    tooLong = setTimeout(resolve, PATIENCE_MS)
  })
  await Promise.race([work.done, patience])
  clearTimeout(tooLong)
  progressOf(slug, draftId)
}

function begin(key: string, phase: Phase, task: (report: Report) => Promise<void>): Work {
  const work: Work = { progress: { phase, rows: 0, of: null }, done: Promise.resolve(), failure: null }
  works.set(key, work)
  work.done = task((progress) => {
    work.progress = progress
  }).then(
    () => void works.delete(key),
    (error: unknown) => {
      work.failure = { error }
    },
  )
  return work
}
