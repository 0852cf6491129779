export { closeMessage } from './commands/close.server.ts'
export { freezeMessage } from './commands/freeze.server.ts'
export { hintDue, settleHint } from './commands/hint.server.ts'
export { moveReminders, planReminders, skipReminders } from './commands/plan.server.ts'
