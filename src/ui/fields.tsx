import type { Child } from 'hono/jsx'
import { routes } from '../routes.ts'
import { asset } from './assets.ts'
import { fieldId } from './form.tsx'
import { Icon } from './icons.tsx'
import { t } from './texts.ts'

export interface FieldProps {
  name: string
  label: string
  value?: string
  help?: Child
  error?: string
  /** Says "optional" beside the label; every other field is required. */
  optional?: boolean
  id?: string
  /** Expected length: the field is as wide as its answer. */
  width?: 'short' | 'medium' | 'full'
  autocomplete?: string
  inputmode?: 'text' | 'email' | 'numeric' | 'decimal' | 'tel' | 'url' | 'search'
  maxlength?: number
  placeholder?: string
  /** Offered while typing; anything else may be typed too. */
  suggestions?: readonly string[]
  /** Stands after what is typed and belongs to it, such as a unit or an ending. */
  suffix?: string
  autofocus?: boolean
  disabled?: boolean
  readonly?: boolean
}

type Described = Pick<
  FieldProps,
  'name' | 'id' | 'help' | 'error' | 'optional' | 'disabled' | 'suffix'
>

/** Attributes that tie a control to its label, help and error. */
export function controlAttributes(props: Described) {
  const id = props.id ?? fieldId(props.name)
  const described = [
    props.suffix && `${id}-suffix`,
    props.help && `${id}-help`,
    props.error && `${id}-error`,
  ].filter(Boolean)
  return {
    id,
    name: props.name,
    required: !props.optional,
    disabled: props.disabled,
    'aria-invalid': props.error ? ('true' as const) : undefined,
    'aria-describedby': described.length ? described.join(' ') : undefined,
  }
}

/** What is said under a control: the help, then what is wrong. */
export const HelpAndError = ({ id, help, error }: { id: string; help?: Child; error?: string }) => (
  <>
    {help ? (
      <p class="help" id={`${id}-help`}>
        {help}
      </p>
    ) : null}
    {error ? (
      <p class="error" id={`${id}-error`}>
        <Icon name="warning" size={16} />
        {error}
      </p>
    ) : null}
  </>
)

/** A label above, the control, help and error under it. For controls the kit does not have. */
export function Field(
  props: Described & {
    label: string
    width?: FieldProps['width']
    children?: Child
  },
) {
  const id = props.id ?? fieldId(props.name)
  return (
    <div class={`field${props.width ? ` field-${props.width}` : ''}`}>
      <label for={id}>
        {props.label}
        {props.optional ? <span class="muted"> ({t('optional')})</span> : null}
      </label>
      {props.children}
      <HelpAndError id={id} help={props.help} error={props.error} />
    </div>
  )
}

const Input = ({ type, ...props }: FieldProps & { type: string }) => (
  <Field {...props}>
    <Suffixed {...props}>
      <input
        {...controlAttributes(props)}
        type={type}
        value={props.value}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        placeholder={props.placeholder}
        autofocus={props.autofocus}
        readonly={props.readonly}
        list={props.suggestions ? `${props.id ?? fieldId(props.name)}-list` : undefined}
      />
    </Suffixed>
    {props.suggestions ? (
      <datalist id={`${props.id ?? fieldId(props.name)}-list`}>
        {props.suggestions.map((value) => (
          <option value={value} />
        ))}
      </datalist>
    ) : null}
  </Field>
)

function Suffixed({
  suffix,
  children,
  ...props
}: Pick<FieldProps, 'suffix' | 'id' | 'name'> & { children?: Child }) {
  return suffix ? (
    <div class="suffixed">
      {children}
      <span class="muted" id={`${props.id ?? fieldId(props.name)}-suffix`}>
        {suffix}
      </span>
    </div>
  ) : (
    <>{children}</>
  )
}

/** One line of text. */
export const TextField = (
  props: FieldProps & {
    type?:
      | 'text'
      | 'tel'
      | 'url'
      | 'number'
      | 'date'
      | 'time'
      | 'datetime-local'
      | 'month'
      | 'search'
  },
) => <Input type="text" {...props} />

/** An e-mail address, with the right keyboard and autofill. */
export const EmailField = (props: FieldProps) => (
  <Input autocomplete="email" inputmode="email" {...props} type="email" />
)

/**
 * A password; never filled in again by the server. Say which with `autocomplete`: a new one is measured by
 * the server while it is typed, where there is JavaScript.
 */
export function PasswordField(
  props: Omit<FieldProps, 'value' | 'autocomplete'> & {
    autocomplete: 'current-password' | 'new-password'
    /** Of somebody who has a second factor: it may be shorter. */
    beside?: boolean
  },
) {
  return (
    <Field {...props}>
      <div class="reveal">
        <input
          {...controlAttributes(props)}
          type="password"
          autocomplete={props.autocomplete}
          autofocus={props.autofocus}
          maxlength={props.maxlength}
          spellcheck={false}
          autocapitalize="none"
        />
        <button type="button" class="btn btn-quiet btn-small" hidden data-reveal={t('hide')}>
          {t('show')}
        </button>
      </div>
      {props.autocomplete === 'new-password' ? (
        <div
          class="password-meter"
          data-meter={routes.api.passwordMeter()}
          data-beside={props.beside ? '' : undefined}
          data-good={t('password.good')}
          hidden
        >
          <meter min={0} max={4} low={3} high={4} optimum={4} value={0} aria-hidden="true" />
          <span role="status" />
        </div>
      ) : null}
    </Field>
  )
}

/** Several lines of text. */
export const TextArea = (props: FieldProps & { rows?: number }) => (
  <Field {...props}>
    <textarea
      {...controlAttributes(props)}
      rows={props.rows ?? 4}
      maxlength={props.maxlength}
      placeholder={props.placeholder}
      autofocus={props.autofocus}
      readonly={props.readonly}
    >
      {props.value}
    </textarea>
  </Field>
)

/** A colour, chosen in the browser's own picker. The value is `#rrggbb`. */
export const ColorField = (props: FieldProps) => <Input {...props} type="color" />

/** What a script puts in their place, as it comes. */
const LATER = {
  percent: '{percent}',
  left: '{left}',
  time: '{time}',
  held: '{held}',
  all: '{all}',
  count: '{count}',
}

/** A file that somebody has sent, or is sending, that belongs to nothing yet. */
export interface BegunFile {
  /** As shown. */
  id: string
  /** Null where it cannot be read. */
  name: string | null
  /** How large it is, in words. */
  size: string
  /** How much of it has come, where that is not all. */
  held?: string
}

/** What of somebody's files waits where they add some. */
export interface BegunFiles {
  /** Those that have arrived with the form, where it comes again. */
  arrived: readonly BegunFile[]
  /** Those that were begun elsewhere, or before the page was loaded anew. */
  others: readonly BegunFile[]
}

/** The field of the button that takes one of them away where there is no JavaScript: its id. */
export const WITHDRAW_FIELD = 'withdraw'

/**
 * Files of any size, kept as they come. With JavaScript they are sent at once, with progress, and gone on with
 * after a cut; without it, with the form, which needs `files`.
 */
export function UploadField(
  props: Omit<FieldProps, 'value'> & {
    accept?: string
    /** One file, and no more. */
    single?: boolean
    begun?: BegunFiles
  },
) {
  const { arrived = [], others = [] } = props.begun ?? {}
  return (
    <>
      <Field {...props}>
        <up-load
          data-to={routes.api.uploads()}
          data-tus={asset('tus.js')}
          data-words={JSON.stringify({
            waiting: t('upload.waiting'),
            left: t('upload.left', LATER),
            leftFor: t('upload.left_for', LATER),
            held: t('upload.held', LATER),
            arrived: t('upload.arrived'),
            cut: t('upload.cut'),
            again: t('upload.again'),
            remove: t('upload.remove'),
            kept: t('upload.kept'),
            sendsOne: t('upload.sends.one'),
            sendsMany: t('upload.sends', LATER),
            notYet: t('upload.not_yet'),
          })}
        >
          <input
            {...controlAttributes(props)}
            type="file"
            accept={props.accept}
            multiple={!props.single}
          />
          <Arrived name={props.name} files={arrived} />
        </up-load>
        <script type="module" src={asset('uploads.js')}></script>
      </Field>
      <details class="begun" hidden={others.length === 0}>
        <summary>{t('upload.begun')}</summary>
        <p class="help">{t('upload.begun.text')}</p>
        <ul class="uploads">
          {others.map((file) => (
            <Card
              file={file}
              said={file.held ? t('upload.held', { held: file.held, all: file.size }) : file.size}
            >
              {file.held ? null : (
                <label class="upload-add">
                  <input type="checkbox" name={props.name} value={file.id} /> {t('upload.use')}
                </label>
              )}
            </Card>
          ))}
        </ul>
      </details>
    </>
  )
}

const Card = ({ file, said, children }: { file: BegunFile; said: string; children?: Child }) => {
  const name = file.name ?? t('upload.unreadable')
  return (
    <li class="upload upload-arrived" data-upload={file.id}>
      <span>{name}</span>
      <span class="muted">{said}</span>
      <button
        type="submit"
        class="btn btn-quiet btn-small upload-away"
        name={WITHDRAW_FIELD}
        value={file.id}
        aria-label={`${t('upload.remove')}: ${name}`}
      >
        {t('upload.remove')}
      </button>
      {children}
    </li>
  )
}

/** A file to send. The form needs `files`. */
export const FileField = (
  props: Omit<FieldProps, 'value'> & {
    accept?: string
    multiple?: boolean
    /** Those that have arrived with the form, where it comes again. */
    arrived?: readonly BegunFile[]
    /** Told before anything is sent, where a script can. */
    limits?: { most: number; largest: number; said: string }
  },
) => (
  <Field {...props}>
    <input
      {...controlAttributes(props)}
      type="file"
      accept={props.accept}
      multiple={props.multiple}
      data-most={props.limits?.most}
      data-largest={props.limits?.largest}
      data-over={props.limits?.said}
    />
    {props.arrived?.length ? <Arrived name={props.name} files={props.arrived} /> : null}
  </Field>
)

const Arrived = ({ name, files }: { name: string; files: readonly BegunFile[] }) => (
  <ul class="uploads">
    {files.map((file) => (
      <Card file={file} said={`${t('upload.arrived')} · ${file.size}`}>
        <input type="hidden" name={name} value={file.id} />
      </Card>
    ))}
  </ul>
)
