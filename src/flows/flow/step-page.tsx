import type { ShownFile } from '../../files/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxList,
  Form,
  SelectField,
  TextField,
  uiTexts,
  UploadField,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { StepKind } from '../step/kind.ts'
import { SaidFields } from '../step/said-fields.tsx'
import { saidIn } from '../step/said.ts'
import { LINK_LENGTH, TEXT_LENGTH, TITLE_LENGTH, type Step } from '../step/step.ts'
import type { Flow } from './flow.ts'
import { t } from './texts.ts'

interface StepPageProps {
  flow: Pick<Flow, 'id' | 'name'>
  kind: StepKind
  /** Which it changes; without it, it adds one. */
  step?: Step
  /** Its files. */
  files: readonly ShownFile[]
  /** What it may be about. */
  targets: readonly { id: string; name: string }[]
  typed?: Record<string, string>
  errors?: Errors
}

/** One step as it is written: what its kind takes, and no more. */
export function StepFormPage({
  flow,
  kind,
  step,
  files,
  targets,
  typed,
  errors = {},
}: StepPageProps) {
  const language = useLanguage()
  const named = { flow: show('flow', flow.id) }
  const one = step && { ...named, step: show('step', step.id) }
  const { takes } = kind
  const title = one ? saidIn(step.title, language) : t('add.title', { kind: kind.name[language] })
  return (
    <Layout
      title={title}
      subtitle={kind.about[language]}
      crumbs={[
        { label: t('title'), href: routes.flows() },
        { label: saidIn(flow.name, language), href: routes.flows.one(named) },
      ]}
      width="form"
    >
      <Form
        action={one ? routes.flows.one.steps.one(one) : routes.flows.one.steps(named)}
        hidden={one ? {} : { kind: kind.kind }}
        errors={errors}
        files={takes.files !== undefined}
      >
        <SaidFields
          name="title"
          label={t('step.title')}
          help={t('step.title.help')}
          said={step?.title}
          typed={typed}
          errors={errors}
          maxlength={TITLE_LENGTH}
          autofocus={!one}
        />
        {takes.text ? (
          <SaidFields
            name="text"
            label={t('step.text')}
            said={step?.text}
            typed={typed}
            errors={errors}
            maxlength={TEXT_LENGTH}
            lines
            optional={takes.text === 'possible'}
          />
        ) : null}
        {takes.link ? (
          <TextField
            name="link"
            label={t('step.link')}
            help={t('step.link.help')}
            value={typed ? typed['link'] : (step?.link ?? undefined)}
            error={errors['link']}
            inputmode="url"
            autocomplete="off"
            maxlength={LINK_LENGTH}
            optional={takes.link === 'possible'}
          />
        ) : null}
        {takes.target ? (
          <SelectField
            name="target"
            label={t('step.target')}
            value={typed ? typed['target'] : (step?.target ?? undefined)}
            error={errors['target']}
            blank="–"
            options={targets.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        {files.length > 0 ? (
          <CheckboxList
            name="files"
            label={t('step.files.stay')}
            values={files.map(({ id }) => show('file', id))}
            error={errors['files']}
            options={files.map(({ id, name }) => ({ value: show('file', id), label: name }))}
            optional
          />
        ) : null}
        {takes.files ? (
          <UploadField
            name="uploads"
            label={t('step.files')}
            help={t('step.files.help')}
            error={errors['uploads']}
            optional={takes.files === 'possible' || files.length > 0}
          />
        ) : null}
        <Actions>
          <Button>{t(one ? 'change.do' : 'add.do')}</Button>
          <ButtonLink look="quiet" href={routes.flows.one(named)}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
      {one ? (
        <form method="post" action={routes.flows.one.steps.one.removal(one)}>
          <Button look="quiet">{t('step.remove')}</Button>
        </form>
      ) : null}
    </Layout>
  )
}
