/** The running programme: cases that stand today as a social worker meets them, told backwards from that day. */
import { isYoung, type Place } from './caseloads.ts'
import {
  anchorBefore,
  beginning,
  type Case,
  type Job,
  type Permit,
  type Plan,
  type Round,
  roundsUpTo,
  workdayUpTo,
} from './cases.ts'
import { type Day, isWorkday, workdayAfter, workdayBefore, workdayFrom } from './days.ts'
import type { Opening } from './pilot.ts'
import type { Random } from './random.ts'

interface Stand extends Omit<Place, 'workerId'> {
  today: Day
  /** Today, or the next day on which the office is open. */
  desk: Day
}

/** One of the working days in [from, to]; there is one in every six days but around Christmas. */
function workdayAmong(random: Random, from: Day, to: Day): Day {
  const days = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(isWorkday)
  return days.length > 0 ? random.pick(days) : workdayUpTo(from)
}

/** The rounds that are still open, or the one with which the talks ended; what led to the first is told by itself. */
function lastRounds(random: Random, { today, desk, standing, nth, ahead }: Stand): Round[] {
  const after = 'attended'
  const booked = (day: Day): Round[] => {
    const anchor = workdayAmong(random, day - 38, Math.min(day - 30, today - 1))
    return [{ after, anchor, talk: { day, outcome: 'booked' }, state: 'live' }]
  }
  const calledOff = (round: Pick<Round, 'after' | 'anchor'>, days: number): Round => ({
    ...round,
    talk: { day: workdayFrom(round.anchor + days), outcome: 'cancelled' },
    state: 'live',
  })
  switch (standing) {
    case 'today':
      return booked(desk)
    case 'outcome-missing':
      return booked(nth === 0 ? workdayBefore(today) : workdayBefore(workdayBefore(today)))
    case 'overdue': {
      const since = 4 * nth + random.int(1, 3)
      if (nth % 2 === 0) {
        const anchor = workdayAmong(random, today - 42 - since - 4, today - 42 - since)
        return [calledOff({ after, anchor }, 31)]
      }
      // Did not come, was invited anew and called that off.
      const missed = workdayAmong(random, today - 14 - since - 4, today - 14 - since)
      return [
        {
          after,
          anchor: anchorBefore(random, missed),
          talk: { day: missed, outcome: 'no-show' },
          state: 'missed',
        },
        calledOff({ after: 'no-show', anchor: missed }, 8),
      ]
    }
    case 'closing':
      return [calledOff({ after, anchor: workdayAmong(random, today - 42, today - 36) }, 29)]
    case 'later':
      return [{ after, anchor: workdayAmong(random, today - 24, today - 2), state: 'live' }]
    case 'paused':
      return [{ after, anchor: workdayAmong(random, today - 150, today - 40), state: 'ended' }]
    case 'left':
      return [{ after, anchor: workdayAmong(random, today - 420, today - 20), state: 'ended' }]
    default:
      return booked(workdayAfter(desk, ahead))
  }
}

/** Before the plan is signed there is no rhythm yet. */
function young(
  random: Random,
  { today, standing, nth }: Stand,
): Pick<Case, 'opened' | 'assessed' | 'plan' | 'rounds'> {
  if (standing === 'new') return { opened: workdayBefore(today - 2 * nth), assessed: [], rounds: [] }
  if (standing === 'assessed') {
    const assessed = workdayBefore(today - 3 * nth)
    return { opened: workdayUpTo(assessed - random.int(3, 10)), assessed: [assessed], rounds: [] }
  }
  const { opened, assessed, offered } = beginning(random, workdayBefore(today - 2 - 4 * nth))
  return { opened, assessed: [assessed], plan: { offered, halfSigned: nth % 2 === 1 }, rounds: [] }
}

function jobsOf(random: Random, { signed, end, left }: { signed: Day; end: Day; left: boolean }): Job[] {
  if (end - signed < 60 || !random.chance(left ? 0.62 : 0.27)) return []
  const from = workdayUpTo(signed + random.int(40, Math.max(41, end - signed)))
  const fullTime = random.chance(0.52)
  if (end - from > 150 && random.chance(0.25)) {
    const to = from + random.int(40, 120)
    const second = workdayFrom(to + random.int(5, 30))
    return [
      { from, to, fullTime: false },
      { from: second, to: null, fullTime },
    ]
  }
  return [{ from, to: random.chance(0.15) && end - from > 60 ? from + random.int(30, 60) : null, fullTime }]
}

function permitOf(random: Random, { today, permit }: Stand, opened: Day): Permit {
  const seen = opened
  const plain: Permit = { seen, until: today + random.int(125, 640), extensions: [] }
  if (permit === 'expiring') return { ...plain, until: today + random.int(6, 52) }
  if (permit === 'applied') {
    const applied = workdayUpTo(today - random.int(3, 35))
    return applied > opened ? { seen, until: today + random.int(62, 118), extensions: [{ applied }] } : plain
  }
  if (permit === 'valid' || today - opened < 120) return plain
  const decided = workdayUpTo(random.int(opened + 70, today - 10))
  const applied = workdayUpTo(decided - random.int(14, 60))
  const grantedUntil = today + random.int(130, 700)
  return { seen, until: decided + random.int(-20, 30), extensions: [{ applied, decided, grantedUntil }] }
}

function planOf(random: Random, offered: Day, rounds: readonly Round[]): Plan {
  const signed = rounds[0]?.anchor
  const met = rounds.filter(({ after }) => after === 'attended').map(({ anchor }) => anchor)
  const revised = met.length > 4 && random.chance(0.4) ? met[Math.floor(met.length / 2)] : undefined
  return {
    offered,
    ...(signed === undefined ? {} : { signed }),
    ...(revised === undefined ? {} : { revised }),
  }
}

/** A case of the running programme as it stands today. */
export function runningCase(opening: Opening, stand: Stand): Case {
  const { random, programme } = opening
  const { today, standing } = stand
  const left = standing === 'left'
  const common = {
    ...opening,
    origin: random.weighted([
      ['door', 72],
      ['own-request', 17],
      ['referral', 11],
    ] as const),
    exited: null,
    closes: false,
  }
  if (isYoung(standing)) {
    const begun = young(random, stand)
    return { ...common, ...begun, jobs: [], permit: permitOf(random, stand, begun.opened) }
  }
  const [open, ...later] = lastRounds(random, stand)
  if (!open) throw new Error('A case without any round')
  const most = Math.floor((open.anchor - programme.from - 110) / 37)
  const attended = stand.attended ?? Math.max(0, Math.min(random.int(0, 14), most))
  const missed = stand.attended === undefined && attended > 2 && random.chance(0.35) ? random.int(1, 2) : 0
  const rounds: Round[] = [
    ...roundsUpTo(random, open.anchor, attended, missed),
    { ...open, after: attended > 0 ? 'attended' : 'plan-signed' },
    ...later,
  ]
  const signed = rounds[0]?.anchor ?? open.anchor
  const { opened, assessed, offered } = beginning(random, signed)
  const talks = rounds.filter(({ after }) => after === 'attended')
  const again = talks[7] ? [talks[7].anchor] : []
  const exited = left ? workdayFrom(open.anchor + random.int(0, 12)) : null
  return {
    ...common,
    opened,
    assessed: [assessed, ...again],
    plan: planOf(random, offered, rounds),
    rounds,
    jobs: jobsOf(random, { signed, end: (exited ?? today) - 3, left }),
    permit: permitOf(random, stand, opened),
    exited,
    closes: left,
  }
}
