import { readFileSync } from 'node:fs'
import { importList, questionsOf } from '../../app/outreach/list/import.server.ts'
import { readList } from '../../app/outreach/list/read.ts'
import words from '../../app/outreach/words.de.json' with { type: 'json' }
import { act } from '../../db/act.ts'
import type { Server } from '../../db/fleet/server.ts'
import { readEnv } from '../env.ts'
import { withCity } from './access.ts'
import { type Arguments, allUnderstood, answer, take, UsageError } from './io.ts'

/** `import <city> <file>`: the answer of the import; questions about headers with exit code 2 and nothing written. */
export async function importCommand(server: Server, args: Arguments): Promise<number> {
  const [, slug, path] = args.words
  if (!slug || !path)
    throw new UsageError('npm run city -- import <slug> <file> [--programme <slug>] [--json]')
  const programme = take(args, 'programme')
  allUnderstood(args)
  const read = readList(fileBytes(path))
  if (!read.ok) throw new UsageError(words.upload[read.error])
  const questions = questionsOf(read.value)
  if (questions.length > 0) {
    answer(args, { questions }, () =>
      questions
        .map(
          ({ code, header, position }) => `${words.list.question[code]} ${header ?? ''} (${position ?? '-'})`,
        )
        .join('\n'),
    )
    return 2
  }
  const imported = await withCity(server, readEnv().clock, slug, (access) =>
    act(access, { action: 'import', subject: 'city-list' }, (city) =>
      importList(city, read.value, programme),
    ),
  )
  if (!imported.ok)
    throw new UsageError(
      programme ? `No programme "${programme}" in ${slug}` : `No programme is running in ${slug}`,
    )
  const { answer: result } = imported.value
  answer(args, result, () =>
    [
      `${result.rows} rows: ${result.created} created, ${result.updated} updated, ${result.unchanged} unchanged, ${result.duplicates} duplicates, ${result.rejected.length} rejected`,
      ...result.rejected.map(({ row, column, code }) => `line ${row}: ${column} ${code}`),
    ].join('\n'),
  )
  return 0
}

function fileBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
