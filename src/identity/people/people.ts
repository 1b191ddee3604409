import { givesBeyond, rightsOfPerson, type Right } from '../../gate/index.ts'
import { z } from 'zod'
import { CONSOLE, id, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import { takeFactors } from '../factors/reset.ts'
import { homeOf, owned, ownerNamed, type OwnerKind } from '../owners/owner.ts'
import { partnerExists } from '../owners/queries.ts'
import { addNewPerson } from '../invitations/new-person.ts'
import { newPersonInput } from '../persons/person.ts'
import { disable, enable } from '../directory/persons.ts'
import { sendAgain } from '../invitations/send-again.ts'
import { reason, thatPerson } from '../persons/on-person.ts'
import { refuse } from '../refusals.ts'
import { personOf } from './queries.ts'

/*
 * The people whom the console looks after: operators, a partner's people, and those of a portal whom nobody
 * in it can let in again, or who own it. What is done to them is what is done to anybody; here it is only made
 * sure whose they are.
 */

interface Whose {
  right: Right
  /** What the operations are called by. */
  noun: string
  /** What follows the verb in their names. */
  suffix: '' | '_person'
  /** One of the people, in words. */
  whom: Record<Language, string>
  /** Of a kind whose rights are given to whoever is let in. */
  gives?: 'partner'
}

type Change<I> = (op: OperationContext, input: I) => Promise<Done<{ person: string }> | Refusal>

/** What is done to one of such an owner's people. */
function onPeopleOf(kind: OwnerKind, { right, noun, suffix, whom, gives }: Whose) {
  const common = { right, portal: homeOf, subjects: thatPerson } as const
  const onPerson = { person: id('person') }
  const theirs =
    <I extends { portal?: string; partner?: string; person: string }>(change: Change<I>) =>
    async (op: OperationContext, input: I) => {
      const owner = ownerNamed(op.caller, input)
      if (!owner || !(await personOf(op.tx, owner, input.person, op.now)))
        return kitRefuse('not_found')
      return change(op, input)
    }
  /** What lets a person in gives them all that such people have. */
  const giving =
    <I>(change: Change<I>): Change<I> =>
    async (work, input) =>
      gives && givesBeyond(work.caller, rightsOfPerson(gives))
        ? refuse('gives_beyond')
        : change(work, input)
  return {
    inviteAgain: operation({
      ...common,
      name: `${noun}.invite${suffix}_again`,
      done: {
        en: `Invited ${whom.en} again`,
        es: `Invitó de nuevo a ${whom.es}`,
      },
      summary: `Mails ${whom.en} a new invitation; the earlier link stops working`,
      input: owned(kind, onPerson),
      run: theirs(giving(sendAgain)),
    }),
    disable: operation({
      ...common,
      name: `${noun}.disable${suffix}`,
      done: {
        en: `Disabled the access of ${whom.en}`,
        es: `Desactivó el acceso de ${whom.es}`,
      },
      summary: `Disables the access of ${whom.en}, at once and until it is enabled again`,
      input: owned(kind, { ...onPerson, reason }),
      run: theirs(disable),
    }),
    enable: operation({
      ...common,
      name: `${noun}.enable${suffix}`,
      done: {
        en: `Enabled the access of ${whom.en}`,
        es: `Activó el acceso de ${whom.es}`,
      },
      summary: `Enables the access of ${whom.en} again`,
      input: owned(kind, onPerson),
      run: theirs(giving(enable)),
    }),
    resetFactors: operation({
      ...common,
      name: `${noun}.reset_factors`,
      done: {
        en: `Reset the second steps of ${whom.en}`,
        es: `Restableció los segundos pasos de ${whom.es}`,
      },
      summary: `Takes away the authenticator app, passkeys and recovery codes of ${whom.en}, with a reason`,
      input: owned(kind, { ...onPerson, reason }),
      run: theirs(takeFactors),
    }),
  }
}
export type OnPeople = ReturnType<typeof onPeopleOf>

export const onPortalsPeople = onPeopleOf('portal', {
  right: 'installation:operate',
  noun: 'portal',
  suffix: '_person',
  whom: { en: 'a person, from the console', es: 'una persona desde la consola' },
})
export const onPartnersPeople = onPeopleOf('partner', {
  right: 'partner:manage',
  noun: 'partner',
  suffix: '_person',
  whom: { en: 'a partner’s person', es: 'una persona de un socio' },
  gives: 'partner',
})
export const onOperators = onPeopleOf('installation', {
  right: 'installation:operate',
  noun: 'operator',
  suffix: '',
  whom: { en: 'an operator', es: 'un operador' },
})

/* Each by a name of its own, since an operation is found in the list of all by being exported. */
export const {
  disable: disableInPortal,
  enable: enableInPortal,
  resetFactors: resetFactorsInPortal,
} = onPortalsPeople
export const {
  inviteAgain: invitePartnerPersonAgain,
  disable: disablePartnerPerson,
  enable: enablePartnerPerson,
  resetFactors: resetPartnerPersonFactors,
} = onPartnersPeople
export const {
  disable: disableOperator,
  enable: enableOperator,
  resetFactors: resetOperatorFactors,
} = onOperators

export const invitePartnerPerson = operation({
  name: 'partner.invite_person',
  done: { en: 'Invited a partner’s person', es: 'Invitó a una persona de un socio' },
  summary: 'Adds a person of a partner to the console and mails an invitation',
  input: z
    .strictObject({ partner: id('partner'), ...newPersonInput.shape })
    .meta({ id: 'NewPerson' }),
  right: 'partner:manage',
  portal: () => CONSOLE,
  async run(op, { partner, ...person }) {
    if (!ownerNamed(op.caller, { partner }) || !(await partnerExists(op.tx, partner)))
      return kitRefuse('not_found')
    const added = await addToConsole(op, { ...person, kind: 'partner', partner })
    if (added.ok) op.note({ details: { partner: show('partner', partner) } })
    return added
  },
})

export const createOperator = operation({
  name: 'operator.create',
  done: { en: 'Added an operator', es: 'Añadió un operador' },
  summary: 'Adds an operator to the installation and mails an invitation',
  input: newPersonInput,
  right: 'installation:operate',
  portal: () => CONSOLE,
  run: (op, person) => addToConsole(op, { ...person, kind: 'operator' }),
})

interface ConsolePerson {
  kind: 'operator' | 'partner'
  partner?: string
  name: string
  email: string
  language?: string
}

async function addToConsole(op: OperationContext, person: ConsolePerson) {
  if (givesBeyond(op.caller, rightsOfPerson(person.kind))) return refuse('gives_beyond')
  const added = await addNewPerson(op, { ...person, seat: 'pro' })
  if (added === null) return refuse('email_taken', { field: 'email' })
  op.note({ subject: show('person', added) })
  return done({ person: added })
}
