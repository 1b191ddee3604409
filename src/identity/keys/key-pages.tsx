import { Actions, Alert, ButtonLink, Confirm, Panel, Time, type Crumb } from '../../ui/index.ts'
import { Room, type SignedInVisit } from '../../web/index.ts'
import type { KeyRow } from './queries.ts'
import { words } from './texts.ts'

interface MadeKeyProps {
  visit: SignedInVisit
  name: string
  secret: string
  /** Where the keys are listed, and what leads there. */
  back: string
  crumbs: Crumb[]
}

/** The one showing of a key: in the answer to its making, and nowhere else. */
export function MadeKeyPage({ visit, name, secret, back, crumbs }: MadeKeyProps) {
  const t = words(visit.language)
  return (
    <Room visit={visit} title={t('made.title')} subtitle={name} crumbs={crumbs} width="form">
      <Alert tone="amber" title={t('made.once')}>
        {t('made.once.text')}
      </Alert>
      <Panel title={t('made.secret')} framed>
        <code>{secret}</code>
      </Panel>
      <Actions>
        <ButtonLink look="primary" href={back}>
          {t('made.back')}
        </ButtonLink>
      </Actions>
    </Room>
  )
}

interface RevokingProps {
  visit: SignedInVisit
  row: KeyRow
  action: string
  back: string
  crumbs: Crumb[]
}

/** Says what revoking a key will do, before it does. */
export function RevokingPage({ visit, row, action, back, crumbs }: RevokingProps) {
  const { language, now, zone } = visit
  const t = words(language)
  const { name, last_used_at: used } = row
  return (
    <Room visit={visit} title={t('revoke.title', { name })} crumbs={crumbs} width="form">
      <Confirm
        language={language}
        action={action}
        hidden={{ confirmed: 'on' }}
        consequences={[
          t('revoke.effect'),
          used ? (
            <>
              {t('revoke.used')} <Time language={language} at={used} now={now} zone={zone} />.
            </>
          ) : (
            t('revoke.unused')
          ),
        ]}
        reassurance={t('revoke.final')}
        button={t('revoke.do')}
        danger
        cancelHref={back}
      />
    </Room>
  )
}
