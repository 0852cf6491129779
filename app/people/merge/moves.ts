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

interface OfPerson {
  table: string
  key: readonly string[]
  /** There is one for a person and each value of these: it stays where it is when the other entry has its own. */
  onceFor?: readonly string[]
}

/** What hangs on the person. */
const OF_PERSON: readonly OfPerson[] = [
  { table: 'visit', key: id },
  { table: 'do_not_visit', key: id },
  { table: 'round_person', key: ['round_id', 'person_id'], onceFor: ['round_id'] },
  { table: 'outreach_letter', key: id, onceFor: ['round_id'] },
  { table: 'list_row', key: ['import_id', 'line'] },
  { table: 'tenancy', key: id },
  { table: 'household_member', key: ['household_id', 'person_id', 'from_on'], onceFor: ['household_id'] },
  { table: 'earning', key: id },
  { table: 'residence_title', key: id },
  { table: 'work_facts', key: id },
  { table: 'contact_record', key: id },
  { table: 'privacy_notice', key: id, onceFor: ['form_id'] },
  { table: 'person_registry', key: ['person_id'], onceFor: [] },
  { table: 'person_contact', key: ['person_id'], onceFor: [] },
  { table: 'person_stay', key: ['person_id'], onceFor: [] },
]

/** What stays with the entry or the file that goes, and why. */
export const STAYS: Readonly<Record<string, string>> = {
  timeline: 'is read as part of the stream of the file that stays',
  hand_over: 'tells who led the file that goes',
  file_access: 'is the same for both files, or they are not merged',
  person_merge: 'tells who went into whom',
  not_duplicate: 'was said of two entries, not of a person',
}

/** What hangs on the file, and what on the file and a programme it takes part in. */
const OF_FILE = [
  'task',
  'message',
  'consent',
  'note',
  'help_request',
  'assessment_draft',
  'document',
  'sms_reply',
] as const
const OF_PARTICIPATION = [
  'assessment',
  'work_plan',
  'appointment',
  'placement',
  'permit_extension',
  'referral',
  'counselling',
  'follow_up_hold',
] as const

const otherHas = (table: string, keptId: string, onceFor: readonly string[]): SQL => sql`exists (
  select from ${sql.raw(table)} other where other.person_id = ${keptId}::uuid
    ${sql.raw(onceFor.map((name) => `and other.${name} = was.${name}`).join(' '))})`

const personMoves = ({ keptId, goneId }: Pair): Change[] => [
  ...OF_PERSON.map(({ table, key, onceFor }) => ({
    table,
    key,
    columns: ['person_id'],
    set: sql`person_id = ${keptId}::uuid`,
    where: sql`was.person_id = ${goneId}::uuid ${onceFor ? sql`and not ${otherHas(table, keptId, onceFor)}` : sql``}`,
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
      table: 'signing_request',
      key: ['version_id'],
      columns: ['client_id'],
      set: sql`client_id = ${keptFile}::uuid`,
      where: ofGone,
    },
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
