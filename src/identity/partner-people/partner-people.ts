import { z } from 'zod'
import { CONSOLE, id, show } from '../../kit/ids.ts'
import { done, operation, type Work } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { takeFactors } from '../factors/resetting.ts'
import { isPartner } from '../keys/queries.ts'
import { addNewPerson } from '../persons/new-person.ts'
import { email, language, personName } from '../persons/person.ts'
import { onPerson, reason, disable, enable, sendAgain, thatPerson } from '../persons/persons.ts'
import { refuse } from '../refusals.ts'
import { givesBeyond, rightsOfPerson } from '../../gate/index.ts'
import { belongsTo } from './queries.ts'

/*
 * A partner's own people: persons of the console who see their partner's portals and nothing else. What
 * is done to them is what is done to anybody; here it is only made sure whose they are.
 */

const ofPartner = z.strictObject({ partner: id('partner') })
const onTheirs = ofPartner.extend(onPerson.shape)
const common = { right: 'partner:manage', portal: () => CONSOLE } as const

export const invitePartnerPerson = operation({
  ...common,
  name: 'partner.invite_person',
  summary: 'Adds a person of a partner to the console and mails an invitation',
  input: ofPartner.extend({ name: personName, email, language: language.optional() }),
  async run(work, { partner, ...person }) {
    if (!exists(work, partner) || !(await isPartner(work.tx, partner)))
      return kitRefuse('not_found')
    return giving(work, async () => {
      const added = await addNewPerson(work, { ...person, kind: 'partner', seat: 'pro', partner })
      if (added === null) return refuse('email_taken', { field: 'email' })
      work.note({ subject: show('person', added), details: { partner: show('partner', partner) } })
      return done({ person: added })
    })
  },
})

export const invitePartnerPersonAgain = operation({
  ...common,
  name: 'partner.invite_person_again',
  summary: 'Mails a partner’s person a new invitation; the earlier link stops working',
  input: onTheirs,
  subjects: thatPerson,
  run: (work, input) => theirs(work, input, () => giving(work, () => sendAgain(work, input))),
})

export const disablePartnerPerson = operation({
  ...common,
  name: 'partner.disable_person',
  summary: 'Disables the access of a partner’s person, at once',
  input: onTheirs.extend({ reason }),
  subjects: thatPerson,
  run: (work, input) => theirs(work, input, () => disable(work, input)),
})

export const enablePartnerPerson = operation({
  ...common,
  name: 'partner.enable_person',
  summary: 'Enables the access of a partner’s person again',
  input: onTheirs,
  subjects: thatPerson,
  run: (work, input) => theirs(work, input, () => giving(work, () => enable(work, input))),
})

export const resetPartnerPersonFactors = operation({
  ...common,
  name: 'partner.reset_factors',
  summary:
    'Takes away the authenticator app, passkeys and recovery codes of a partner’s person, with a reason',
  input: onTheirs.extend({ reason }),
  subjects: thatPerson,
  run: (work, input) => theirs(work, input, () => takeFactors(work, input)),
})

/** Another's partner is answered like one that does not exist. */
const exists = ({ caller }: Work, partner: string): boolean =>
  caller.partner === undefined || caller.partner === partner

/** What lets a person in gives them all that such people have. */
const giving = async <R>(
  { caller }: Work,
  change: () => Promise<Done<R> | Refusal>,
): Promise<Done<R> | Refusal> =>
  givesBeyond(caller, rightsOfPerson('partner')) ? refuse('gives_beyond') : change()

async function theirs<R>(
  work: Work,
  { partner, person }: { partner: string; person: string },
  change: () => Promise<Done<R> | Refusal>,
): Promise<Done<R> | Refusal> {
  if (!exists(work, partner) || !(await belongsTo(work.tx, partner, person)))
    return kitRefuse('not_found')
  return change()
}
