export { recordEarning, recordSharedContact } from './commands/facts.server.ts'
export { tellFamily, withFamily } from './commands/family.server.ts'
export { addMember, leaveHousehold } from './commands/members.server.ts'
export { moveHome } from './commands/move.server.ts'
