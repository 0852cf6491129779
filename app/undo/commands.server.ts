export { moveAct } from './commands/move.server.ts'
export { restoreAct } from './commands/restore.server.ts'
export { takeBack } from './commands/take-back.server.ts'
