import { Layout, useSignedInContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Form,
  Panel,
  Stats,
  type Errors,
} from '../../ui/index.ts'
import { ENCODING_NAMES, type Encoding } from './encoding.ts'
import { ProblemList } from './problem-list.tsx'
import type { ImportPreview } from './preview.ts'
import { t } from './texts.ts'

interface PreviewPageProps {
  /** Shown id. */
  id: string
  preview: ImportPreview
  /** In which it was found to be written. */
  encoding?: Encoding
  errors?: Errors
}

/** What is in a file, counted, before anybody is added. */
export function PreviewPage({ id, preview, encoding, errors = {} }: PreviewPageProps) {
  const { language } = useSignedInContext()
  const { lines, good, invitations, problems, moreProblems, letters } = preview
  const bad = lines - good
  const number = (n: number) =>
    new Intl.NumberFormat(language === 'es' ? 'es-ES' : 'en-GB').format(n)
  return (
    <Layout
      title={t('preview.title')}
      subtitle={t('preview.lead')}
      crumbs={[{ label: t('title'), href: routes.imports() }]}
      width="form"
    >
      <Stats
        items={[
          { label: t('lines'), value: number(lines) },
          { label: t('good'), value: number(good) },
          { label: t('bad'), value: number(bad) },
        ]}
      />
      {encoding ? (
        <p class="muted">
          {t('encoding', { encoding: ENCODING_NAMES[encoding] })}
          {letters.length > 0
            ? ` ${t('letters', { names: new Intl.ListFormat(language, { type: 'unit' }).format(letters) })}`
            : null}
        </p>
      ) : null}
      {bad > 0 ? (
        <Panel
          title={t('problems')}
          text={moreProblems > 0 ? t('problems.more', { more: moreProblems }) : undefined}
        >
          <ProblemList lines={problems} />
        </Panel>
      ) : null}
      {good === 0 ? (
        <>
          <Alert tone="amber">{t('none')}</Alert>
          <Actions>
            <ButtonLink href={routes.imports()}>{t('another')}</ButtonLink>
          </Actions>
        </>
      ) : (
        <Panel title={t('go', { lines: good })} framed>
          <ul class="consequences">
            {bad > 0 ? <li>{t('go.bad')}</li> : null}
            <li>{t('go.again')}</li>
            <li>{invitations > 0 ? t('go.invite', { count: invitations }) : t('go.quiet')}</li>
            <li>{t('go.stop')}</li>
          </ul>
          <Form
            action={routes.imports.one({ import: id }, { encoding })}
            errors={errors}
            guard={false}
          >
            <Actions>
              <Button>{t('go', { lines: good })}</Button>
              <ButtonLink look="quiet" href={routes.imports()}>
                {t('another')}
              </ButtonLink>
            </Actions>
          </Form>
          <p class="muted">{t('kept')}</p>
        </Panel>
      )}
    </Layout>
  )
}
