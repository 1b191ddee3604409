import { Room, type Visit } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { Actions, Button, dateOf, Form, Refusal } from '../../ui/index.ts'
import { words } from './texts.ts'

interface AskProps {
  visit: Visit
  token: string
  /** When the portal is deleted. */
  deletion: Temporal.Instant
}

/** The page of a warning's link: opening it asks for nothing, since mail scanners open links too. */
export function ExportRequestPage({ visit, token, deletion }: AskProps) {
  const { language, portal, zone } = visit
  const t = words(language)
  const about = { portal: portal.name, date: dateOf(language, deletion, zone) }
  return (
    <Room visit={visit} title={t('export.title')} lead={t('export.lead', about)}>
      <p>{t('export.text')}</p>
      <Form language={language} action={routes.exportRequest()} hidden={{ token }} guard={false}>
        <Actions>
          <Button>{t('export.do')}</Button>
        </Actions>
      </Form>
    </Room>
  )
}

export const ExportRequestedPage = ({ visit }: { visit: Visit }) => (
  <Room
    visit={visit}
    title={words(visit.language)('export.done')}
    lead={words(visit.language)('export.done.text')}
  />
)

/** @param why it is no longer of use, and what to do instead */
export const ExportLinkPage = ({ visit, why }: { visit: Visit; why: string }) => (
  <Room visit={visit} title={words(visit.language)('export.dead')} ownHeading>
    <Refusal
      icon="link"
      title={words(visit.language)('export.dead')}
      why={why}
      remedy={words(visit.language)('export.dead.remedy')}
    />
  </Room>
)
