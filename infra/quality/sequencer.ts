import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

const LONG = ['faults', 'jobs', 'browser', 'start']

/**
 * Files that wait for workers, drive browsers or start whole products take minutes. They come first, a kind in turn, so
 * that one that waits runs beside one that computes; the many short ones come last and fill every lane to the end.
 */
export class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const seen = new Map<string, number>()
    const turnOf = ({ project: { name } }: TestSpecification): number => {
      const turn = seen.get(name) ?? 0
      seen.set(name, turn + 1)
      return LONG.includes(name) ? turn : files.length
    }
    const groupOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder
    return (await super.sort(files))
      .map((file) => ({ file, group: groupOf(file), turn: turnOf(file) }))
      .sort((a, b) => a.group - b.group || a.turn - b.turn)
      .map(({ file }) => file)
  }
}
