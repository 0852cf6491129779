export {
  type FollowUp,
  followUpsOf,
  type NextAppointment,
  nextAppointmentOf,
  windowOfClient,
} from './queries/client.server.ts'
export {
  type AppointmentPage,
  appointmentPage,
  type BookingPage,
  bookingPage,
  type Strip,
} from './queries/page.server.ts'
export {
  appointmentsToday,
  type DueWithoutTalk,
  type OpenTask,
  openTasks,
  outcomeMissing,
  overdueOf,
  type TalkToday,
  type TalkWithoutOutcome,
  weekLoad,
  windowClosing,
} from './queries/today.server.ts'
