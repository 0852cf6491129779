import type { Mail } from '../../infra/mail.ts'

/** As long as a reminder in two languages. */
export const sampleMail: Mail = {
  from: 'Termine <termine@partizipation.example>',
  to: 'bench@example.com',
  subject: 'Erinnerung an Ihren Termin / Reminder of your appointment',
  text: 'Guten Tag, wir erinnern an Ihren Termin. Wenn Sie nicht kommen können, rufen Sie bitte an.\n'.repeat(
    9,
  ),
}
