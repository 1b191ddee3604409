import type { Child } from 'hono/jsx'
import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Button, ButtonLink } from '../../ui/index.ts'
import type { FormRow } from './form.ts'
import { StateBadge } from './list-page.tsx'
import { t } from './texts.ts'

interface FormLayoutProps {
  form: FormRow
  tab: 'fields' | 'settings' | 'submissions'
  children?: Child
}

/** The frame of a form's pages. */
export function FormLayout({ form, tab, children }: FormLayoutProps) {
  const at = { form: show('form', form.id) }
  const tabs = [
    { key: 'fields', href: routes.forms.one(at) },
    { key: 'settings', href: routes.forms.one.settings(at) },
    { key: 'submissions', href: routes.forms.one.submissions(at) },
  ] as const
  return (
    <Layout
      title={form.name}
      badge={<StateBadge state={form.state} />}
      crumbs={[{ label: t('title'), href: routes.forms() }]}
      action={
        form.state === 'open' ? (
          <ButtonLink look="primary" href={routes.f.one({ link: form.link })}>
            {t('see')}
          </ButtonLink>
        ) : (
          <form method="post" action={routes.forms.one.opening(at)}>
            <Button>{t('open')}</Button>
          </form>
        )
      }
      menu={[
        ...(form.state === 'archived'
          ? []
          : [{ label: t('fill'), href: routes.forms.one.filling(at) }]),
        { label: t('copy'), action: routes.forms.one.copies(at) },
        ...(form.state === 'archived'
          ? []
          : [{ label: t('archive'), action: routes.forms.one.archiving(at), danger: true }]),
      ]}
      tabs={tabs.map(({ key, href }) => ({
        label: t(`tab.${key}`),
        href,
        current: key === tab,
      }))}
    >
      {children}
    </Layout>
  )
}
