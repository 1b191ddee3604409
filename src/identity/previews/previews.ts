import { z } from 'zod'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { newToken } from '../../kit/tokens.ts'
import { onPerson, reason } from '../persons/on-person.ts'
import { refuse } from '../refusals.ts'
import { previewEnds, whyNotPreviewed } from './preview.ts'
import { endPreviews, holdBoth, insertPreview, letsActOnBehalf, lockSession } from './queries.ts'

/**
 * Begins a look at the portal as a client sees it, beside the staff member's own session and for as long
 * as that lasts, an hour at most. What ran there before ends.
 */
export const startPreview = operation({
  name: 'preview.start',
  done: { en: 'Looked at the portal as they see it', es: 'Miró el portal como lo ve' },
  details: {
    until: { en: 'Until', es: 'Hasta' },
  },
  summary:
    'Shows the portal as a client sees it, for an hour at most; the client can see that it happened',
  input: onPerson.extend({
    reason,
    actOnBehalf: z
      .boolean()
      .optional()
      .describe('Also do things in the client’s name, where the portal lets staff do so'),
    session: id('session'),
  }),
  right: 'people:manage',
  // Who looks at what is for the audit trail and the client, not for those who receive events.
  quiet: true,
  async run({ tx, portal, now, caller, note }, { person, reason, actOnBehalf = false, session }) {
    const staff = caller.person!
    const people = await holdBoth(tx, [person, staff])
    const client = people.find((one) => one.id === person)
    if (!client) return kitRefuse('not_found')
    const no = whyNotPreviewed({ ...client, kind: client.kind as 'contact' })
    if (no) return refuse(`preview_${no}`)
    if (actOnBehalf && !(await letsActOnBehalf(tx)))
      return refuse('preview_acts_off', { field: 'actOnBehalf' })
    // Signed out since the request came in.
    if (!(await lockSession(tx, { session, person: staff }))) return kitRefuse('not_found')
    await endPreviews(tx, { session, now })
    const { token, hash } = newToken()
    const preview = newId()
    const expires = previewEnds(now)
    const row = { portal, id: preview, hash, session, staff, client: person, now, expires }
    await insertPreview(tx, { ...row, reason, acts: actOnBehalf })
    note({
      subject: show('person', person),
      reason,
      details: {
        preview: show('preview', preview),
        until: expires.toString(),
        act_on_behalf: actOnBehalf,
      },
    })
    return done({ preview, person, expires: expires.toString(), actOnBehalf, secret: token })
  },
})

export const endPreview = operation({
  name: 'preview.end',
  done: { en: 'Ended the preview', es: 'Terminó la vista previa' },
  summary: 'Ends the preview that this request came in',
  input: z.strictObject({ preview: id('preview') }),
  // Named by the request, which is in it.
  right: null,
  quiet: true,
  async run({ tx, now, caller, note }, { preview }) {
    // Ended at this moment by something else: it is over either way.
    if ((await endPreviews(tx, { preview, now })) === 0) return kitRefuse('not_found')
    note({ subject: caller.onBehalfOf, details: { preview: show('preview', preview) } })
    return done({})
  },
})
