import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { TextArea } from './fields.tsx'
import { Actions, Form, type Errors, type FormProps } from './form.tsx'
import { Icon } from './icons.tsx'
import { LinkedText } from './linked-text.tsx'
import { initials } from './navigation.tsx'
import { Time } from './time.tsx'
import { t } from './texts.ts'

export interface ConversationEntry {
  id: string
  author: string
  /** In what capacity: "Harbour & Pine", "your adviser". */
  capacity?: string
  at: Temporal.Instant
  /** Plain text; its line breaks are kept, and its web addresses can be followed. */
  body: string
  /** Written by the reader. */
  own?: boolean
  /** Not read before. */
  isNew?: boolean
  /** Where reading starts: the page opens here, the focus with it. One of them at most. */
  start?: boolean
  /** Files that came with it, or anything else under the text. */
  attached?: Child
}

export interface ConversationProps {
  entries: ConversationEntry[]
}

/** An exchange, oldest first, each entry set like a mail. */
export const Conversation = ({ entries }: ConversationProps) => (
  <div class="conversation">
    {entries.map((entry) => (
      <article
        id={entry.id}
        class={entry.own ? 'own' : undefined}
        tabindex={entry.start ? -1 : undefined}
        data-focus={entry.start || undefined}
      >
        <span class="initials" aria-hidden="true">
          {initials(entry.author)}
        </span>
        <div>
          <header>
            <strong>{entry.author}</strong>
            {entry.capacity ? <span class="muted">{entry.capacity}</span> : null}
            {entry.isNew ? <span class="new">{t('new')}</span> : null}
            <span class="muted letter-time">
              <Time at={entry.at} />
            </span>
          </header>
          <div class="letter">
            <LinkedText text={entry.body} />
          </div>
          {entry.attached}
        </div>
      </article>
    ))}
  </div>
)

export interface ComposeProps {
  action: string
  /** "Your answer". The field is called `body`. */
  label: string
  button: string
  value?: string
  help?: Child
  errors?: Errors
  hidden?: FormProps['hidden']
  /** The form carries files; put a FileField inside. */
  files?: boolean
  children?: Child
}

/** Where the next entry is written. */
export const Compose = (props: ComposeProps) => (
  <Form action={props.action} hidden={props.hidden} errors={props.errors} files={props.files}>
    <TextArea
      name="body"
      label={props.label}
      value={props.value}
      help={props.help}
      error={props.errors?.body}
      rows={5}
    />
    {props.children}
    <Actions>
      <Button>{props.button}</Button>
    </Actions>
  </Form>
)

export interface Attachment {
  name: string
  href: string
  /** "240 KB", and what else there is to say. */
  size?: string
  /** It is not given out yet, or never. */
  isHeld?: boolean
}

/** Files that came with an entry. */
export const Attachments = ({ files }: { files: Attachment[] }) => (
  <ul class="attachments">
    {files.map((file) => (
      <li>
        {file.isHeld ? (
          <span>
            <AttachmentName {...file} />
          </span>
        ) : (
          <a href={file.href} download hx-boost="false">
            <AttachmentName {...file} />
          </a>
        )}
      </li>
    ))}
  </ul>
)

const AttachmentName = ({ name, size }: Attachment) => (
  <>
    <Icon name="file" size={16} />
    {name}
    {size ? <span class="muted">{size}</span> : null}
  </>
)
