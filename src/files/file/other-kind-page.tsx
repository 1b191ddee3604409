import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Form,
  Panel,
  TextField,
  uiTexts,
  type Crumb,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { kindByEnding, partsOf } from './kind.ts'
import { t as kindIn } from './kind-texts.ts'
import { subjectOf } from './files.ts'
import { NAME_LENGTH } from './panel.tsx'
import { t } from './texts.ts'
import type { ShownFile } from './view.ts'

interface OtherKindProps {
  file: ShownFile
  /** What is called so. */
  sent: { id: string; name: string }
  crumbs: Crumb[]
  /** Its name from now on, without the ending, which is that of what was sent. */
  stem: string
  errors: Errors
}

/** What was sent is something else than the file has been: it takes its place under a name that says so, or is a file of its own. */
export function OtherKindPage({ file, sent, crumbs, stem, errors }: OtherKindProps) {
  const shown = { file: show('file', file.id) }
  const href = routes.files.one(shown)
  const { ending } = partsOf(sent.name)
  const folder = file.folderId ? { folder: show('folder', file.folderId) } : {}
  return (
    <Layout title={t('version.add')} width="form" crumbs={[...crumbs, { label: file.name, href }]}>
      <Alert tone="amber" title={replaces(partsOf(file.name).ending, ending)}>
        {t('version.other.text', { sent: sent.name, name: file.name })}
      </Alert>
      <Form
        action={routes.files.one.versions(shown)}
        hidden={{ upload: sent.id }}
        errors={errors}
        guard={false}
      >
        <TextField
          name="stem"
          label={t('version.other.name')}
          value={stem}
          suffix={ending}
          error={errors['stem']}
          maxlength={NAME_LENGTH - ending.length}
          autocomplete="off"
        />
        <Actions>
          <Button>{t('version.other.do')}</Button>
          <ButtonLink look="quiet" href={href}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
      <Panel title={t('version.own')} text={t('version.own.text')}>
        <Form
          action={routes.files()}
          hidden={{ about: subjectOf(file), ...folder, uploads: sent.id }}
          guard={false}
        >
          <Actions>
            <Button look="plain">{t('version.own.do')}</Button>
          </Actions>
        </Form>
      </Panel>
    </Layout>
  )
}

/** "This replaces a PDF by a picture." By their endings where people have one word for both, or none. */
function replaces(before: string, after: string): string {
  const [was, is] = [kindByEnding(before), kindByEnding(after)]
  return was && is && was !== is
    ? t('version.replaces', { before: kindIn(`a.${was}`), after: kindIn(`a.${is}`) })
    : t('version.replaces', { before, after })
}
