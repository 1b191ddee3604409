import type { Child } from 'hono/jsx'
import type { FeatureName } from '../../gate/index.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Catalogue, Language } from '../../kit/texts.ts'
import type { Route } from '../../routes.ts'
import { errorsOf, resourceOf, type SignedInContext } from '../../web/index.ts'
import { showPortal, type PortalDetail } from '../console/portal-queries.ts'
import { thatPortal } from '../owners.tsx'
import { answersSettings } from '../portal-view/setting-view.ts'
import { fieldsOf } from '../setting/setting.ts'
import { SettingsLayout } from './layout.tsx'
import { SettingsPart } from './pages.tsx'
import { configurePortal } from './settings.ts'

interface Page {
  /** The part of the settings, which is a tab of its own. */
  form: 'payments' | 'paid_access'
  feature: FeatureName
  route: Route
  words: Catalogue<'done'>
  /** Above the form. */
  above: (language: Language) => Child
}

/** The page of one part of a portal's settings that its own staff set, and what is sent from there. */
export function ownSettings({ form, feature, route, words, above }: Page) {
  const page = (ctx: SignedInContext, portal: PortalDetail, refusal?: Refusal) => {
    const { form: sent, language } = ctx
    const refused = refusal && { sent, errors: errorsOf(refusal, language) }
    return ctx.page(
      <SettingsLayout tab={form}>
        {above(language)}
        <SettingsPart portal={portal} form={form} action={route()} {...refused} />
      </SettingsLayout>,
      refusal?.status,
    )
  }
  return resourceOf({ feature, words, ...answersSettings }, (ctx) =>
    ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now)),
  )
    .page(route, page)
    .change(configurePortal, {
      page: route,
      given: thatPortal,
      fields: fieldsOf(form),
      filled: true,
      again: page,
      to: () => route(),
      said: 'done',
    })
}
