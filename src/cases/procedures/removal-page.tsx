import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Confirm } from '../../ui/index.ts'
import type { ProcedureRow } from './queries.ts'
import { t } from './texts.ts'

interface RemovalProps {
  procedure: ProcedureRow
  /** How many of its runs wait. */
  waiting: number
}

/** Says what removing a procedure will do, before it does. */
export function RemovalPage({ procedure, waiting }: RemovalProps) {
  const named = { procedure: show('procedure', procedure.id) }
  return (
    <Layout
      title={t('remove.title', { name: procedure.name })}
      crumbs={[
        { label: t('title'), href: routes.procedures() },
        { label: procedure.name, href: routes.procedures.one(named) },
      ]}
      width="form"
    >
      <Confirm
        action={routes.procedures.one.removal(named)}
        consequences={[
          t('remove.effect'),
          ...(waiting > 0 ? [t('remove.waiting', { n: waiting })] : []),
        ]}
        reassurance={t('remove.stays')}
        button={t('remove.do')}
        danger
        cancelHref={routes.procedures.one(named)}
      />
    </Layout>
  )
}
