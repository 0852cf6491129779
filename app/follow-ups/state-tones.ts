import type { Tone } from '../kit/badge.tsx'
import type { AppointmentState } from './rules/outcome.ts'

/** How the state of a talk is shown. */
export const STATE_TONES: Record<AppointmentState, Tone> = {
  booked: 'info',
  attended: 'ok',
  late: 'ok',
  excused: 'neutral',
  'no-show': 'warn',
  cancelled: 'neutral',
}
