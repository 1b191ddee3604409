import {
  composeMail,
  exampleValues,
  mailTextOf,
  type MailSender,
  type Offered,
} from '../../identity/index.ts'
import { useRequestContext } from '../../web/index.ts'
import { addressOn } from '../../kit/installation.ts'
import type { MailKind, MailText } from '../../kit/mail-kind.ts'
import { examplesOf } from '../../kit/placeholders/placeholder.ts'
import { LANGUAGES, type Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Badge,
  Button,
  ButtonLink,
  DataTable,
  Form,
  LinkedText,
  Panel,
  PlaceholderPicker,
  TextArea,
  TextField,
  type Column,
  type Errors,
} from '../../ui/index.ts'
import { SettingsLayout } from '../settings/layout.tsx'
import { t } from './texts.ts'

interface ListProps {
  sender: MailSender
  kinds: readonly MailKind[]
}

/** Every mail the portal sends to people, in each language. */
export function MailTextsPage({ sender, kinds }: ListProps) {
  const { language } = useRequestContext()
  return (
    <SettingsLayout tab="mails">
      <p>{t('lead')}</p>
      <NotYet sender={sender} />
      <DataTable
        caption={t('caption')}
        rows={[...kinds]}
        columns={[
          { key: 'mail', header: t('mail'), cell: (kind) => kind.title(language) },
          ...LANGUAGES.map((of): Column<MailKind> => ({
            key: of,
            header: t(`language.${of}`),
            nowrap: true,
            cell: (kind) => {
              const own = isOwn(sender, kind, of)
              const which = { mail: kind.title(language), language: t(`language.${of}`) }
              return (
                <a
                  href={routes.settings.mails.text({}, { kind: kind.kind, language: of })}
                  aria-label={`${t('title', which)}: ${t(own ? 'own' : 'shipped')}`}
                >
                  {own ? <Badge tone="blue">{t('own')}</Badge> : t('shipped')}
                </a>
              )
            },
          })),
        ]}
      />
    </SettingsLayout>
  )
}

/** On trial, says that its own words wait; in a sandbox as well, where they are tried by the preview. */
const NotYet = ({ sender }: { sender: MailSender }) => {
  return sender.isVouchedFor ? null : (
    <Alert tone="amber" title={t('not_yet')}>
      {t('not_yet.text')}
    </Alert>
  )
}

const isOwn = ({ texts }: MailSender, { kind }: MailKind, language: Language) =>
  texts.some((own) => own.kind === kind && own.language === language)

interface EditProps {
  sender: MailSender
  kind: MailKind
  of: Language
  offered: Offered
  /** What was typed, where it is not saved. */
  typed?: MailText
  errors?: Errors
  /** What is wrong with what was typed, in sentences, where there is more than one. */
  wrong?: readonly string[]
}

/** One mail in one language: its words, what may stand in them, and how it looks to somebody. */
export function MailTextPage(props: EditProps) {
  const { sender, kind, of, errors = {} } = props
  const { language } = useRequestContext()
  const text = props.typed ?? mailTextOf(kind, sender, of)
  const which = { kind: kind.kind, language: of }
  return (
    <SettingsLayout tab="mails">
      <NotYet sender={sender} />
      <Panel
        title={t('title', { mail: kind.title(language), language: t(`language.${of}`) })}
        action={<a href={routes.settings.mails()}>{t('all')}</a>}
      >
        <Form action={routes.settings.mails.text()} hidden={which} errors={errors}>
          <TextField
            name="subject"
            label={t('subject')}
            value={text.subject}
            error={errors['subject']}
            maxlength={500}
            autocomplete="off"
          />
          <TextArea
            name="body"
            label={t('body')}
            help={t('body.help')}
            value={text.body}
            error={errors['body']}
            rows={10}
            maxlength={12_500}
          />
          <Faults wrong={props.wrong} />
          <PlaceholderPicker placeholders={props.offered.body} into={['body', 'subject']} />
          <Actions>
            <Button>{t('save')}</Button>
            <Button look="plain" name="preview" value="on">
              {t('preview.do')}
            </Button>
            <ButtonLink look="quiet" href={routes.settings.mails()}>
              {t('back')}
            </ButtonLink>
          </Actions>
        </Form>
      </Panel>
      <Preview {...props} text={text} />
      {isOwn(sender, kind, of) ? (
        <Panel title={t('reset')} text={t('reset.text')} framed>
          <Form action={routes.settings.mails.reset()} hidden={which} layout="line" guard={false}>
            <Button look="plain">{t('reset.do')}</Button>
          </Form>
        </Panel>
      ) : null}
    </SettingsLayout>
  )
}

/** All that is wrong at once, since a field says one thing. */
const Faults = ({ wrong = [] }: Pick<EditProps, 'wrong'>) =>
  wrong.length < 2 ? null : (
    <Alert tone="amber" title={t('faults')}>
      <ul>
        {wrong.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </Alert>
  )

/** The mail as somebody would get it who does not exist. */
function Preview({ sender, kind, of, text, offered }: EditProps & { text: MailText }) {
  const ctx = useRequestContext()
  const mail = composeMail(kind, {
    sender,
    language: of,
    person: { id: '', name: 'Jane Example', email: 'jane@example.com' },
    values: exampleValues(offered.body, of),
    more: examplesOf(offered.body, of),
    link: addressOn(ctx.installation, sender.host, '/example'),
    text,
  })!
  return (
    <Panel title={t('preview')} text={t('preview.text')} framed>
      <p>
        <strong>{mail.subject}</strong>
      </p>
      <div class="letter" lang={of}>
        <LinkedText text={mail.text} />
      </div>
    </Panel>
  )
}
