export { closeBatch } from './commands/batch/close.server.ts'
export { takeUpBatch } from './commands/batch/take-up.server.ts'
export { changeAddress } from './commands/blocked.server.ts'
export { closeMessage } from './commands/close.server.ts'
export { recordDelivery } from './commands/delivery.server.ts'
export { freezeMessage } from './commands/freeze.server.ts'
export { closeGaps } from './commands/gaps.server.ts'
export { hintDue, settleHint } from './commands/hint.server.ts'
export {
  bringForward,
  moveReminders,
  pauseReminders,
  planReminders,
  resumeReminders,
  skipReminders,
} from './commands/plan.server.ts'
export { endSigning, planSigningLink, planSigningReminder } from './commands/signing.server.ts'
