import { Layout } from '../../web/index.ts'
import type { Child } from 'hono/jsx'
import type { OwnerTab } from '../../identity/index.ts'
import { routes } from '../../routes.ts'
import { t } from '../console/texts.ts'
import { words } from './texts.ts'

interface SettingsLayoutProps {
  tab:
    | 'settings'
    | 'branding'
    | 'mails'
    | 'work_accounts'
    | 'cases'
    | 'fields'
    | 'files'
    | 'payments'
    | 'paid_access'
    | OwnerTab
  action?: Child
  children?: Child
}

/**
 * The frame of what a portal's staff set for themselves. What a trial's end took away keeps its tab:
 * behind it stands why, and what brings it back.
 */
export function SettingsLayout({ tab, action, children }: SettingsLayoutProps) {
  return (
    <Layout
      title={words.t('title')}
      width="form"
      action={action}
      tabs={[
        { label: t('tab.settings'), href: routes.settings(), current: tab === 'settings' },
        { label: t('tab.branding'), href: routes.settings.branding(), current: tab === 'branding' },
        { label: t('tab.mails'), href: routes.settings.mails(), current: tab === 'mails' },
        { label: t('tab.hosts'), href: routes.settings.hosts(), current: tab === 'hosts' },
        {
          label: t('tab.work_accounts'),
          href: routes.settings.workAccounts(),
          current: tab === 'work_accounts',
        },
        { label: t('tab.fields'), href: routes.settings.fields(), current: tab === 'fields' },
        { label: t('tab.cases'), href: routes.settings.cases(), current: tab === 'cases' },
        { label: t('tab.files'), href: routes.settings.files(), current: tab === 'files' },
        {
          label: t('tab.payments'),
          href: routes.settings.payments(),
          current: tab === 'payments',
        },
        {
          label: t('tab.paid_access'),
          href: routes.settings.paidAccess(),
          current: tab === 'paid_access',
        },
        { label: t('tab.webhooks'), href: routes.settings.webhooks(), current: tab === 'webhooks' },
        { label: t('tab.audit'), href: routes.settings.audit() },
      ]}
    >
      {children}
    </Layout>
  )
}
