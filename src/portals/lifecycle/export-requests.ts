import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { onPortal, thatPortal } from '../inputs.ts'
import { consolePeople, findPortal } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { isExportToken } from './export-token.ts'
import { exportWantedMail } from './mails.ts'
import { happenedSince } from './queries.ts'

export const requestExport = operation({
  name: 'portal.request_export',
  done: { en: 'Asked for an export', es: 'Pidió una exportación' },
  summary: 'Asks the operators for an export of a suspended portal, with a link from a warning',
  input: onPortal.extend({ token: z.string().min(1).max(100) }),
  right: null,
  portal: thatPortal,
  async run(op, { portal: id, token }) {
    const { tx, installation } = op
    const portal = await findPortal(tx, id, { portal: id }, { lock: true })
    if (portal?.status !== 'suspended') return refuse('export_link')
    if (!isExportToken(await installation.keys.of(tx, id), portal, token))
      return refuse('export_link')
    if (await happenedSince(tx, 'portal.request_export', portal.status_since))
      return refuse('export_requested')
    const operators = await consolePeople(tx, 'operators')
    for (const to of operators) await op.mail(exportWantedMail({ installation, portal, to }))
    op.note({ subject: show('portal', id), details: { mails: operators.length } })
    return done({})
  },
})
