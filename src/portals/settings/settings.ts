import { show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { changesOf } from '../changes.ts'
import { portalChange, thatPortal, version } from '../inputs.ts'
import { isRefusal, lockLiving } from '../living.ts'
import { changePortal } from './queries.ts'
import { auditWords, columns, inputs } from '../setting/setting.ts'

export const configurePortal = operation({
  name: 'portal.configure',
  done: { en: 'Changed the settings', es: 'Cambió los ajustes' },
  details: auditWords,
  summary: 'Changes a portal’s name, language, time zone and settings',
  input: portalChange('SettingsChange', { version, ...inputs }),
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
    const { set, details } = changesOf(portal, columns, wish)
    const now = await changePortal(op.tx, set)
    op.note({ subject: show('portal', id), details })
    return done({ portal: show('portal', id), version: now })
  },
})
