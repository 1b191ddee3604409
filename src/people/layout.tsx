import type { Child } from 'hono/jsx'
import { Layout, type LayoutProps } from '../web/index.ts'
import { routes } from '../routes.ts'
import { t } from './contacts/texts.ts'

interface ContactsLayoutProps {
  tab: 'contacts' | 'companies' | 'duplicates'
  action?: Child
  menu?: LayoutProps['menu']
  children?: Child
}

/** The frame of the lists: contacts, their companies, and cards that may be one person's. */
export function ContactsLayout({ tab, action, menu, children }: ContactsLayoutProps) {
  return (
    <Layout
      title={t('title')}
      action={action}
      menu={menu}
      tabs={[
        { label: t('tab.contacts'), href: routes.contacts(), current: tab === 'contacts' },
        { label: t('tab.companies'), href: routes.companies(), current: tab === 'companies' },
        {
          label: t('tab.duplicates'),
          href: routes.contacts.duplicates(),
          current: tab === 'duplicates',
        },
      ]}
    >
      {children}
    </Layout>
  )
}
