import {
  errorsOf,
  listOf,
  page,
  typed,
  type FormFields,
  type Served,
  type Visit,
} from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { foundPortal, portalPage } from '../console/portal-page.tsx'
import { wholeNumber } from '../../web/index.ts'
import { showPortal } from '../overview/queries.ts'
import { OwnSettings, SettingsOfPortal } from './pages.tsx'
import { configurePortal } from './settings.ts'
import { words } from './texts.ts'

interface Sent {
  typed: Record<string, string>
  afterTrial: string[]
  /** A box that is not ticked is not sent, which is a no. */
  staffSecondFactor: boolean
}

const sent = ({ form }: Visit): Sent => ({
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

const errors = (visit: Visit, refusal: Refusal) => errorsOf(refusal, visit.language)

const saved = (visit: Visit, to: string) =>
  visit.redirect(to, { tone: 'green', text: words(visit.language)('done') })

const ownPortal = (visit: Visit) =>
  visit.read((tx) => showPortal(tx, visit.caller, visit.portal.id, visit.now))

const configures = { right: 'portal:configure' } as const

export const settingsController: readonly Served[] = [
  portalPage(
    routes.portalSettings,
    'GET',
    (visit, portal) => visit.page(<SettingsOfPortal portal={portal} />),
    { living: true },
  ),
  portalPage(
    routes.portalSettings,
    'POST',
    async (visit, { id }) => {
      const form = sent(visit)
      const result = await visit.perform(configurePortal, {
        ...inputOf(form),
        portal: id,
        // Boxes that are not ticked are not sent, so an empty list is one too.
        afterTrial: form.afterTrial,
      })
      if (result.ok) return saved(visit, routes.portalSettings({ portal: id }))
      const portal = await foundPortal(visit)
      if (!portal) return visit.refuse(result)
      const props = { portal, ...form, errors: errors(visit, result) }
      return visit.page(<SettingsOfPortal {...props} />, result.status)
    },
    { ...configures, fields: { ...FIELDS, afterTrial: 'list' } },
  ),

  page(
    routes.settings,
    'GET',
    'settings',
    async (visit) => {
      const portal = await ownPortal(visit)
      return portal
        ? visit.page(<OwnSettings portal={portal} />)
        : visit.refuse(refuse('not_found'))
    },
    configures,
  ),
  page(
    routes.settings,
    'POST',
    'settings',
    async (visit) => {
      const form = sent(visit)
      const portal = show('portal', visit.portal.id)
      const { actOnBehalf } = form.typed
      const result = await visit.perform(configurePortal, {
        ...inputOf(form),
        actOnBehalf: yesOrNo(actOnBehalf),
        portal,
      })
      if (result.ok) return saved(visit, routes.settings())
      const now = await ownPortal(visit)
      if (!now) return visit.refuse(result)
      const { typed, staffSecondFactor } = form
      const props = { portal: now, typed, staffSecondFactor, errors: errors(visit, result) }
      return visit.page(<OwnSettings {...props} />, result.status)
    },
    { ...configures, fields: OWN_FIELDS },
  ),
]
