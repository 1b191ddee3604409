import {
  errorsOf,
  listOf,
  page,
  typed,
  type FormFields,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalInPath, portalPage } from '../console/portal-page.tsx'
import { wholeNumber } from '../../web/index.ts'
import { showPortal } from '../console/portal-queries.ts'
import { OwnSettings, SettingsOfPortal } from './pages.tsx'
import { configurePortal } from './settings.ts'
import { words } from './texts.ts'

interface Sent {
  typed: Record<string, string>
  afterTrial: string[]
  /** A box that is not ticked is not sent, which is a no. */
  staffSecondFactor: boolean
}

const sent = ({ form }: RequestContext): Sent => ({
  typed: typed(form),
  afterTrial: listOf(form, 'afterTrial'),
  staffSecondFactor: form['staffSecondFactor'] !== undefined,
})

const FIELDS: FormFields = {
  version: 'text',
  name: 'text',
  language: 'text',
  timeZone: 'text',
  invitationHours: 'text',
  lockoutAttempts: 'text',
  signInByCode: 'text',
  mailsPerMinute: 'text',
  registrationFact: 'text',
  staffSecondFactor: 'box',
}

/** As a choice of two words, so that a form without it leaves it as it is. */
const OWN_FIELDS: FormFields = { ...FIELDS, actOnBehalf: 'text' }

/** What is neither stays as it came, for the operation to refuse. */
const yesOrNo = (text: string | undefined) =>
  text === undefined || text === '' ? undefined : text === 'yes' || (text === 'no' ? false : text)

const inputOf = ({ typed: form, staffSecondFactor }: Sent) => ({
  version: wholeNumber(form['version']),
  name: form['name'],
  language: form['language'],
  timeZone: form['timeZone'],
  invitationHours: wholeNumber(form['invitationHours']),
  lockoutAttempts: wholeNumber(form['lockoutAttempts']),
  signInByCode: yesOrNo(form['signInByCode']),
  mailsPerMinute: wholeNumber(form['mailsPerMinute']),
  registrationFact: form['registrationFact'],
  staffSecondFactor,
})

const errors = (ctx: RequestContext, refusal: Refusal) => errorsOf(refusal, ctx.language)

const saved = (ctx: RequestContext, to: string) =>
  ctx.redirect(to, { tone: 'green', text: words(ctx.language)('done') })

const ownPortal = (ctx: RequestContext) =>
  ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now))

const configures = { right: 'portal:configure' } as const

export const settingsController: readonly RouteHandler[] = [
  portalPage(
    routes.portalSettings,
    'GET',
    (ctx, portal) => ctx.page(<SettingsOfPortal portal={portal} />),
    { living: true },
  ),
  portalPage(
    routes.portalSettings,
    'POST',
    async (ctx, { id }) => {
      const form = sent(ctx)
      const result = await ctx.perform(configurePortal, {
        ...inputOf(form),
        portal: id,
        // Boxes that are not ticked are not sent, so an empty list is one too.
        afterTrial: form.afterTrial,
      })
      if (result.ok) return saved(ctx, routes.portalSettings({ portal: id }))
      const portal = await portalInPath(ctx)
      if (!portal) return ctx.refuse(result)
      const props = { portal, ...form, errors: errors(ctx, result) }
      return ctx.page(<SettingsOfPortal {...props} />, result.status)
    },
    { ...configures, fields: { ...FIELDS, afterTrial: 'list' } },
  ),

  page(
    routes.settings,
    'GET',
    'settings',
    async (ctx) => {
      const portal = await ownPortal(ctx)
      return portal ? ctx.page(<OwnSettings portal={portal} />) : ctx.refuse(refuse('not_found'))
    },
    configures,
  ),
  page(
    routes.settings,
    'POST',
    'settings',
    async (ctx) => {
      const form = sent(ctx)
      const portal = show('portal', ctx.portal.id)
      const { actOnBehalf } = form.typed
      const result = await ctx.perform(configurePortal, {
        ...inputOf(form),
        actOnBehalf: yesOrNo(actOnBehalf),
        portal,
      })
      if (result.ok) return saved(ctx, routes.settings())
      const now = await ownPortal(ctx)
      if (!now) return ctx.refuse(result)
      const { typed, staffSecondFactor } = form
      const props = { portal: now, typed, staffSecondFactor, errors: errors(ctx, result) }
      return ctx.page(<OwnSettings {...props} />, result.status)
    },
    { ...configures, fields: OWN_FIELDS },
  ),
]
