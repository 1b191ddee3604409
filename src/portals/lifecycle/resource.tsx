import type { FC } from 'hono/jsx'
import type { z } from 'zod'
import { inPortal } from '../../identity/index.ts'
import {
  asTyped,
  resourceOf,
  type FormFields,
  type RouteHandler,
  type RoutePattern,
  type SignedInContext,
} from '../../web/index.ts'
import type { Right } from '../../gate/index.ts'
import type { Operation } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalInPath, type PortalInPath } from '../console/portal-page.tsx'
import { impact } from '../console/queries.ts'
import { portalAnswers } from '../portal-view/portal-view.ts'
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

interface Move<I extends z.ZodType> {
  page: RoutePattern
  api: RoutePattern
  method?: 'DELETE'
  operation: Operation<I>
  /** Why not, where the table of transitions has no such move. */
  refused: (from: PortalStatus) => Refusal
  Page: FC<ConfirmPageProps>
  fields?: FormFields
  /** The operation's input from the form, where they differ. */
  input?: (form: Record<string, string>) => Record<string, unknown>
  /** The form's field for the operation's, where they differ. */
  shownAt?: Record<string, string>
  done: Text
}

/** A change of status: the page that asks, with what would happen, its form, and its endpoint. */
const move = <I extends z.ZodType>(declared: Move<I>): Iterable<RouteHandler> => {
  const {
    page,
    api,
    method,
    operation,
    refused,
    Page,
    fields,
    input,
    shownAt = {},
    done,
  } = declared
  const ask = async (ctx: SignedInContext, portal: PortalInPath, refusal?: Refusal) => {
    if (!portal.possible.includes(operation.name as StatusOperation))
      return ctx.page(
        <NotPossiblePage portal={portal} why={refused(portal.status).say(ctx.language)} />,
        409,
      )
    const counted = await inPortal(ctx, portal.uuid, (tx) => impact(tx, ctx.now))
    const { typed, errors = {} } = asTyped(ctx, refusal)
    const shown = Object.fromEntries(
      Object.entries(errors).map(([field, text]) => [shownAt[field] ?? field, text]),
    )
    return ctx.page(
      <Page portal={portal} impact={counted} typed={typed} errors={refusal && shown} />,
      refusal?.status,
    )
  }
  return resourceOf(
    { feature: 'home', right: operation.right as Right, words, ...portalAnswers },
    portalInPath,
  )
    .page(page, ask)
    .change(operation, {
      page,
      api,
      method,
      fields,
      filled: true,
      input,
      again: ask,
      to: (_, __, { id }) => routes.console.portals.one({ portal: id }),
      said: (_, __, { name }) => ({ text: done, values: { name } }),
    })
}

const { api } = routes

export const lifecycleResources: readonly RouteHandler[] = [
  ...move({
    page: routes.console.portals.one.certification,
    api: api.portals.one.certification,
    operation: certifyPortal,
    refused: (from) => transitionRefused(from, 'certified_secure'),
    Page: CertifyPage,
    done: 'certify.done',
  }),
  ...move({
    page: routes.console.portals.one.trialExpiry,
    api: api.portals.one.trialExpiry,
    operation: expireTrial,
    refused: (from) => transitionRefused(from, 'trial_expired'),
    Page: ExpirePage,
    done: 'expire.done',
  }),
  ...move({
    page: routes.console.portals.one.suspension,
    api: api.portals.one.suspension,
    operation: suspendPortal,
    refused: (from) => transitionRefused(from, 'suspended'),
    Page: SuspendPage,
    done: 'suspend.done',
  }),
  ...move({
    page: routes.console.portals.one.suspension.end,
    api: api.portals.one.suspension,
    method: 'DELETE',
    operation: unsuspendPortal,
    refused: notSuspended,
    Page: UnsuspendPage,
    done: 'unsuspend.done',
  }),
  ...move({
    page: routes.console.portals.one.cancellation,
    api: api.portals.one.cancellation,
    operation: cancelPortal,
    refused: (from) => transitionRefused(from, 'cancelled'),
    Page: CancelPage,
    fields: { confirmation: 'text' },
    input: ({ confirmation }) => ({ name: confirmation }),
    shownAt: { name: 'confirmation' },
    done: 'cancel.done',
  }),
]
