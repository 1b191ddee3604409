import { activate, requestReset, resetPassword } from './activations/activations.ts'
import { auditController } from './audit/controller.tsx'
import { auditEndpoints } from './audit/endpoints.ts'
import { keysController } from './keys/controller.tsx'
import { keyEndpoints } from './keys/endpoints.ts'
import { createKey, revokeKey } from './keys/keys.ts'
import { mailboxController } from './mailbox/controller.tsx'
import { operatorsController } from './operators/controller.tsx'
import { createOperator, makeFirstOperator } from './operators/operators.ts'
import { storePassword } from './passwords/changing.ts'
import { personsController } from './persons/controller.tsx'
import { personEndpoints } from './persons/endpoints.ts'
import {
  disablePerson,
  enablePerson,
  inviteAgain,
  invitePerson,
  setSeat,
} from './persons/persons.ts'
import { updateProfile } from './persons/profile.ts'
import { profileController } from './profile/controller.tsx'
import { sessionsController } from './sessions/controller.tsx'
import { sessionEndpoints } from './sessions/endpoints.ts'
import { attemptSignIn } from './sessions/judging.ts'
import { endOtherSessions, signOut, startSession } from './sessions/sessions.ts'
import type { Served } from './visits/visit.ts'

/** Every page and endpoint of identity. */
export const identityController: readonly Served[] = [
  ...sessionsController,
  ...sessionEndpoints,
  ...profileController,
  ...personsController,
  ...personEndpoints,
  ...mailboxController,
  ...operatorsController,
  ...keysController,
  ...keyEndpoints,
  ...auditController,
  ...auditEndpoints,
]

/** Every operation of identity; those that rest on a proof are performed by what checks it. */
export const identityOperations = [
  attemptSignIn,
  startSession,
  signOut,
  endOtherSessions,
  activate,
  requestReset,
  resetPassword,
  storePassword,
  updateProfile,
  invitePerson,
  inviteAgain,
  disablePerson,
  enablePerson,
  setSeat,
  createKey,
  revokeKey,
  createOperator,
  makeFirstOperator,
] as const
