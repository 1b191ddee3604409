import type { Child } from 'hono/jsx'
import { Room, type Visit } from '../../identity/index.ts'
import { routes } from '../../routes.ts'
import type { Crumb, MenuItem } from '../../ui/index.ts'
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
  const t = words(visit.language)
  if (whose.owner.partner === null)
    return (
      <SettingsRoom visit={visit} tab="webhooks" action={action}>
        {children}
      </SettingsRoom>
    )
  return (
    <Room visit={visit} title={t('title')} subtitle={whose.name} action={action}>
      {children}
    </Room>
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
  const list = { label: t('title'), href: addressesOf(whose.owner).list }
  const above =
    whose.owner.partner === null ? [{ label: t('settings'), href: routes.settings() }] : []
  return (
    <Room
      visit={visit}
      title={title}
      crumbs={[...above, list, ...(under ? [under] : [])]}
      {...rest}
    />
  )
}
