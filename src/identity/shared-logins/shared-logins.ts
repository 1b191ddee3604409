import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { done, jobCaller, operation, perform } from '../../kit/operation.ts'
import { languageOf } from '../persons/person.ts'
import { mailSender, staffToTell } from '../persons/queries.ts'
import { sharedLoginMail } from './mails.ts'
import { lockForTelling, noteSharedDay, noteTold, sharedOf, usedAtOnce } from './queries.ts'
import { looksShared, TOLD_AGAIN_DAYS } from './shared-login.ts'

/** Staff who are told; in a large portal the others hear of it from them. */
const TOLD = 50

/** Looks whether staff are to be told of a person; nothing happens twice. */
export const sharedLoginJob = jobType<{ portal: string; person: string }>('shared_login', 2)

/** Notes a day on which this session's person was in two places at once; part of noting a session's use. */
export async function noticeSharing(
  { jobs }: Pick<Installation, 'jobs'>,
  tx: Tx,
  portal: string,
  session: string,
  now: Instant,
): Promise<void> {
  const used = await usedAtOnce(tx, session, now)
  if (!used?.others.some((other) => looksShared(used.own, other))) return
  const { person } = used
  if (await noteSharedDay(tx, person, now))
    await jobs.enqueue(tx, sharedLoginJob, { portal, person })
}

const tellOfSharing = operation({
  name: 'shared_login.notice',
  done: { en: 'Looked whether a sign-in is shared', es: 'Miró si un acceso se comparte' },
  outcomes: {
    told: { en: 'staff told', es: 'personal avisado' },
    nothing_to_tell: { en: 'nothing to tell', es: 'nada que avisar' },
  },
  summary: 'Tells staff that a sign-in looks shared, once',
  input: z.strictObject({ person: z.string() }),
  right: 'job',
  async run(op, { person: id }) {
    const { tx, now, installation, note } = op
    const person = await lockForTelling(tx, id)
    const told = person?.shared_told_at
    const again =
      !told || Temporal.Instant.compare(now, told.add({ hours: 24 * TOLD_AGAIN_DAYS })) >= 0
    note({ subject: show('person', id), outcome: 'nothing_to_tell' })
    if (!person || !again || !(await sharedOf(tx, id, now))) return done({})
    const sender = await mailSender(tx)
    for (const colleague of await staffToTell(tx, TOLD)) {
      const language = languageOf(colleague, sender)
      const about = { installation, sender, person: colleague, language }
      await op.mail(sharedLoginMail({ ...about, whose: person }))
    }
    await noteTold(tx, id, now)
    note({ outcome: 'told' })
    return done({})
  },
})

export async function tellStaffOfSharing(
  installation: Installation,
  { portal, person }: { portal: string; person: string },
): Promise<void> {
  await perform(installation, tellOfSharing, jobCaller(portal), { person })
}
