import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Actions, Alert, ButtonLink, Confirm, Panel, Time } from '../../ui/index.ts'
import { Room } from '../visits/rooms.tsx'
import type { SignedInVisit } from '../visits/visit.ts'
import type { KeyRow } from './queries.ts'
import { words } from './texts.ts'

/** The one showing of a key: in the answer to its making, and nowhere else. */
export function MadeKeyPage({
  visit,
  name,
  secret,
}: {
  visit: SignedInVisit
  name: string
  secret: string
}) {
  const { language } = visit
  const t = words(language)
  return (
    <Room
      visit={visit}
      title={t('made.title')}
      subtitle={name}
      crumbs={[{ label: t('title'), href: routes.keys() }]}
      width="form"
    >
      <Alert tone="amber" title={t('made.once')}>
        {t('made.once.text')}
      </Alert>
      <Panel title={t('made.secret')} framed>
        <code>{secret}</code>
      </Panel>
      <Actions>
        <ButtonLink look="primary" href={routes.keys()}>
          {t('made.back')}
        </ButtonLink>
      </Actions>
    </Room>
  )
}

export function RevokingPage({ visit, row }: { visit: SignedInVisit; row: KeyRow }) {
  const { language, now, zone } = visit
  const t = words(language)
  const { name, last_used_at: used } = row
  return (
    <Room
      visit={visit}
      title={t('revoke.title', { name })}
      crumbs={[{ label: t('title'), href: routes.keys() }]}
      width="form"
    >
      <Confirm
        language={language}
        action={routes.keyRevocation({ key: show('key', row.id) })}
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
        cancelHref={routes.keys()}
      />
    </Room>
  )
}
