import { Layout } from '../../web/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { PARTS, type Puzzle as PuzzleSet } from '../../kit/puzzle.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  asset,
  Button,
  ButtonLink,
  Form,
  Puzzle,
  type BegunFiles,
  type Errors,
} from '../../ui/index.ts'
import { Asked } from '../form/asked.tsx'
import type { Answers } from '../form/answers.ts'
import { said, type FormRow } from '../form/form.ts'
import { t } from './texts.ts'

export interface Typed {
  firstName?: string
  lastName?: string
  email?: string
  answers: Answers
}

interface PublicFormProps {
  form: FormRow
  puzzle: PuzzleSet
  typed?: Typed
  /** Files that have arrived with it, by the field’s key. */
  files?: Readonly<Record<string, BegunFiles>>
  errors?: Errors
  /** The secret of the draft that is gone on with; null where there is none any more. */
  draft?: string | null
  /** It stands in a frame on another website. */
  embedded: boolean
}

/** A form as visitors fill it in. */
export function PublicFormPage(props: PublicFormProps) {
  const { form, puzzle, typed = { answers: {} }, files, errors = {}, draft, embedded } = props
  const language = useLanguage()
  const { definition } = form
  const intro = said(definition.intro, language)
  const query = embedded ? { embed: 1 } : {}
  return (
    <Layout
      title={said(definition.title, language)}
      lead={intro ? <span class="letter">{intro}</span> : undefined}
      address={routes.f.one({ link: form.link }, query)}
      scripts={[asset('puzzle.js'), asset('forms.js')]}
    >
      {draft === null ? <Alert tone="amber">{t('back.gone')}</Alert> : null}
      {draft && Object.keys(errors).length === 0 ? <Alert tone="green">{t('back')}</Alert> : null}
      <div data-form-counts={routes.f.one.counts({ link: form.link })}>
        <Form
          action={routes.f.one({ link: form.link }, query)}
          hidden={{ draft: draft ?? undefined }}
          errors={errors}
          guard={!embedded}
          files={asksForFiles(form)}
        >
          <FirstButton files={files} />
          <Asked
            {...{ fields: definition.fields, who: typed, answers: typed.answers, errors, files }}
          />
          <Puzzle {...puzzle} parts={PARTS} unsolved={t('unsolved')} />
          <Actions>
            <Button>{t('send')}</Button>
            <Button look="quiet" name="later" value="on">
              {t('later')}
            </Button>
          </Actions>
          <p class="help">{t('later.text')}</p>
        </Form>
      </div>
    </Layout>
  )
}

const asksForFiles = ({ definition: { fields } }: FormRow) =>
  fields.some(({ kind }) => kind === 'file')

/** Enter presses a form’s first button: else that would be the one that takes a file away. */
const FirstButton = ({ files = {} }: Pick<PublicFormProps, 'files'>) =>
  Object.keys(files).length > 0 ? <button type="submit" hidden /> : null

interface SentProps {
  form: FormRow
  /** It is kept to go on with, rather than sent. */
  kept: boolean
}

/** The same for everybody, whatever their e-mail is to the portal. */
export function SentPage({ form: { definition, link }, kept }: SentProps) {
  const language = useLanguage()
  const own = kept ? '' : said(definition.confirmation, language)
  const { goTo } = definition
  return (
    <Layout
      title={t(kept ? 'kept.title' : 'sent.title')}
      lead={<span class="letter">{own || t(kept ? 'kept.text' : 'sent.text')}</span>}
      address={routes.f.one({ link })}
      scripts={[asset('forms.js')]}
    >
      {goTo && !kept ? (
        <Actions>
          <ButtonLink look="primary" href={goTo}>
            {t('sent.go_on')}
          </ButtonLink>
        </Actions>
      ) : null}
    </Layout>
  )
}

interface FillProps {
  form: FormRow
  action: string
  typed: Typed
  files: Readonly<Record<string, BegunFiles>>
  errors?: Errors
  back: string
}

/** The same form in the hands of staff. */
export const FillPage = ({ form, action, typed, files, errors = {}, back }: FillProps) => (
  <Layout
    title={t('fill.title', { name: form.name })}
    crumbs={[{ label: form.name, href: back }]}
    width="form"
    scripts={[asset('forms.js')]}
  >
    <p class="muted">{t('fill.lead')}</p>
    <Form action={action} errors={errors} files={asksForFiles(form)}>
      <FirstButton files={files} />
      <Asked
        {...{ fields: form.definition.fields, who: typed, answers: typed.answers, errors, files }}
        sendsAtOnce
      />
      <Actions>
        <Button>{t('fill.do')}</Button>
      </Actions>
    </Form>
  </Layout>
)
