import {
  errorsOf,
  openPage,
  page,
  resource,
  typed,
  wholeNumber,
  type FormFields,
  type RequestContext,
  type SentForm,
} from '../../web/index.ts'
import { CONSOLE } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { themeCss } from '../../ui/index.ts'
import { color } from '../inputs.ts'
import { portalAnswers } from '../portal-view/portal-view.ts'
import { thatPortal } from '../owners.tsx'
import { answersSettings } from '../portal-view/setting-view.ts'
import { brandPortal } from './branding.ts'
import { takes } from './logo.ts'
import { BrandingPage } from './pages.tsx'
import { portalLogo } from './queries.ts'
import { words } from './texts.ts'

/** Logos and themes have their version in their address: a new one is another address. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** What is asked for without the version that is served now must be asked for again. */
const keeping = (ctx: RequestContext, version: number) =>
  ctx.query('v') === String(version) ? FOR_EVER : 'no-cache'

/** The colours in the form or the address, as far as they are any; else the portal's. */
function coloursOf({ portal }: RequestContext, given: { [name: string]: unknown }) {
  const chosen = (name: string, now: string) => color.safeParse(given[name]).data ?? now
  return {
    brandColor: chosen('brandColor', portal.brand_color),
    accentColor: chosen('accentColor', portal.accent_color),
  }
}

/** The picture in the form in base64; null where it is to go, undefined where nothing is said of it. */
async function logoOf(form: SentForm): Promise<string | null | undefined> {
  const { logo, removeLogo } = form
  if (logo instanceof File && logo.size > 0)
    return Buffer.from(await logo.arrayBuffer()).toString('base64')
  return removeLogo === 'on' ? null : undefined
}

function answer(
  ctx: RequestContext,
  given: Record<string, unknown>,
  version: number,
  refusal?: Refusal,
) {
  const errors = refusal && errorsOf(refusal, ctx.language)
  const props = { ...coloursOf(ctx, given), version, errors }
  return ctx.page(<BrandingPage {...props} />, refusal?.status)
}

const FIELDS: FormFields = {
  version: 'text',
  brandColor: 'text',
  accentColor: 'text',
  logo: 'file',
  removeLogo: 'box',
  preview: 'box',
}

/** The form has two buttons: one looks at what is chosen, one keeps it. */
const written = page(
  routes.settings.branding,
  'POST',
  'branding',
  async (ctx) => {
    const { form } = ctx
    const fields = typed(form)
    const version = wholeNumber(fields['version'])
    if (fields['preview']) return answer(ctx, fields, version)
    const result = await ctx.perform(brandPortal, {
      ...thatPortal.from(ctx),
      version,
      brandColor: fields['brandColor'],
      accentColor: fields['accentColor'],
      logo: await logoOf(form),
    })
    if (!result.ok) return answer(ctx, fields, version, result)
    return ctx.redirect(routes.settings.branding(), {
      tone: 'green',
      text: words(ctx.language)('done'),
    })
  },
  { right: 'portal:configure', fields: FIELDS, takes },
)

const own = resource({ feature: 'branding', words, ...answersSettings })
  .page(routes.settings.branding, (ctx) => answer(ctx, ctx.c.req.query(), ctx.portal.version))
  .also(written)
  .change(brandPortal, {
    api: routes.api.settings.branding,
    name: 'settings.brand',
    given: thatPortal,
    takes,
  })

const providers = resource({
  feature: 'home',
  right: 'portal:configure',
  words,
  ...portalAnswers,
}).change(brandPortal, { api: routes.api.portals.one.branding, takes })

/** Open: the sign-in page wears the portal's colours too. */
const look = [
  openPage(routes.theme, 'GET', (ctx) => {
    const { id, branded, brand_color, accent_color, version } = ctx.portal
    // The console keeps the product's own two colours; so does a portal whose trial took its away.
    const own = branded && id !== CONSOLE
    return new Response(own ? themeCss({ primary: brand_color, accent: accent_color }) : '', {
      headers: {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': branded ? keeping(ctx, version) : 'no-cache',
      },
    })
  }),

  openPage(routes.logo, 'GET', async (ctx) => {
    const { branded, logo_version } = ctx.portal
    const logo = branded ? await ctx.read((tx) => portalLogo(tx)) : undefined
    if (!logo) return new Response(null, { status: 404, headers: { 'cache-control': 'no-cache' } })
    return new Response(new Uint8Array(logo.bytes), {
      headers: { 'content-type': logo.type, 'cache-control': keeping(ctx, logo_version) },
    })
  }),
]

export const brandingResources = [...own, ...providers, ...look]
