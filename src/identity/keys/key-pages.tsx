import type { SignedInVisit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { hrefOf } from '../../routes.ts'
import { Actions, Alert, ButtonLink, Confirm, Panel, Time } from '../../ui/index.ts'
import { type FoundOwner } from '../owners/owner.ts'
import { BelowTab } from '../owners/pages.tsx'
import type { KeysAt } from './resource.tsx'
import type { KeyRow } from './queries.ts'
import { words } from './texts.ts'

interface Props {
  visit: SignedInVisit
  found: FoundOwner
  at: KeysAt
}

const listOf = ({ visit, found, at }: Props) => ({
  label: words(visit.language)('title'),
  href: hrefOf(at.list, found.names),
})

/** The one showing of a key: in the answer to its making, and nowhere else. */
export function MadeKeyPage(props: Props & { name: string; secret: string }) {
  const { visit, found, name, secret } = props
  const t = words(visit.language)
  const list = listOf(props)
  return (
    <BelowTab
      visit={visit}
      found={found}
      list={list}
      title={t('made.title')}
      subtitle={name}
      width="form"
    >
      <Alert tone="amber" title={t('made.once')}>
        {t('made.once.text')}
      </Alert>
      <Panel title={t('made.secret')} framed>
        <code>{secret}</code>
      </Panel>
      <Actions>
        <ButtonLink look="primary" href={list.href}>
          {t('made.back')}
        </ButtonLink>
      </Actions>
    </BelowTab>
  )
}

/** Says what revoking a key will do, before it does. */
export function RevokingPage(props: Props & { row: KeyRow }) {
  const { visit, found, at, row } = props
  const { language, now, zone } = visit
  const t = words(language)
  const { name, last_used_at: used } = row
  const list = listOf(props)
  return (
    <BelowTab
      visit={visit}
      found={found}
      list={list}
      title={t('revoke.title', { name })}
      width="form"
    >
      <Confirm
        language={language}
        action={hrefOf(at.revocation, { ...found.names, key: show('key', row.id) })}
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
        cancelHref={list.href}
      />
    </BelowTab>
  )
}
