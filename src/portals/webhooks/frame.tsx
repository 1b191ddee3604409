import type { Child } from 'hono/jsx'
import { Room, type Visit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { Crumb, MenuItem } from '../../ui/index.ts'
import { PartnerRoom, partnerCrumbs } from '../partners/room.tsx'
import { SettingsRoom } from '../settings/room.tsx'
import { addressesOf } from './addresses.ts'
import { words } from './texts.ts'
import type { Owner } from './webhook.ts'

/** Whose webhooks a page is about: a partner by its name, a portal as its own. */
export interface Whose {
  owner: Owner
  /** Of a partner. */
  name?: string
}

interface FrameProps {
  visit: Visit
  whose: Whose
  title?: string
  badge?: Child
  subtitle?: Child
  action?: Child
  menu?: MenuItem[]
  facts?: Child
  width?: 'full' | 'form'
  children?: Child
}

/** The list: among a portal's settings, or on a page of the partner's. */
export function ListFrame({ visit, whose, action, children }: FrameProps) {
  if (whose.owner.partner === null)
    return (
      <SettingsRoom visit={visit} tab="webhooks" action={action}>
        {children}
      </SettingsRoom>
    )
  return (
    <PartnerRoom visit={visit} partner={partnerOf(whose)} tab="webhooks" action={action}>
      {children}
    </PartnerRoom>
  )
}

/** A page below the list, or below a page of it. */
export function Frame({
  visit,
  whose,
  title,
  under,
  ...rest
}: FrameProps & { title: string; under?: Crumb }) {
  const t = words(visit.language)
  const list = addressesOf(whose.owner).list()
  const above =
    whose.owner.partner === null
      ? [
          { label: t('settings'), href: routes.settings() },
          { label: t('title'), href: list },
        ]
      : partnerCrumbs(visit, partnerOf(whose), { text: 'tab.webhooks', href: list })
  return (
    <Room visit={visit} title={title} crumbs={[...above, ...(under ? [under] : [])]} {...rest} />
  )
}

const partnerOf = ({ owner, name = '' }: Whose) => ({ id: show('partner', owner.partner!), name })
