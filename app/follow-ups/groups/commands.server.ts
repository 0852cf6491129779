export { callOffGroup } from './commands/call-off.server.ts'
export { editGroup, type MakeError, makeGroup } from './commands/make.server.ts'
export { addMember, recordAttended, recordMember, takeOut } from './commands/members.server.ts'
export { type MoveGroupError, moveGroup } from './commands/move.server.ts'
