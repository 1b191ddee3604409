import { show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse } from '../../kit/refusal.ts'
import { fileSink } from '../../web/index.ts'
import { refuse } from '../refusals.ts'
import { receive } from './receiving.ts'
import { MOST_BYTES } from './upload.ts'
import { beginUpload, withdrawUpload } from './uploads.ts'

/** Keeps the files of a form that a browser without JavaScript sends; what is cut off is begun anew. */
export const filesOfForms = fileSink.with(async (ctx, { name, atMost, bytes, cutOff }) => {
  if (ctx.person === null) return kitRefuse('unauthenticated')
  const begun = await ctx.perform(beginUpload, { name, bytes: Math.min(atMost, MOST_BYTES) })
  if (!begun.ok) return begun
  const { upload } = begun.value
  const going = {
    portal: ctx.portal.id,
    person: ctx.person.id,
    upload,
    offset: 0,
    isOpenEnded: true,
  }
  const received = await receive(ctx.installation, going, { bytes, cutOff })
  if (received.ok && received.value.isWhole) return done(show('upload', upload))
  await ctx.perform(withdrawUpload, { upload: show('upload', upload) })
  return isRefusal(received) ? received : refuse('not_arrived')
})
