import { z } from 'zod'
import { REMOVABLE } from '../../gate/index.ts'
import { IDENTITY_CHECKS, language, line, timeZone } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { portalChange, thatPortal } from '../inputs.ts'
import { isRefusal, lockLiving } from '../living.ts'
import { changePortal, type Changes } from './queries.ts'

/** What a change was based on; left out, it goes through whatever has happened since. */
export const version = z.int().min(1).optional()

export const configurePortal = operation({
  name: 'portal.configure',
  done: { en: 'Changed the settings', es: 'Cambió los ajustes' },
  summary: 'Changes a portal’s name, language, time zone and settings',
  input: portalChange('SettingsChange', {
    version,
    name: line(120).optional(),
    language: language.optional(),
    timeZone: timeZone.optional(),
    afterTrial: z
      .array(z.enum(REMOVABLE))
      .max(REMOVABLE.length)
      .optional()
      .describe('Features that go when the trial ends; messages and the other basics always stay'),
    invitationHours: z.int().min(1).max(720).optional(),
    registrationFact: z
      .enum(IDENTITY_CHECKS)
      .optional()
      .describe('What clients state beside their invitation’s link'),
    lockoutAttempts: z.int().min(3).max(100).optional(),
    mailsPerMinute: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe('At which the mails leave that many are sent at once'),
    staffSecondFactor: z
      .boolean()
      .optional()
      .describe('Staff without a second factor are led to set one up, and can do nothing else'),
    actOnBehalf: z
      .boolean()
      .optional()
      .describe(
        'Lets staff do things in a client’s name, in a preview; both stand in the audit trail',
      ),
    signInByCode: z
      .boolean()
      .optional()
      .describe('Whether people may have a code mailed to sign in'),
  }),
  right: 'portal:configure',
  portal: thatPortal,
  async run(op, { portal: id, version, ...wish }) {
    const portal = await lockLiving(op, id)
    if (isRefusal(portal)) return portal
    // What a trial's end takes away is for whoever provides the portal to say, not for who is on trial.
    if (wish.afterTrial && !op.caller.rights.has('portals:provision'))
      return kitRefuse('forbidden', { field: 'afterTrial' })
    const stale = op.basedOn(portal.version, version)
    if (stale) return stale
    const wanted: Changes = {
      name: wish.name,
      language: wish.language,
      time_zone: wish.timeZone,
      after_trial: wish.afterTrial && [...new Set(wish.afterTrial)],
      invitation_hours: wish.invitationHours,
      registration_fact: wish.registrationFact,
      lockout_attempts: wish.lockoutAttempts,
      mails_per_minute: wish.mailsPerMinute,
      staff_second_factor: wish.staffSecondFactor,
      act_on_behalf: wish.actOnBehalf,
      sign_in_by_code: wish.signInByCode,
    }
    const changed = Object.entries(wanted).filter(
      ([column, value]) =>
        value !== undefined &&
        JSON.stringify(value) !== JSON.stringify(portal[column as keyof Changes]),
    )
    const now = await changePortal(op.tx, Object.fromEntries(changed))
    op.note({
      subject: show('portal', id),
      details: Object.fromEntries(
        changed.map(([column, to]) => [column, { from: portal[column as keyof Changes], to }]),
      ),
    })
    return done({ portal: show('portal', id), version: now })
  },
})
