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
  try {
    for (const one of scenes)
      for (const on of backends) {
        const outcome = await theatre.play(one, on)
        report({ scenario: 'faults', scene: one.name, backend: on, due: reminders, ...outcome })
      }
  } finally {
    await theatre.close()
  }
}
