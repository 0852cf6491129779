/** Where a form takes an id, and what else has to be sent there to come as far as the id. */
import { randomUUID } from 'node:crypto'
import { asFile, pdfOf } from '../../factories/documents.ts'
import { FILE, handOver, type Scene, talk } from './scene.ts'

interface Attack {
  path: string
  form: (scene: Scene) => Record<string, string | File>
  /** From a table and a column of the other city; a kind of id that no city holds is an account or an organisation there. */
  from: string
  status: number
  /** The lead, unless it says so. */
  by?: 'dpo'
}

const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' })
const absence = ({ lead, worker }: Scene) => ({
  intent: 'deputy',
  absent: lead.id,
  deputy: worker.id,
  from: today(),
  until: today(),
})

const round = ({ worker }: Scene) => ({
  formKey: randomUUID(),
  name: 'Nordstadt',
  fromOn: '2026-03-09',
  untilOn: '2026-03-31',
  phone: '0202 563 1',
  targetWomen: '50',
  targetUnder27: '30',
  walkers: worker.id,
})

/** Every field of every form that takes the id of something there already; what is sent is the other city's. */
export const FIELDS: Record<string, Attack> = {
  'access invitationActionInput.invitation': {
    path: '/c/:city/team',
    form: () => ({ intent: 'withdraw' }),
    from: 'invitation',
    status: 409,
  },
  'assessments finishInput.conductedBy': {
    path: `${FILE}/assessment/finish`,
    form: talk,
    from: 'account',
    status: 409,
  },
  'assessments finishInput.draft': {
    path: `${FILE}/assessment/finish`,
    form: talk,
    from: 'assessment_draft',
    status: 404,
  },
  'caseload handOverInput.from': { path: '/c/:city/caseload', form: handOver, from: 'account', status: 303 },
  'caseload handOverInput.to': { path: '/c/:city/caseload', form: handOver, from: 'account', status: 409 },
  'caseload handOverInput.files': { path: '/c/:city/caseload', form: handOver, from: 'client', status: 303 },
  'caseload deputyInput.absent': { path: '/c/:city/caseload', form: absence, from: 'account', status: 409 },
  'caseload deputyInput.deputy': { path: '/c/:city/caseload', form: absence, from: 'account', status: 409 },
  'caseload endDeputyInput.deputyId': {
    path: '/c/:city/caseload',
    form: () => ({ intent: 'end-deputy' }),
    from: 'deputy',
    status: 404,
  },
  'caseload giveBackInput.loan': {
    path: '/c/:city/caseload',
    form: ({ mine }) => ({ intent: 'give-back', client: mine.clientId }),
    from: 'hand_over',
    status: 404,
  },
  'caseload giveBackInput.client': {
    path: '/c/:city/caseload',
    form: () => ({ intent: 'give-back', loan: randomUUID() }),
    from: 'client',
    status: 404,
  },
  'caseload restrictionInput.named': {
    path: `${FILE}/restriction`,
    form: () => ({ restriction: 'other' }),
    from: 'account',
    status: 400,
  },
  'follow-ups endHoldInput.holdId': {
    path: `${FILE}/hold`,
    form: () => ({ intent: 'end' }),
    from: 'follow_up_hold',
    status: 404,
  },
  'follow-ups openDayInput.closureId': {
    path: '/c/:city/settings/days',
    form: () => ({ intent: 'open' }),
    from: 'closure_day',
    status: 404,
  },
  'follow-ups absenceInput.worker': {
    path: '/c/:city/absences',
    form: () => ({ from: today(), until: today(), reason: 'leave' }),
    from: 'account',
    status: 409,
  },
  'follow-ups groupInput.responsible': {
    path: '/c/:city/groups',
    form: () => ({
      formKey: randomUUID(),
      ...{ title: 'Training', day: '2100-01-04', time: '10:00', minutes: '60', at: 'office', seats: '8' },
    }),
    from: 'account',
    status: 409,
  },
  'follow-ups addMemberInput.client': {
    path: '/c/:city/groups/:group',
    form: () => ({ intent: 'add' }),
    from: 'client',
    status: 404,
  },
  'follow-ups memberInput.member': {
    path: '/c/:city/groups/:group',
    form: () => ({ intent: 'take-out' }),
    from: 'appointment',
    status: 404,
  },
  'follow-ups attendedInput.who': {
    path: '/c/:city/groups/:group',
    form: () => ({ intent: 'attended' }),
    from: 'appointment',
    status: 404,
  },
  'follow-ups liftAbsenceInput.absenceId': {
    path: '/c/:city/absences',
    form: () => ({ intent: 'lift' }),
    from: 'worker_absence',
    status: 404,
  },
  'follow-ups taskDoneInput.back': {
    path: `${FILE}/tasks`,
    form: () => ({ taskId: randomUUID() }),
    from: 'appointment',
    status: 404,
  },
  'follow-ups taskDoneInput.taskId': {
    path: `${FILE}/tasks`,
    form: () => ({ back: 'file' }),
    from: 'task',
    status: 404,
  },
  'follow-ups hoursInput.worker': {
    path: '/c/:city/hours',
    form: () => ({ validFrom: today() }),
    from: 'account',
    status: 409,
  },
  'follow-ups followCityInput.worker': {
    path: '/c/:city/hours',
    form: () => ({ intent: 'follow', validFrom: '2100-01-01' }),
    from: 'account',
    status: 403,
  },
  'follow-ups dropHoursInput.worker': {
    path: '/c/:city/hours',
    form: () => ({ intent: 'drop', validFrom: '2100-01-01' }),
    from: 'account',
    status: 403,
  },
  'follow-ups wishInput.interpreter': {
    path: `${FILE}/appointments/:appointment`,
    form: () => ({ intent: 'move', day: today() }),
    from: 'interpreter',
    status: 409,
  },
  'follow-ups askInput.interpreter': {
    path: `${FILE}/appointments/:appointment`,
    form: () => ({ intent: 'ask' }),
    from: 'interpreter',
    status: 409,
  },
  'follow-ups askedInput.askedId': {
    path: `${FILE}/appointments/:appointment`,
    form: () => ({ intent: 'agree' }),
    from: 'appointment_interpreter',
    status: 409,
  },
  'follow-ups retireInterpreterInput.interpreter': {
    path: '/c/:city/interpreters',
    form: () => ({ intent: 'retire' }),
    from: 'interpreter',
    status: 404,
  },
  'programmes programmeInput.programme': {
    path: '/c/:city/settings/programmes',
    form: () => ({ name: 'Neustart', startsOn: '2026-01-01' }),
    from: 'programme',
    status: 404,
  },
  'outreach partInput.importId': {
    path: '/c/:city/outreach/rounds/new',
    form: () => ({ intent: 'count' }),
    from: 'list_import',
    status: 200,
  },
  'outreach roundInput.importId': {
    path: '/c/:city/outreach/rounds/new',
    form: round,
    from: 'list_import',
    status: 409,
  },
  'outreach roundInput.walkers': {
    path: '/c/:city/outreach/rounds/new',
    form: round,
    from: 'account',
    status: 409,
  },
  'outreach liftInput.markId': {
    path: '/c/:city/outreach/do-not-visit',
    form: () => ({ reason: 'kam von selbst' }),
    from: 'do_not_visit',
    status: 404,
  },
  'operator failedJobInput.id': {
    path: '/operator',
    form: () => ({ intent: 'retry' }),
    from: 'account',
    status: 404,
  },
  'outreach calledInput.requestId': {
    path: '/c/:city/outreach/rounds/:round',
    form: () => ({ intent: 'called' }),
    from: 'call_request',
    status: 404,
  },
  'households leaveInput.member': {
    path: `${FILE}/household`,
    form: () => ({ intent: 'leave', untilOn: '2026-03-09' }),
    from: 'person',
    status: 409,
  },
  'households moveInput.movers': {
    path: `${FILE}/household`,
    form: () => ({ intent: 'move', formKey: randomUUID(), kind: 'homeless', fromOn: '2026-03-09' }),
    from: 'person',
    status: 409,
  },
  'households earningInput.member': {
    path: `${FILE}/household`,
    form: () => ({ intent: 'earning', formKey: randomUUID(), earns: 'no' }),
    from: 'person',
    status: 409,
  },
  'intake noticeInput.informed': {
    path: `${FILE}/intake`,
    form: () => ({
      intent: 'notice',
      formKey: randomUUID(),
      occurredOn: '2026-03-09',
      language: 'de',
      way: 'handed-out',
    }),
    from: 'person',
    status: 409,
  },
  'outreach visitInput.personId': {
    path: '/c/:city/outreach/street/:street',
    form: () => ({ formKey: randomUUID(), outcome: 'interested', occurredOn: '2026-03-09' }),
    from: 'person',
    status: 409,
  },
  'outreach houseInput.dwellingId': {
    path: '/c/:city/outreach/street/:street',
    form: () => ({ intent: 'house', formKey: randomUUID(), occurredOn: '2026-03-09' }),
    from: 'dwelling',
    status: 303,
  },
  'partners consentInput.organisationId': {
    path: `${FILE}/consent`,
    form: () => ({
      formKey: randomUUID(),
      purpose: 'counselling',
      categories: 'identity',
      answer: 'refused',
      occurredOn: '2026-03-09',
      textVersion: '1',
      languageShown: 'ti',
    }),
    from: 'organisation',
    status: 409,
  },
  'partners withdrawInput.formId': {
    path: `${FILE}/consent`,
    form: () => ({ intent: 'withdraw', how: 'phone' }),
    from: 'consent',
    status: 404,
  },
  'partners referralInput.consentId': {
    path: `${FILE}/referral`,
    form: () => ({ formKey: randomUUID() }),
    from: 'consent',
    status: 409,
  },
  'partners endInput.referralId': {
    path: `${FILE}/referral`,
    form: () => ({ intent: 'end', reason: 'Ende' }),
    from: 'referral',
    status: 404,
  },
  'people apartInput.oneId': {
    path: '/c/:city/clients/duplicates',
    form: ({ mine }) => ({ otherId: mine.personId }),
    from: 'person',
    status: 404,
  },
  'people apartInput.otherId': {
    path: '/c/:city/clients/duplicates',
    form: ({ mine }) => ({ oneId: mine.personId }),
    from: 'person',
    status: 404,
  },
  'people knownRequestInput.personId': {
    path: '/c/:city/clients/new',
    form: () => ({ intent: 'known', formKey: randomUUID(), asker: 'self', concern: 'Sucht Arbeit' }),
    from: 'person',
    status: 409,
  },
  'people togetherInput.apartId': {
    path: '/c/:city/clients/duplicates',
    form: () => ({ intent: 'propose', reason: 'Es ist doch eine' }),
    from: 'not_duplicate',
    status: 404,
  },
  'people unmergeInput.mergeId': {
    path: '/c/:city/clients/duplicates',
    form: () => ({ intent: 'unmerge', reason: 'Es sind zwei' }),
    from: 'person_merge',
    status: 404,
  },
  // The partner's page is not the lead's; what a partner may answer, partner.db.test.ts asks.
  'partners answerInput.referralId': {
    path: '/c/:city/partner/clients/:id',
    form: () => ({ intent: 'answer', answer: 'accepted' }),
    from: 'referral',
    status: 404,
  },
  'permits decideInput.extensionId': {
    path: `${FILE}/permit`,
    form: () => ({ intent: 'decide', outcome: 'refused', decidedOn: '2026-03-09' }),
    from: 'permit_extension',
    status: 404,
  },
  'placements endInput.placementId': {
    path: `${FILE}/placement`,
    form: () => ({ intent: 'end', endedOn: '2026-03-09' }),
    from: 'placement',
    status: 404,
  },
  'privacy searchInput.actor': {
    path: '/c/:city/privacy/search',
    form: () => ({ from: today(), until: today(), reason: 'Beschwerde vom 3. März, Aktenzeichen 14/26' }),
    from: 'account',
    status: 200,
    by: 'dpo',
  },
  'undo targetInput.targetId': {
    path: `${FILE}/undo/:kind/:act`,
    form: () => ({ intent: 'choose' }),
    from: 'client',
    status: 200,
  },
  'undo moveInput.targetId': {
    path: `${FILE}/undo/:kind/:act`,
    form: () => ({ intent: 'move', formKey: randomUUID(), reason: 'Falsche Akte' }),
    from: 'client',
    status: 409,
  },
  'work-plans markInput.planId': {
    path: `${FILE}/plan`,
    form: () => ({ intent: 'mark', step: 's1', state: 'done', note: '', occurredOn: '2026-03-09' }),
    from: 'work_plan',
    status: 404,
  },
  'work-plans markInput.appointmentId': {
    path: `${FILE}/plan`,
    form: () => ({
      intent: 'mark',
      planId: randomUUID(),
      step: 's1',
      state: 'done',
      note: '',
      occurredOn: '2026-03-09',
    }),
    from: 'appointment',
    status: 404,
  },
  'work-plans sheetInput.planId': {
    path: `${FILE}/plan/paper`,
    form: () => ({
      formKey: randomUUID(),
      version: '1',
      hash: 'a'.repeat(64),
      language: 'de',
      clientName: 'Selam Haile',
      workerName: 'Aylin Testfall',
      signedOn: '2026-03-09',
      compared: 'on',
      file: asFile(pdfOf('Arbeitsplan')),
    }),
    from: 'work_plan',
    status: 404,
  },
  'work-plans signInput.planId': {
    path: `${FILE}/plan/sign`,
    form: () => ({
      version: '1',
      hash: 'a'.repeat(64),
      party: 'worker',
      language: 'de',
      method: 'typed',
      name: 'Selam Haile',
    }),
    from: 'work_plan',
    status: 404,
  },
}
