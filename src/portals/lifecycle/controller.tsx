import type { FC } from 'hono/jsx'
import { inPortal } from '../../identity/index.ts'
import type { z } from 'zod'
import {
  errorsOf,
  typed,
  type FormFields,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import type { Right } from '../../gate/index.ts'
import type { Operation } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalInPath, portalPage, type PortalInPath } from '../console/portal-page.tsx'
import { impact } from '../console/queries.ts'
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
import type { PortalStatus, StatusOperation } from '../status/portal-status.ts'
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
}: Move<I>): RouteHandler[] => {
  const right = operation.right as Right
  const ask = async (ctx: RequestContext, portal: PortalInPath, form?: Form, refusal?: Refusal) => {
    const counted = await inPortal(ctx, portal.uuid, (tx) => impact(tx, ctx.now))
    const errors = refusal && errorsOf(refusal, ctx.language)
    for (const [field, shown] of Object.entries(shownAt))
      if (errors?.[field]) {
        errors[shown] = errors[field]
        delete errors[field]
      }
    return ctx.page(
      <Page portal={portal} impact={counted} typed={form} errors={errors} />,
      refusal?.status,
    )
  }
  const notPossible = (ctx: RequestContext, portal: PortalInPath) =>
    ctx.page(
      <NotPossiblePage portal={portal} why={refused(portal.status).say(ctx.language)} />,
      409,
    )
  const possible = (portal: PortalInPath) =>
    portal.possible.includes(operation.name as StatusOperation)

  return [
    portalPage(
      route,
      'GET',
      (ctx, portal) => (possible(portal) ? ask(ctx, portal) : notPossible(ctx, portal)),
      { right },
    ),
    portalPage(
      route,
      'POST',
      async (ctx, before) => {
        const form = typed(ctx.form)
        const result = await ctx.perform(operation, { portal: before.id, ...input(form) })
        if (result.ok)
          return ctx.redirect(routes.portal({ portal: before.id }), {
            tone: 'green',
            text: words(ctx.language)(done, { name: before.name }),
          })
        // Looked up again: it may have been moved by somebody else in between.
        const portal = await portalInPath(ctx)
        if (!portal) return ctx.refuse(result)
        return possible(portal) ? ask(ctx, portal, form, result) : notPossible(ctx, portal)
      },
      { right, fields },
    ),
  ]
}

const WHY: FormFields = { cause: 'text', note: 'text' }
const why = ({ cause, note }: Form) => ({ cause, note })

export const lifecycleController: readonly RouteHandler[] = [
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
