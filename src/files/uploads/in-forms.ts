import { parseId, show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { fileSink, keptFiles, type ArrivingFile, type RequestContext } from '../../web/index.ts'
import { fileUsage } from '../contents/queries.ts'
import { refuse } from '../refusals.ts'
import { whileAllowed } from '../transfers/transfers.ts'
import { hashToken } from '../../kit/tokens.ts'
import { beginGuestUpload, guestForms, guestSender, withdrawGuestUpload } from './guests.ts'
import type { Whose } from './queries.ts'
import { receive } from './receiving.ts'
import { overQuota, quotaOf, tooLarge, type Quota } from './quota.ts'
import { beginUpload, withdrawUpload } from './uploads.ts'

/** One that was begun: whose it is, and how the form names it from now on. */
interface Begun {
  upload: string
  whose: Whose
  sender: string
  /** In the form. */
  ref: string
}

/** How a file of a form is begun, and withdrawn where it did not come whole. */
interface Way {
  begin(sent: { name: string; bytes: number }): Promise<Done<Begun> | Refusal>
  withdraw(begun: Begun): Promise<unknown>
}

/**
 * Keeps the files of a form that a browser without JavaScript sends, or somebody without a session; what is cut off is
 * begun anew. How long one is nobody says: for as much as it may be, room is held until it has come.
 */
export const filesOfForms = fileSink.with(async (ctx, file) => {
  const quota = quotaOf(ctx.installation, await ctx.read(fileUsage))
  for (const guests of guestForms.of(ctx.installation)) {
    const limits = await guests(ctx, file.field)
    if (limits === null) continue
    if (!limits.ok) return limits
    const largest = Math.min(quota.largest, limits.value.largest)
    return keep(ctx, file, { ...quota, largest }, ofGuest(ctx))
  }
  return ctx.person === null
    ? kitRefuse('unauthenticated')
    : keep(ctx, file, quota, ofPerson(ctx, ctx.person.id))
})

const ofPerson = (ctx: RequestContext, person: string): Way => ({
  async begin(sent) {
    const begun = await ctx.perform(beginUpload, sent)
    if (!begun.ok) return begun
    const { upload } = begun.value
    return done({ upload, whose: { person }, sender: person, ref: show('upload', upload) })
  },
  withdraw: ({ ref }) => ctx.perform(withdrawUpload, { upload: ref }),
})

const ofGuest = (ctx: RequestContext): Way => ({
  async begin(sent) {
    const begun = await ctx.perform(beginGuestUpload, sent)
    if (!begun.ok) return begun
    const { upload, token } = begun.value
    const whose = { guest: hashToken(token) }
    return done({ upload, whose, sender: guestSender(ctx.caller), ref: token })
  },
  withdraw: ({ ref }) => ctx.perform(withdrawGuestUpload, { token: ref }),
})

async function keep(
  ctx: RequestContext,
  { name, atMost, bytes, cutOff }: ArrivingFile,
  quota: Quota,
  way: Way,
): Promise<Done<string> | Refusal> {
  // Of what is sent without a length, all that is left is held.
  const unsaid = Math.min(quota.left, quota.ofPerson)
  const held = Math.min(atMost, quota.largest, Number.isFinite(atMost) ? Infinity : unsaid)
  if (held === 0) return overQuota(ctx.caller, quota)
  const begun = await way.begin({ name, bytes: held })
  if (!begun.ok) return begun
  const { upload, whose, sender, ref } = begun.value
  const going = { portal: ctx.portal.id, whose, sender, upload, offset: 0, isOpenEnded: true }
  const received = await whileAllowed(ctx, { cutOff }, () =>
    receive(ctx.installation, going, { bytes, cutOff }),
  )
  const isWhole = received.ok && received.value.isWhole
  const isEmpty = isWhole && received.value.held === 0
  if (isWhole && !isEmpty) return done(ref)
  await way.withdraw(begun.value)
  if (received.ok) return refuse(isEmpty ? 'empty_file' : 'not_arrived')
  if (received.code !== 'longer_than_said') return received
  return held < quota.largest ? overQuota(ctx.caller, quota) : tooLarge(quota)
}

/** A file that was kept so, or sent before, is withdrawn by a button of the form. */
export const withdrawnInForms = keptFiles.with((ctx, ref) =>
  parseId('upload', ref) === null
    ? ctx.perform(withdrawGuestUpload, { token: ref })
    : ctx.perform(withdrawUpload, { upload: ref }),
)
