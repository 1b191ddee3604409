import { show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { changesOf } from '../changes.ts'
import { portalChange, thatPortal, version } from '../inputs.ts'
import { isRefusal, lockLiving } from '../living.ts'
import type { Portal } from '../portal.ts'
import { refuse } from '../refusals.ts'
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
    const beyond = beyondQuota(op, portal, wish.filesMb)
    if (beyond) return beyond
    const [invoices, notes] = [
      wish.invoiceSeries ?? portal.invoice_series,
      wish.creditNoteSeries ?? portal.credit_note_series,
    ]
    if (invoices === notes) return refuse('series_alike', { field: 'creditNoteSeries' })
    const stale = op.basedOn(portal.version, version)
    if (stale) return stale
    const { set, details } = changesOf(portal, columns, wish)
    const now = await changePortal(op.tx, set)
    op.note({ subject: show('portal', id), details })
    return done({ portal: show('portal', id), version: now })
  },
})

/**
 * Refuses room for files that is not the caller's to give. A partner's is somebody else's disk: it gives what every
 * portal has, or less, and more only where an operator gave that before.
 */
function beyondQuota(
  { caller, installation }: OperationContext,
  { files_mb: now }: Pick<Portal, 'files_mb'>,
  wish: number | null | undefined,
): Refusal | null {
  if (wish === undefined || wish === now) return null
  const field = 'filesMb'
  if (!caller.rights.has('portals:provision')) return kitRefuse('forbidden', { field })
  if (caller.partner === undefined || wish === null) return null
  const most = Math.max(installation.filesGb * 1000, now ?? 0)
  return wish > most ? refuse('room_not_yours', { field, values: { most } }) : null
}
