import { z } from 'zod'
import { line, whyNotInvited } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'
import type { CaseDetails, ContactDetails } from './subjects/subject.ts'

// All but tab and newline: nobody types them, and some of them no database or page can hold.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/

const text = z
  .string()
  .overwrite((typed) => typed.replaceAll(/\r\n?/g, '\n').trim())
  .min(1)
  .max(20_000)
  .refine((typed) => typed.isWellFormed() && !CONTROL.test(typed), because('control'))

/** Then: what is done. */
export const action = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('invite') }),
    z.strictObject({ do: z.literal('remind') }),
    z.strictObject({ do: z.literal('message'), subject: line(200), body: text }),
    z.strictObject({ do: z.literal('start_flow'), flow: id('flow') }),
    z.strictObject({ do: z.literal('change_stage'), stage: line(60) }),
  ])
  .meta({ id: 'Action' })
export type Action = z.output<typeof action>
export type ActionKind = Action['do']
export const ACTION_KINDS = action.options.map(({ shape }) => shape.do.value)

/** One thing to be done to one of them: an operation, by its name, with its input. */
export interface Step {
  do: ActionKind
  /** Row id; null where it is done to the case. */
  person: string | null
  operation: string
  input: Record<string, unknown>
  /** Why it is not done; null where it is. */
  why: string | null
}

/** What an action comes to for a case and the contacts it concerns. Pure. */
export function stepsOf(
  action: Action,
  of: CaseDetails | null,
  contacts: readonly ContactDetails[],
): Step[] {
  if (action.do !== 'change_stage') return contacts.map((contact) => toContact(action, contact))
  const why = of === null ? 'no_case' : of.stage === action.stage ? 'already_in_stage' : null
  const { stage } = action
  const input = of === null ? { stage } : { case: show('case', of.id), stage }
  return [{ do: action.do, person: null, operation: 'case.enter_stage', input, why }]
}

type ToContact = Exclude<Action, { do: 'change_stage' }>

function toContact(action: ToContact, contact: ContactDetails): Step {
  const person = show('person', contact.id)
  if (action.do === 'start_flow')
    return {
      do: action.do,
      person: contact.id,
      why: contact.inFlows.includes(action.flow) ? 'already_in_flow' : null,
      operation: 'flow.start',
      input: { flow: show('flow', action.flow), person },
    }
  const about = { do: action.do, person: contact.id, why: WHY_NOT[action.do](contact) }
  return action.do === 'message'
    ? {
        ...about,
        operation: 'thread.start',
        // To each on their own: clients are not to know of one another.
        input: { subject: action.subject, body: action.body, to: [person] },
      }
    : { ...about, operation: 'person.invite_again', input: { person } }
}

/** Why an action is not done to somebody. */
const WHY_NOT: Record<
  Exclude<ToContact['do'], 'start_flow'>,
  (contact: ContactDetails) => string | null
> = {
  invite: (contact) => whyNotInvited(contact) ?? (contact.invited ? 'already_invited' : null),
  remind: (contact) => whyNotInvited(contact) ?? (contact.invited ? null : 'not_invited_yet'),
  message: ({ activated, disabled }) =>
    disabled ? 'disabled' : activated ? null : 'not_registered',
}
