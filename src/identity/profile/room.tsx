import type { Child } from 'hono/jsx'
import { routes } from '../../routes.ts'
import { Tabs } from '../../ui/index.ts'
import { Room } from '../visits/rooms.tsx'
import type { SignedInVisit } from '../visits/visit.ts'
import { words } from './texts.ts'

const TABS = ['profile', 'password', 'sessions', 'ownWorkAccount'] as const

interface ProfileRoomProps {
  visit: SignedInVisit
  current: (typeof TABS)[number]
  lead?: string
  children?: Child
}

/** The three pages about oneself, in a workroom or a front room. */
export function ProfileRoom({ visit, current, lead, children }: ProfileRoomProps) {
  const { language, person } = visit
  const t = words(language)
  // Shown from the page itself and, while a provider is set, from the profile's first page.
  const tabs = TABS.filter((tab) => tab !== 'ownWorkAccount' || current === tab).map((tab) => ({
    label: t(`tab.${tab}`),
    href: routes[tab](),
    current: tab === current,
  }))
  const inFront = person.kind === 'contact'
  return (
    <Room visit={visit} title={t('title')} tabs={tabs} width="form">
      {inFront ? <Tabs language={language} tabs={tabs} /> : null}
      {lead ? <p class="muted">{lead}</p> : null}
      {children}
    </Room>
  )
}
