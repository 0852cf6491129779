export { type CallOffError, callOffGroup } from './commands/call-off.server.ts'
export type { HoldError, PlaceError } from './commands/hold.server.ts'
export { editGroup, makeGroup } from './commands/make.server.ts'
export {
  type AddError,
  addMember,
  type MemberOutcomeError,
  recordAttended,
  recordMember,
  takeOut,
} from './commands/members.server.ts'
export { type MoveGroupError, moveGroup } from './commands/move.server.ts'
