export {
  entriesOf,
  entryFor,
  type FeedState,
  feedBehind,
  feedsOf,
} from './calendar/queries.server.ts'
export { seatsTaken } from './groups/queries/seats.ts'
export {
  type Asked,
  type Interpreter,
  type InterpretingPage,
  interpretersOf,
  interpreterValue,
  type Speaker,
} from './interpreters/queries.server.ts'
export { type AbsenceLine, absencesFrom, type ClosureLine, closuresAhead } from './queries/calendar.server.ts'
export { nextAppointmentOf } from './queries/client.server.ts'
export { liveWindowOf, talkHeld, windowWithout } from './queries/happening.server.ts'
export { type HoldPage, holdPage } from './queries/holds.server.ts'
export { hoursByWorker, type WeekLine, weekLines } from './queries/hours.server.ts'
export {
  type AppointmentPage,
  appointmentPage,
  type BookingPage,
  bookingPage,
} from './queries/page.server.ts'
export { replyOf } from './queries/reply.server.ts'
export type { Strip, StripFor } from './queries/strip.server.ts'
export { type OpenTask, openTasksValue } from './queries/tasks.server.ts'
export { type Room, roomsOf } from './rooms/queries.server.ts'
