import { Layout, useSignedInContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Alert, Confirm, Panel, RadioList, type Errors } from '../../ui/index.ts'
import type { Contact } from '../contacts/contact.ts'
import { words as contactWords } from '../contacts/texts.ts'
import type { Field } from '../fields/field.ts'
import { refuse } from '../refusals.ts'
import { PREFERENCES, whyNotMerged } from './merge.ts'
import { SwapLink, Values } from './pages.tsx'
import type { Holdings } from './queries.ts'
import { t } from './texts.ts'

interface MergePageProps {
  kept: Contact
  other: Contact
  fields: readonly Field[]
  holdings: Holdings
  typed?: Record<string, string>
  errors?: Errors
}

/** Says in counted things what merging two cards does, before it does. */
export function MergePage(props: MergePageProps) {
  const { kept, other, fields } = props
  const { language } = useSignedInContext()
  const shown = { person: show('person', kept.id) }
  const why = whyNotMerged(kept, other)
  return (
    <Layout
      title={t('merge.title')}
      subtitle={t('merge.lead', { kept: kept.name, other: other.name })}
      crumbs={[
        { label: contactWords.t('title'), href: routes.contacts() },
        { label: kept.name, href: routes.contacts.one(shown) },
      ]}
      action={<SwapLink kept={kept} other={other} />}
      width="form"
    >
      <Panel title={t('merge.values')}>
        <Values kept={kept} other={other} fields={fields} />
      </Panel>
      {why ? (
        <Alert tone="amber" title={refuse(why).say(language)}>
          <a href={routes.contacts.one.merge(shown)}>{t('refused.back')}</a>
        </Alert>
      ) : (
        <Asking {...props} />
      )}
    </Layout>
  )
}

function Asking({ kept, other, holdings, typed = {}, errors = {} }: MergePageProps) {
  const shown = { person: show('person', kept.id) }
  const { notes, cases, shared, invited } = holdings
  return (
    <Confirm
      action={routes.contacts.one.merge(shown)}
      hidden={{
        other: show('person', other.id),
        version: kept.version,
        otherVersion: other.version,
      }}
      consequences={[
        t('will.notes', { count: notes }),
        t('will.cases', { count: cases - shared }),
        ...(shared > 0 ? [t('will.shared', { count: shared })] : []),
        t('will.messages', { name: other.name }),
        ...(invited ? [t('will.invitation', { name: other.name })] : []),
        t('will.gone', { name: other.name }),
      ]}
      reassurance={t('merge.kept')}
      button={t('merge.do')}
      danger
      cancelHref={routes.contacts.one(shown)}
      errors={errors}
    >
      <RadioList
        name="prefer"
        label={t('prefer')}
        help={
          kept.activated_at ? t('prefer.help.registered', { name: kept.name }) : t('prefer.help')
        }
        value={typed['prefer'] ?? 'kept'}
        error={errors['prefer']}
        options={PREFERENCES.map((value) => ({ value, label: t(`prefer.${value}`) }))}
      />
    </Confirm>
  )
}
