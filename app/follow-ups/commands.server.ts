export {
  type BookError,
  type Booked,
  bookAppointment,
  moveAppointment,
} from './commands/move.server.ts'
export { type Recorded, recordOutcome } from './commands/outcome.server.ts'
export { type PlanError, type PlanNext, type Planned, planNextFollowUp } from './commands/plan.server.ts'
export { finishTask, giveTask } from './commands/tasks.server.ts'
