import { show } from '../../kit/ids.ts'
import { hrefOf } from '../../routes.ts'
import { Actions, Alert, ButtonLink, Confirm, Panel, Time } from '../../ui/index.ts'
import { type OwnerPage } from '../owners/owner.ts'
import { BelowTab } from '../owners/pages.tsx'
import type { KeysAt } from './resource.tsx'
import type { KeyRow } from './queries.ts'
import { t } from './texts.ts'

interface Props {
  ownerPage: OwnerPage
  at: KeysAt
}

const listOf = ({ ownerPage, at }: Props) => ({
  label: t('title'),
  href: hrefOf(at.list, ownerPage.names),
})

/** The one showing of a key: in the answer to its making, and nowhere else. */
export function MadeKeyPage(props: Props & { name: string; secret: string }) {
  const { ownerPage, name, secret } = props
  const list = listOf(props)
  return (
    <BelowTab
      ownerPage={ownerPage}
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
  const { ownerPage, at, row } = props
  const { name, last_used_at: used } = row
  const list = listOf(props)
  return (
    <BelowTab ownerPage={ownerPage} list={list} title={t('revoke.title', { name })} width="form">
      <Confirm
        action={hrefOf(at.revocation, { ...ownerPage.names, key: show('key', row.id) })}
        hidden={{ confirmed: 'on' }}
        consequences={[
          t('revoke.effect'),
          used ? (
            <>
              {t('revoke.used')} <Time at={used} />.
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
