import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { refuse } from '../refusals.ts'
import type { Registration } from './queries.ts'
import { registrationStates } from '../registration-state/state.ts'
import { actionsOf, stateOf } from './registration.ts'
import type { RequestContext } from '../../web/index.ts'

const instant = z.iso.datetime().nullable()

/** The panel of one person, as programs are shown it. */
export const registrationView = shape('Registration', {
  person: z.string(),
  name: z.string(),
  registration: registrationStates,
  tokenActive: z.boolean().describe('An invitation is out, unused and unexpired'),
  invitationRefused: z
    .string()
    .nullable()
    .describe('What the mail server said when it refused the newest invitation for good'),
  tokenExpired: z.boolean().describe('The newest invitation ran out unused'),
  registrationAttempts: z.int().describe('Tries to register with their links and codes'),
  registrationEmail: z.string().nullable(),
  tokenIssued: instant,
  tokenUsed: instant,
  badLoginAttempts: z.int().describe('Since the last sign-in or unlocking'),
  userActivated: z.boolean(),
  userEnabled: z.boolean(),
  userLocked: z.boolean(),
  lastIpAddress: z.string().nullable(),
  lastLogin: instant,
  userName: z.string().nullable(),
  actions: z.array(
    shape('RegistrationAction', {
      action: z.string(),
      available: z.boolean(),
      code: z.string().nullable().describe('Why not, for programs'),
      reason: z.string().nullable().describe('Why not, in the language asked for'),
    }),
  ),
})

export function showRegistration(
  { who, columns }: Registration,
  { caller, now, language }: Pick<RequestContext, 'caller' | 'now' | 'language'>,
) {
  return {
    person: show('person', who.id),
    ...columns,
    registration: stateOf(who, now),
    invitationRefused: who.invitationRefused,
    tokenIssued: columns.tokenIssued?.toString() ?? null,
    tokenUsed: columns.tokenUsed?.toString() ?? null,
    lastLogin: columns.lastLogin?.toString() ?? null,
    actions: actionsOf(who, caller.person, now).map(({ action, why }) => ({
      action,
      available: why === null,
      code: why,
      reason: why && refuse(why).say(language),
    })),
  }
}
