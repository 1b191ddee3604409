import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { color, portalChange, thatPortal } from '../inputs.ts'
import { isRefusal, lockLiving } from '../living.ts'
import { refuse } from '../refusals.ts'
import { changePortal } from '../settings/queries.ts'
import { version } from '../inputs.ts'
import { checkLogo, LOGO_BYTES, LOGO_SIDE } from './logo.ts'
import { dropLogo, storeLogo } from './queries.ts'

export const brandPortal = operation({
  name: 'portal.brand',
  done: { en: 'Changed name, logo or colours', es: 'Cambió el nombre, el logotipo o los colores' },
  details: {
    brand_color: { en: 'Main colour', es: 'Color principal' },
    accent_color: { en: 'Accent colour', es: 'Color de acento' },
    logo: { en: 'Logo', es: 'Logotipo' },
  },
  summary: 'Changes a portal’s two colours and its logo',
  input: portalChange('BrandingChange', {
    version,
    brandColor: color.optional(),
    accentColor: color.optional(),
    logo: z
      .base64()
      // Above this the decoded image is too large in any case, and need not be decoded to see it.
      .max(4 * LOGO_BYTES)
      .nullable()
      .optional()
      .describe(
        'A PNG, JPEG or WebP image of at most 256 KB and 4,096 pixels a side, in base64; null removes the logo',
      ),
  }),
  right: 'portal:configure',
  portal: thatPortal,
  async run(op, { portal: id, version, brandColor, accentColor, logo }) {
    const { tx, note } = op
    const portal = await lockLiving(op, id)
    if (isRefusal(portal)) return portal
    const stale = op.basedOn(portal.version, version)
    if (stale) return stale
    const bytes = typeof logo === 'string' ? Buffer.from(logo, 'base64') : null
    const checked = bytes && checkLogo(bytes)
    if (checked && 'wrong' in checked)
      return refuse(checked.wrong, { field: 'logo', values: { side: LOGO_SIDE } })
    if (checked) await storeLogo(tx, checked.type, bytes)
    if (logo === null) await dropLogo(tx)
    const now = await changePortal(tx, {
      brand_color: brandColor,
      accent_color: accentColor,
      // The logo's address carries this number, so that browsers may keep each for good.
      logo_version: logo === undefined ? undefined : portal.logo_version + 1,
    })
    note({
      subject: show('portal', id),
      details: {
        ...(brandColor ? { brand_color: { from: portal.brand_color, to: brandColor } } : {}),
        ...(accentColor ? { accent_color: { from: portal.accent_color, to: accentColor } } : {}),
        ...(logo === undefined ? {} : { logo: checked?.type ?? 'removed' }),
      },
    })
    return done({ portal: show('portal', id), version: now })
  },
})
