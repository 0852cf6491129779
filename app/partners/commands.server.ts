export { recordConsent, withdrawConsent } from './commands/consent.server.ts'
export { writeNote, writePartnerNote } from './commands/note.server.ts'
export { answerReferral, endReferral, refer } from './commands/referral.server.ts'
