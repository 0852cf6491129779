export {
  entriesOf,
  entryFor,
  type FeedState,
  feedBehind,
  feedsOf,
} from './calendar/queries.server.ts'
export { nextAppointmentOf } from './queries/client.server.ts'
export { talkHeld, windowWithout } from './queries/happening.server.ts'
export {
  type AppointmentPage,
  appointmentPage,
  type BookingPage,
  bookingPage,
  type Strip,
} from './queries/page.server.ts'
export { type Room, roomsOf } from './rooms/queries.server.ts'
