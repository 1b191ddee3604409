import { show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { fileSink, keptFiles } from '../../web/index.ts'
import { fileUsage } from '../contents/queries.ts'
import { refuse } from '../refusals.ts'
import { whileAllowed } from '../transfers/transfers.ts'
import { receive } from './receiving.ts'
import { overQuota, quotaOf, tooLarge } from './quota.ts'
import { beginUpload, withdrawUpload } from './uploads.ts'

/**
 * Keeps the files of a form that a browser without JavaScript sends; what is cut off is begun anew. How long one is
 * nobody says: for as much as it may be, room is held until it has come.
 */
export const filesOfForms = fileSink.with(async (ctx, { name, atMost, bytes, cutOff }) => {
  if (ctx.person === null) return kitRefuse('unauthenticated')
  const quota = quotaOf(ctx.installation, await ctx.read(fileUsage))
  // An empty file needs none; of what is sent without a length, all that is left is held.
  const unsaid = Math.min(quota.left, quota.ofPerson)
  const held = Math.min(atMost, quota.largest, Number.isFinite(atMost) ? Infinity : unsaid)
  const begun = await ctx.perform(beginUpload, { name, bytes: held })
  if (!begun.ok) return begun
  const { upload } = begun.value
  const going = {
    portal: ctx.portal.id,
    person: ctx.person.id,
    upload,
    offset: 0,
    isOpenEnded: true,
  }
  const received = await whileAllowed(ctx, { cutOff }, () =>
    receive(ctx.installation, going, { bytes, cutOff }),
  )
  if (received.ok && received.value.isWhole) return done(show('upload', upload))
  await ctx.perform(withdrawUpload, { upload: show('upload', upload) })
  if (received.ok) return refuse('not_arrived')
  if (received.code !== 'longer_than_said') return received
  return held < quota.largest ? overQuota(ctx.caller, quota) : tooLarge(quota)
})

/** A file that was kept so, or sent before, is withdrawn by a button of the form. */
export const withdrawnInForms = keptFiles.with((ctx, upload) =>
  ctx.perform(withdrawUpload, { upload }),
)
