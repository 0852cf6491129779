import type { Planned } from '../app/operator/commands/runs.server.ts'
import type { ScheduleName } from '../app/operator/rules/schedules.ts'
import type { Payload, QueueName, Tick } from './queues.ts'

interface Schedule {
  name: ScheduleName
  queue: QueueName
  job: string
  payload: Payload
  /** Seconds between two runs; `demoSeconds` while the product runs as a demo. */
  seconds?: number
  demoSeconds?: number
  /** Instead of seconds: five fields of cron, read on the clock of `zone`. */
  cron?: string
  zone: 'Europe/Berlin'
  why: string
}

/** Everything that happens by itself, and when. */
export const SCHEDULES: readonly Schedule[] = [
  {
    name: 'messages-due',
    queue: 'clock',
    job: 'sweep-messages',
    payload: {},
    seconds: 30,
    demoSeconds: 5,
    zone: 'Europe/Berlin',
    why: 'Cities whose next message has fallen due send it.',
  },
  {
    name: 'cities-in-turn',
    queue: 'clock',
    job: 'visit-cities',
    payload: { all: false },
    seconds: 60,
    zone: 'Europe/Berlin',
    why: 'Every city in which something was written or falls due is opened within the hour, a few a minute, and all once a day: for talks without a reminder and messages of which the hint was lost, files lent that are due back, lists nobody took in, and so that its trail is sealed.',
  },
  {
    name: 'account-mails-due',
    queue: 'clock',
    job: 'sweep-account-mails',
    payload: {},
    seconds: 10,
    demoSeconds: 2,
    zone: 'Europe/Berlin',
    why: 'Invitations, password links and news about accounts are mailed within seconds; their rows are all that counts.',
  },
  {
    name: 'trails',
    queue: 'clock',
    job: 'seal-trails',
    payload: {},
    seconds: 4,
    zone: 'Europe/Berlin',
    why: 'What was done in a city is chained into its sealed trail within five seconds.',
  },
  {
    name: 'files-without-a-row',
    queue: 'clock',
    job: 'sweep-files',
    payload: {},
    cron: '11 3 * * *',
    zone: 'Europe/Berlin',
    why: 'Bytes of an upload that broke off before it became a document are gone after a day.',
  },
  {
    name: 'reports-due',
    queue: 'clock',
    job: 'sweep-reports',
    payload: {},
    seconds: 3,
    zone: 'Europe/Berlin',
    why: 'A count over a region begins within seconds of being asked for, and again when its jobs were lost.',
  },
  {
    name: 'digests',
    queue: 'clock',
    job: 'sweep-digests',
    payload: {},
    cron: '0,20,40 7-12 * * 1-5',
    zone: 'Europe/Berlin',
    why: 'On working days at seven everybody who leads cases is told by mail how much is before her; a missed run is made up for until noon.',
  },
  {
    name: 'failed-jobs-asked',
    queue: 'clock',
    job: 'retry-failed-jobs',
    payload: {},
    seconds: 10,
    demoSeconds: 2,
    zone: 'Europe/Berlin',
    why: 'What the operator wants tried again goes back into its queue, and again when the queue was lost.',
  },
  {
    name: 'job-records-forgotten',
    queue: 'clock',
    job: 'forget-job-records',
    payload: {},
    cron: '47 3 * * *',
    zone: 'Europe/Berlin',
    why: 'Counts of runs, outages that are over and failures that were dealt with are kept for thirty days.',
  },
]

const secondsOf = ({ name, seconds, demoSeconds }: Schedule, demo: boolean): number => {
  const every = (demo && demoSeconds) || seconds
  if (!every) throw new Error(`Schedule ${name} has neither seconds nor cron`)
  return every
}

/** The table as the queue takes it. */
export const ticks = (demo: boolean): Tick[] =>
  SCHEDULES.map((schedule) => {
    const { name, queue, job, payload, cron, zone } = schedule
    const repeat = cron ? { pattern: cron, tz: zone } : { every: secondsOf(schedule, demo) * 1000 }
    return { name, queue, job, payload, repeat }
  })

/** The table as those read it who watch whether it is kept. */
export const plannedTable = (demo: boolean): Planned[] =>
  SCHEDULES.map((schedule) => ({
    name: schedule.name,
    rhythm: schedule.cron ? { cron: schedule.cron } : { everySeconds: secondsOf(schedule, demo) },
  }))
