/** Scenes in which sending breaks, each on both backends of the queue: tests/faults. */
import { openTheatre, sceneOf } from '../faults/run.ts'
import { SCENES } from '../faults/scenes.ts'
import { BACKENDS } from '../faults/servers.ts'
import type { Report } from './report.ts'

interface FaultsOptions {
  reminders: number
  cities: number
  /** Names; undefined = all. */
  scene: string | undefined
  backend: string | undefined
}

/** Wanted of each: nothing lost, nothing doubled, nothing after the event. */
export async function benchFaults(report: Report, options: FaultsOptions): Promise<void> {
  const { reminders, cities, scene, backend } = options
  const scenes = scene ? scene.split(',').map(sceneOf) : SCENES
  const backends = BACKENDS.filter((one) => backend === undefined || one === backend)
  const theatre = await openTheatre({ reminders, cities, isSmall: false })
  const broken: unknown[] = []
  try {
    for (const one of scenes)
      for (const on of backends) {
        const of = { scenario: 'faults', scene: one.name, backend: on, due: reminders }
        // Hours of scenes are not lost for one that could not be played to its end.
        await theatre.play(one, on).then(
          (outcome) => report({ ...of, ...outcome }),
          (error: unknown) => {
            broken.push(error)
            report({ ...of, brokenOff: String(error) })
          },
        )
      }
  } finally {
    await theatre.close()
  }
  if (broken.length > 0) throw new AggregateError(broken, 'Not every scene was played to its end')
}
