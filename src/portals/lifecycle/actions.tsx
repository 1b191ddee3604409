import type { RequestContext } from '../../web/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, type MenuItem } from '../../ui/index.ts'
import type { Child } from 'hono/jsx'
import type { PortalInPath } from '../console/portal-page.tsx'
import { t, type Text } from './texts.ts'
import { TRANSITIONS, type PortalStatus, type StatusOperation } from '../status/portal-status.ts'

interface Action {
  text: Text
  href: (at: { portal: string }) => string
  danger?: true
}

type ByHand = Exclude<StatusOperation, 'portal.create'>

/** What each operation is called on a button, and the page that asks once more. */
export const ACTIONS: Readonly<Record<ByHand, Action>> = {
  'portal.certify': { text: 'do.certify', href: routes.console.portals.one.certification },
  'portal.expire_trial': { text: 'do.expire', href: routes.console.portals.one.trialExpiry },
  'portal.suspend': {
    text: 'do.suspend',
    href: routes.console.portals.one.suspension,
    danger: true,
  },
  'portal.unsuspend': { text: 'do.unsuspend', href: routes.console.portals.one.suspension.end },
  'portal.cancel': {
    text: 'do.cancel',
    href: routes.console.portals.one.cancellation,
    danger: true,
  },
}

/** What is most likely to be done with a portal in a status. */
const LIKELIEST: Partial<Record<PortalStatus, ByHand>> = {
  trial_active: 'portal.certify',
  trial_expired: 'portal.certify',
  suspended: 'portal.unsuspend',
}

const holdsFor = (ctx: RequestContext, status: PortalStatus, name: StatusOperation): boolean =>
  TRANSITIONS.some(
    ({ from, operation, right }) => from === status && operation === name && ctx.holds(right),
  )

/**
 * A portal page's button and menu: what the table of transitions allows in its status, as far as the
 * visitor may do it.
 * @param deleted there is a certificate to be read
 */
export function actionsFor(
  ctx: RequestContext,
  portal: PortalInPath,
  deleted: boolean,
): { primary: Child; menu: MenuItem[] } {
  const { id, status } = portal
  const at = { portal: id }
  const possible = portal.possible.filter(
    (name): name is ByHand => name !== 'portal.create' && holdsFor(ctx, status, name),
  )
  const first = possible.find((name) => name === LIKELIEST[status])
  const menu = possible
    .filter((name) => name !== first)
    .map((name) => {
      const { text, href, danger } = ACTIONS[name]
      return { label: t(text), href: href(at), danger }
    })
  return { primary: primary(), menu }

  function primary(): Child {
    if (first)
      return (
        <ButtonLink look="primary" href={ACTIONS[first].href(at)}>
          {t(ACTIONS[first].text)}
        </ButtonLink>
      )
    if (deleted)
      return (
        <ButtonLink look="primary" icon="file" href={routes.console.portals.one.certificate(at)}>
          {t('do.certificate')}
        </ButtonLink>
      )
    if (status !== 'certified_secure') return null
    return (
      <ButtonLink look="primary" icon="link" href={addressOn(ctx.installation, portal.host)}>
        {t('do.open')}
      </ButtonLink>
    )
  }
}
