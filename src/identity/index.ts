/** The door of identity: persons, sessions, sign-in, API keys, and how a request comes in. */
export * from './rights.ts'
export { addPerson, type NewPerson } from './persons/new-person.ts'
export * from './persons/persons.ts'
export { updateProfile } from './persons/profile.ts'
export { changePassword } from './passwords/changing.ts'
export {
  email,
  language,
  line,
  personName,
  personStatus,
  timeZone,
  type Person,
} from './persons/person.ts'
export {
  mailSender,
  peoplePage,
  personById,
  reachablePeople,
  type MailSender,
} from './persons/queries.ts'
export { carrySessions, endAllSessions, sessionsOf } from './sessions/queries.ts'
export { endOtherSessions, signIn, signInInput, signOut } from './sessions/sessions.ts'
export { sessionsController } from './sessions/controller.tsx'
export {
  choosePassword,
  choosePasswordInput,
  requestReset,
  tokenHolder,
} from './activations/activations.ts'
export { createKey, listKeys, revokeKey } from './keys/keys.ts'
export { answer } from './visits/door.tsx'
export { endpoint, readBody, reads, respond, writes } from './visits/endpoint.ts'
export { errorsOf, typed } from './visits/forms.ts'
export { Hosts } from './visits/hosts.ts'
export { addressOf, Room } from './visits/rooms.tsx'
export { Broken, NoPortal } from './visits/refusal-pages.tsx'
export {
  openPage,
  page,
  type Endpoint,
  type FormValue,
  type Served,
  type SignedInVisit,
  type Visit,
} from './visits/visit.ts'
