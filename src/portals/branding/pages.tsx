import { useRequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxField,
  ColorField,
  FieldGroup,
  FileField,
  Form,
  shades,
  type Errors,
} from '../../ui/index.ts'
import { words as shared } from '../console/texts.ts'
import { SettingsLayout } from '../settings/layout.tsx'
import { LOGO_TYPES } from './logo.ts'
import { Preview } from './preview.tsx'
import { t } from './texts.ts'

interface BrandingProps {
  brandColor: string
  accentColor: string
  version: number
  errors?: Errors
}

export function BrandingPage({ brandColor, accentColor, version, errors = {} }: BrandingProps) {
  const { portal } = useRequestContext()
  const colours = { brandColor, accentColor }
  const moved = Object.values(colours)
    .map((chosen) => ({ chosen, shown: shades(chosen, 'light').text }))
    .filter(({ chosen, shown }) => chosen !== shown)
  return (
    <SettingsLayout tab="branding">
      <Form
        action={routes.settings.branding()}
        hidden={{ version }}
        errors={errors}
        files
        // The colours stand in the page's head, which only a whole new page brings anew.
        leaves
      >
        <FieldGroup legend={t('colours')} help={t('contrast')}>
          <ColorField
            name="brandColor"
            label={t('brand')}
            help={t('brand.help')}
            value={brandColor}
            error={errors['brandColor']}
          />
          <ColorField
            name="accentColor"
            label={t('accent')}
            help={t('accent.help')}
            value={accentColor}
            error={errors['accentColor']}
          />
          <div id="preview" class="field">
            <Preview colours={colours} />
            {moved.map((values) => (
              <p class="help">{t('preview.moved', values)}</p>
            ))}
          </div>
          <span
            hidden
            hx-get={routes.settings.branding()}
            hx-trigger="change from:#f-brandColor, change from:#f-accentColor"
            hx-include="#f-brandColor, #f-accentColor"
            hx-target="#preview"
            hx-select="#preview"
            hx-swap="outerMorph"
          />
        </FieldGroup>
        <FieldGroup legend={t('logo')}>
          {portal.logo_version > 0 ? <LogoNow /> : <p>{t('logo.none')}</p>}
          <FileField
            name="logo"
            label={t('logo.file')}
            help={t('logo.help')}
            error={errors['logo']}
            accept={LOGO_TYPES.join(',')}
            optional
          />
        </FieldGroup>
        <Actions>
          <Button>{shared.t('save')}</Button>
          <Button look="plain" name="preview" value="on">
            {t('preview.do')}
          </Button>
          {errors[''] ? (
            <ButtonLink href={routes.settings.branding()}>{shared.t('load.again')}</ButtonLink>
          ) : null}
        </Actions>
      </Form>
    </SettingsLayout>
  )
}

const LogoNow = () => {
  const { portal } = useRequestContext()
  return (
    <>
      <img src={routes.logo({}, { v: portal.logo_version })} alt={t('logo.now')} height="40" />
      <CheckboxField name="removeLogo" label={t('logo.remove')} />
    </>
  )
}
