import type { FC } from 'hono/jsx'
import { inPortal } from '../../identity/index.ts'
import type { z } from 'zod'
import { errorsOf, typed, type FormFields, type Served, type Visit } from '../../web/index.ts'
import type { Right } from '../../gate/index.ts'
import type { Operation } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { foundPortal, portalPage, type FoundPortal } from '../console/portal-page.tsx'
import { stakes } from '../console/queries.ts'
import { notSuspended, transitionRefused } from '../refusals.ts'
import { cancelPortal } from './cancellations.ts'
import {
  CancelPage,
  CertifyPage,
  ExpirePage,
  NotPossiblePage,
  SuspendPage,
  UnsuspendPage,
  type ConfirmPageProps,
} from './pages.tsx'
import type { PortalStatus, StatusOperation } from './portal-status.ts'
import { suspendPortal, unsuspendPortal } from './suspensions.ts'
import { words, type Text } from './texts.ts'
import { certifyPortal, expireTrial } from './trials.ts'

type Form = Record<string, string>

interface Move<I extends z.ZodType> {
  route: (typeof routes)[
    | 'portalCertification'
    | 'portalTrialExpiry'
    | 'portalSuspension'
    | 'portalSuspensionEnd'
    | 'portalCancellation']
  operation: Operation<I>
  /** Why not, where the table of transitions has no such move. */
  refused: (from: PortalStatus) => Refusal
  Page: FC<ConfirmPageProps>
  /** What the form asks besides the button. */
  fields?: FormFields
  /** The operation's input from it. */
  input?: (form: Form) => Record<string, unknown>
  /** The form's field for the operation's, where they differ. */
  shownAt?: Record<string, string>
  done: Text
}

/** The two pages of a change of status: the one that asks, with what would happen, and the one that does. */
const move = <I extends z.ZodType>({
  route,
  operation,
  refused,
  Page,
  input = () => ({}),
  fields,
  shownAt = {},
  done,
}: Move<I>): Served[] => {
  const right = operation.right as Right
  const ask = async (visit: Visit, portal: FoundPortal, form?: Form, refusal?: Refusal) => {
    const counted = await inPortal(visit, portal.uuid, (tx) => stakes(tx, portal.uuid, visit.now))
    const errors = refusal && errorsOf(refusal, visit.language)
    for (const [field, shown] of Object.entries(shownAt))
      if (errors?.[field]) {
        errors[shown] = errors[field]
        delete errors[field]
      }
    return visit.page(
      <Page portal={portal} stakes={counted} typed={form} errors={errors} />,
      refusal?.status,
    )
  }
  const notPossible = (visit: Visit, portal: FoundPortal) =>
    visit.page(
      <NotPossiblePage portal={portal} why={refused(portal.status).say(visit.language)} />,
      409,
    )
  const possible = (portal: FoundPortal) =>
    portal.possible.includes(operation.name as StatusOperation)

  return [
    portalPage(
      route,
      'GET',
      (visit, portal) => (possible(portal) ? ask(visit, portal) : notPossible(visit, portal)),
      { right },
    ),
    portalPage(
      route,
      'POST',
      async (visit, before) => {
        const form = typed(visit.form)
        const result = await visit.perform(operation, { portal: before.id, ...input(form) })
        if (result.ok)
          return visit.redirect(routes.portal({ portal: before.id }), {
            tone: 'green',
            text: words(visit.language)(done, { name: before.name }),
          })
        // Looked up again: it may have been moved by somebody else in between.
        const portal = await foundPortal(visit)
        if (!portal) return visit.refuse(result)
        return possible(portal) ? ask(visit, portal, form, result) : notPossible(visit, portal)
      },
      { right, fields },
    ),
  ]
}

const WHY: FormFields = { cause: 'text', note: 'text' }
const why = ({ cause, note }: Form) => ({ cause, note })

export const lifecycleController: readonly Served[] = [
  ...move({
    route: routes.portalCertification,
    operation: certifyPortal,
    refused: (from) => transitionRefused(from, 'certified_secure'),
    Page: CertifyPage,
    done: 'certify.done',
  }),
  ...move({
    route: routes.portalTrialExpiry,
    operation: expireTrial,
    refused: (from) => transitionRefused(from, 'trial_expired'),
    Page: ExpirePage,
    done: 'expire.done',
  }),
  ...move({
    route: routes.portalSuspension,
    operation: suspendPortal,
    refused: (from) => transitionRefused(from, 'suspended'),
    Page: SuspendPage,
    fields: WHY,
    input: why,
    done: 'suspend.done',
  }),
  ...move({
    route: routes.portalSuspensionEnd,
    operation: unsuspendPortal,
    refused: notSuspended,
    Page: UnsuspendPage,
    fields: WHY,
    input: why,
    done: 'unsuspend.done',
  }),
  ...move({
    route: routes.portalCancellation,
    operation: cancelPortal,
    refused: (from) => transitionRefused(from, 'cancelled'),
    Page: CancelPage,
    input: ({ confirmation }) => ({ name: confirmation }),
    fields: { confirmation: 'text' },
    shownAt: { name: 'confirmation' },
    done: 'cancel.done',
  }),
]
