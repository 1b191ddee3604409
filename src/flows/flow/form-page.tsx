import { useLanguage } from '../../kit/reader.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxField,
  CheckboxList,
  Confirm,
  Form,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { SaidFields } from '../step/said-fields.tsx'
import { saidIn } from '../step/said.ts'
import { TITLE_LENGTH } from '../step/step.ts'
import type { FlowRow } from './queries.ts'
import { t } from './texts.ts'

interface FormPageProps {
  /** Which it changes; without it, it writes one. */
  flow?: FlowRow
  /** Those who work here, as shown. */
  staff: { id: string; name: string }[]
  /** Ids as shown of those who are ticked. */
  helpers: readonly string[]
  isMandatory: boolean
  typed?: Record<string, string>
  errors?: Errors
}

/** A flow’s own details: all but its steps. */
export function FlowFormPage(props: FormPageProps) {
  const { flow, staff, helpers, isMandatory, typed, errors = {} } = props
  const language = useLanguage()
  const flowId = flow && show('flow', flow.id)
  const back = flowId ? routes.flows.one({ flow: flowId }) : routes.flows()
  return (
    <Layout
      title={t(flow ? 'change' : 'write')}
      crumbs={[
        { label: t('title'), href: routes.flows() },
        ...(flow ? [{ label: saidIn(flow.name, language), href: back }] : []),
      ]}
      width="form"
    >
      <Form
        action={flowId ? routes.flows.one.details({ flow: flowId }) : routes.flows()}
        hidden={{ version: flow?.version }}
        errors={errors}
      >
        <SaidFields
          name="name"
          label={t('name')}
          help={t('name.help')}
          said={flow?.name}
          typed={typed}
          errors={errors}
          maxlength={TITLE_LENGTH}
          autofocus={!flow}
        />
        <CheckboxField
          name="mandatory"
          label={t('mandatory.label')}
          help={t('mandatory.help')}
          checked={isMandatory}
          error={errors['mandatory']}
        />
        <CheckboxList
          name="helpers"
          label={t('helpers')}
          help={t('helpers.help')}
          values={[...helpers]}
          error={errors['helpers']}
          options={staff.map(({ id, name }) => ({ value: id, label: name }))}
          scroll={staff.length > 8}
        />
        <Actions>
          <Button>{t(flow ? 'change.do' : 'new.do')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

/** Says what removing a flow will do, before it does. */
export function FlowRemovalPage({ flow }: { flow: FlowRow }) {
  const name = saidIn(flow.name, useLanguage())
  const named = { flow: show('flow', flow.id) }
  return (
    <Layout
      title={t('remove.title', { name })}
      crumbs={[
        { label: t('title'), href: routes.flows() },
        { label: name, href: routes.flows.one(named) },
      ]}
      width="form"
    >
      <Confirm
        action={routes.flows.one.removal(named)}
        consequences={[
          t('remove.effect'),
          ...(flow.open > 0 ? [t('remove.open', { count: flow.open })] : []),
        ]}
        reassurance={t('remove.keeps')}
        button={t('remove')}
        danger
        cancelHref={routes.flows.one(named)}
      />
    </Layout>
  )
}
