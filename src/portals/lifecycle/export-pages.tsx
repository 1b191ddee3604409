import { Layout, useRequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { Actions, Button, dateOf, Form, Refusal } from '../../ui/index.ts'
import { t } from './texts.ts'

interface AskProps {
  token: string
  /** When the portal is deleted. */
  deletion: Temporal.Instant
}

/** The page of a warning's link: opening it asks for nothing, since mail scanners open links too. */
export function ExportRequestPage({ token, deletion }: AskProps) {
  const { language, portal, zone } = useRequestContext()
  const about = { portal: portal.name, date: dateOf(language, deletion, zone) }
  return (
    <Layout title={t('export.title')} lead={t('export.lead', about)}>
      <p>{t('export.text')}</p>
      <Form action={routes.exportRequest()} hidden={{ token }} guard={false}>
        <Actions>
          <Button>{t('export.do')}</Button>
        </Actions>
      </Form>
    </Layout>
  )
}

export const ExportRequestedPage = () => (
  <Layout title={t('export.done')} lead={t('export.done.text')} />
)

/** @param why it is no longer of use, and what to do instead */
export const ExportLinkPage = ({ why }: { why: string }) => (
  <Layout title={t('export.dead')} ownHeading>
    <Refusal icon="link" title={t('export.dead')} why={why} remedy={t('export.dead.remedy')} />
  </Layout>
)
