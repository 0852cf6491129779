import { type SQL, sql } from 'drizzle-orm'
import type { Change } from './changes.server.ts'

/** Two entries and their files, one of which goes into the other. */
export interface Pair {
  keptId: string
  goneId: string
  keptFile: string | undefined
  goneFile: string | undefined
}

const id = ['id'] as const

/** What hangs on the person and goes along as it is. */
const OF_PERSON = [
  { table: 'visit', key: id },
  { table: 'residence_title', key: id },
  { table: 'tenancy', key: id },
  { table: 'list_row', key: ['import_id', 'line'] },
] as const

/** What hangs on the file, and what on the file and a programme it takes part in. */
const OF_FILE = ['task', 'message', 'consent', 'note', 'help_request'] as const
const OF_PARTICIPATION = [
  'assessment',
  'work_plan',
  'appointment',
  'placement',
  'permit_extension',
  'referral',
] as const

const personMoves = ({ keptId, goneId }: Pair): Change[] => [
  ...OF_PERSON.map(({ table, key }) => ({
    table,
    key,
    columns: ['person_id'],
    set: sql`person_id = ${keptId}::uuid`,
    where: sql`was.person_id = ${goneId}::uuid`,
  })),
  {
    table: 'household_member',
    key: ['household_id', 'person_id', 'from_on'],
    columns: ['person_id'],
    set: sql`person_id = ${keptId}::uuid`,
    // A household both were entered in keeps the one; that both were there says the merge.
    where: sql`was.person_id = ${goneId}::uuid and not exists (
      select from household_member other where other.household_id = was.household_id and other.person_id = ${keptId}::uuid)`,
  },
  // What there is once for a person goes along where the other has none.
  ...['person_registry', 'person_contact', 'person_stay'].map((table) => ({
    table,
    key: ['person_id'],
    columns: ['person_id'],
    set: sql`person_id = ${keptId}::uuid`,
    where: sql`was.person_id = ${goneId}::uuid and not exists (
      select from ${sql.raw(table)} other where other.person_id = ${keptId}::uuid)`,
  })),
  {
    table: 'person',
    key: id,
    columns: ['merged_into'],
    set: sql`merged_into = ${keptId}::uuid`,
    where: sql`was.id = ${goneId}::uuid or was.merged_into = ${goneId}::uuid`,
  },
]

/** The participation of the file that stays in the programme of one of the other's; itself where there is none. */
const inItsPlace = (kept: string, own: SQL): SQL => sql`coalesce((
  select stays.id from participation goes join participation stays on stays.programme_id = goes.programme_id
  where goes.id = ${own} and stays.client_id = ${kept}::uuid and stays.voided_at is null), ${own})`

function fileMoves({ keptFile, goneFile, keptId, goneId }: Pair): Change[] {
  if (!goneFile) return []
  if (!keptFile)
    return [
      {
        table: 'client',
        key: id,
        columns: ['person_id'],
        set: sql`person_id = ${keptId}::uuid`,
        where: sql`was.person_id = ${goneId}::uuid`,
      },
    ]
  const ofGone = sql`was.client_id = ${goneFile}::uuid`
  return [
    ...OF_FILE.map((table) => ({
      table,
      key: id,
      columns: ['client_id'],
      set: sql`client_id = ${keptFile}::uuid`,
      where: ofGone,
    })),
    ...OF_PARTICIPATION.map((table) => ({
      table,
      key: id,
      columns: ['client_id', 'participation_id'],
      set: sql`client_id = ${keptFile}::uuid, participation_id = ${inItsPlace(keptFile, sql`was.participation_id`)}`,
      where: ofGone,
    })),
    {
      table: 'follow_up_schedule',
      key: id,
      columns: ['client_id', 'participation_id', 'version'],
      // Counted on from the other's, for a file counts its schedules.
      set: sql`client_id = ${keptFile}::uuid, participation_id = ${inItsPlace(keptFile, sql`was.participation_id`)},
        version = was.version + coalesce((select max(version) from follow_up_schedule other where other.client_id = ${keptFile}::uuid), 0)`,
      where: ofGone,
    },
    {
      table: 'participation',
      key: id,
      columns: ['client_id'],
      set: sql`client_id = ${keptFile}::uuid`,
      where: sql`${ofGone} and ${inItsPlace(keptFile, sql`was.id`)} = was.id`,
    },
  ]
}

/** Everything that goes along. */
export const movesOf = (pair: Pair): Change[] => [...personMoves(pair), ...fileMoves(pair)]
