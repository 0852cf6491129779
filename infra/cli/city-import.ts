import { readFileSync } from 'node:fs'
import type { HeaderQuestion } from '../../app/outreach/list/headers.ts'
import { importList, questionsOf } from '../../app/outreach/list/import.server.ts'
import { readFile } from '../../app/outreach/list/reading/read-file.ts'
import { type Table, tableOf } from '../../app/outreach/list/table.ts'
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
    throw new UsageError(
      'npm run city -- import <slug> <file> [--sheet <name>] [--programme <slug>] [--json]',
    )
  const programme = take(args, 'programme')
  const sheet = take(args, 'sheet')
  allUnderstood(args)
  const table = await tableIn(path, sheet)
  return withCity(server, readEnv().clock, slug, async (access) => {
    const questions = await act(access, { action: 'view', subject: 'lists' }, ({ db }) =>
      questionsOf(db, table),
    )
    if (questions.length > 0) {
      answer(args, { questions }, () => questions.map(inWords).join('\n'))
      return 2
    }
    const imported = await act(access, { action: 'import', subject: 'city-list' }, (city) =>
      importList(city, table, programme),
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
  })
}

const inWords = ({ code, header, position }: HeaderQuestion): string =>
  `${words.list.question[code]} ${header ?? ''} (${position ?? '-'})`

/** The list in a file; of a workbook with several sheets the one that is named. */
async function tableIn(path: string, name: string | undefined): Promise<Table> {
  const read = await readFile(fileBytes(path))
  if (!read.ok) throw new UsageError(words.upload[read.error])
  const { sheets } = read.value
  const found =
    name === undefined && sheets.length === 1 ? sheets[0] : sheets.find((one) => one.name === name)
  if (!found)
    throw new UsageError(`--sheet must name one of: ${sheets.map((one) => `"${one.name}"`).join(', ')}`)
  const table = tableOf(found.rows, null)
  if (table.rows.length === 0) throw new UsageError(words.upload['header-only'])
  return table
}

function fileBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
