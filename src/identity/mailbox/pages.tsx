import type { StoredMail } from '../../kit/mail.ts'
import {
  Badge,
  DataTable,
  Empty,
  Details,
  LinkedText,
  Time,
  type Column,
  type Tone,
} from '../../ui/index.ts'
import type { RequestContext } from '../../web/index.ts'
import { t, words, type Text } from './texts.ts'

const TONES: Record<string, Tone> = {
  queued: 'blue',
  held: 'amber',
  kept: 'green',
  sent: 'green',
  failed: 'red',
}

const State = ({ mail }: { mail: StoredMail }) => (
  <Badge tone={TONES[mail.state] ?? 'grey'}>
    {t(`state.${mail.state as 'kept'}` satisfies Text)}
  </Badge>
)

/** A sentence for under the heading: why mails stand here at all. */
export const aboutMailbox = ({ installation, language }: RequestContext): string =>
  words(language)(installation.mail ? 'about.server' : 'about')

interface MailListProps {
  mails: StoredMail[]
  /** Where one of them is read. */
  href: (mail: StoredMail) => string
}

/** A portal's mails, newest first; in the layout of whoever shows them. */
export function MailList({ mails, href }: MailListProps) {
  if (mails.length === 0) return <Empty icon="mail" title={t('empty')} text={t('empty.text')} />
  return <DataTable caption={t('caption')} columns={columns()} rows={mails} rowHref={href} />
}

function columns(): Column<StoredMail>[] {
  return [
    { key: 'subject', header: t('subject'), cell: ({ subject }) => subject || t('no.subject') },
    { key: 'to', header: t('to'), cell: ({ to }) => to },
    { key: 'state', header: t('state'), cell: (mail) => <State mail={mail} /> },
    {
      key: 'when',
      header: t('when'),
      nowrap: true,
      cell: ({ queuedAt }) => <Time at={queuedAt} />,
    },
  ]
}

/** To whom, when, and what became of it. */
export function MailDetails({ mail }: { mail: StoredMail }) {
  return (
    <Details
      items={[
        { label: t('to'), value: mail.to },
        {
          label: t('when'),
          value: <Time at={mail.queuedAt} show="exact" />,
        },
        {
          label: t('state'),
          value: <State mail={mail} />,
          note: mail.state === 'held' ? t('held.why') : undefined,
        },
        ...(mail.attachments.length > 0
          ? [{ label: t('attachments'), value: mail.attachments.join(', ') }]
          : []),
      ]}
    />
  )
}

/** What the mail says: its text part. The other part is HTML, which nobody's browser runs here. */
export const MailText = ({ mail }: { mail: StoredMail }) => (
  <div class="letter">
    <LinkedText text={mail.text.trim()} />
  </div>
)

export const mailTitle = ({ language }: RequestContext, { subject }: StoredMail): string =>
  subject || words(language)('no.subject')
