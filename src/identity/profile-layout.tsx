import type { Child } from 'hono/jsx'
import { routes } from '../routes.ts'
import { Tabs } from '../ui/index.ts'
import { Layout, useSignedInContext } from '../web/index.ts'
import { t } from './profile/texts.ts'

const TABS = {
  profile: routes.profile,
  password: routes.profile.password,
  factors: routes.profile.factors,
  sessions: routes.profile.sessions,
  ownWorkAccount: routes.profile.workAccount,
  previews: routes.profile.previews,
}
type Tab = keyof typeof TABS

interface ProfileLayoutProps {
  current: Tab
  /** Of a page below the tab's own. */
  heading?: string
  lead?: string
  scripts?: string[]
  children?: Child
}

/** The pages about oneself, in the staff or the guest layout. */
export function ProfileLayout(props: ProfileLayoutProps) {
  const { current, heading, lead, scripts, children } = props
  const { person } = useSignedInContext()
  const inFront = person.kind === 'contact'
  const shown = (tab: Tab) =>
    // Only clients are looked at.
    (inFront || tab !== 'previews') &&
    // Led to from the profile's first page while a provider is set.
    (tab !== 'ownWorkAccount' || current === tab)
  const tabs = (Object.keys(TABS) as Tab[]).filter(shown).map((tab) => ({
    label: t(`tab.${tab}`),
    href: TABS[tab](),
    current: tab === current,
  }))
  return (
    <Layout title={t('title')} tabs={tabs} width="form" scripts={scripts}>
      {inFront ? <Tabs tabs={tabs} /> : null}
      {heading ? <h2>{heading}</h2> : null}
      {lead ? <p class="muted">{lead}</p> : null}
      {children}
    </Layout>
  )
}
