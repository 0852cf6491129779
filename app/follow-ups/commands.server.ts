export { openFeed, revokeFeed } from './calendar/commands.server.ts'
export { closeDays, liftAbsence, noteAbsence, openDay } from './commands/calendar.server.ts'
export { endHold, setHold } from './commands/hold.server.ts'
export { dropHours, followCity, setHours } from './commands/hours.server.ts'
export {
  type BookError,
  type Booked,
  bookAppointment,
  moveAppointment,
} from './commands/move.server.ts'
export { recordOutcome } from './commands/outcome.server.ts'
export { passTalksOn } from './commands/pass-on.server.ts'
export { planNextFollowUp } from './commands/plan.server.ts'
export {
  holdDiariesOf,
  moveWindow,
  reckonWindow,
  reopenTalk,
  stopReminders,
} from './commands/reckon.server.ts'
export { answerTalk } from './commands/reply.server.ts'
export { finishTask, giveTaskAgain } from './commands/tasks.server.ts'
export {
  agreeInterpreter,
  askInterpreter,
  liftInterpreter,
} from './interpreters/asking.server.ts'
export { addInterpreter, retireInterpreter } from './interpreters/commands.server.ts'
export { addRoom, retireRoom } from './rooms/commands.server.ts'
