import type { Child } from 'hono/jsx'
import { Room, type RoomProps, type SignedInVisit } from '../web/index.ts'
import { routes } from '../routes.ts'
import { words } from './contacts/texts.ts'

interface ContactsRoomProps {
  visit: SignedInVisit
  tab: 'contacts' | 'companies' | 'duplicates'
  action?: Child
  menu?: RoomProps['menu']
  children?: Child
}

/** The frame of the lists: contacts, their companies, and cards that may be one person's. */
export function ContactsRoom({ visit, tab, action, menu, children }: ContactsRoomProps) {
  const t = words(visit.language)
  return (
    <Room
      visit={visit}
      title={t('title')}
      action={action}
      menu={menu}
      tabs={[
        { label: t('tab.contacts'), href: routes.contacts(), current: tab === 'contacts' },
        { label: t('tab.companies'), href: routes.companies(), current: tab === 'companies' },
        { label: t('tab.duplicates'), href: routes.duplicates(), current: tab === 'duplicates' },
      ]}
    >
      {children}
    </Room>
  )
}
