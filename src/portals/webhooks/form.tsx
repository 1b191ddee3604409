import type { Refusal } from '../../kit/refusal.ts'
import {
  errorsOf,
  listOf,
  typed,
  useRequestContext,
  type SentForm,
  type RequestContext,
} from '../../web/index.ts'
import { operationWords, type OwnerKind } from '../../identity/index.ts'
import {
  Actions,
  Button,
  CheckboxList,
  Form,
  RadioList,
  TextField,
  type Errors,
  type Option,
} from '../../ui/index.ts'
import type { Endpoint } from './queries.ts'
import { t, words, type Text } from './texts.ts'
import { nounOf, offered } from './webhook.ts'

/** What was typed, where something was wrong with it. */
export interface Wrong {
  typed: Record<string, string>
  events: string[]
  errors: Errors
}

/** What the form of a webhook sends. */
export const FIELDS = { url: 'text', description: 'text', which: 'text', events: 'list' } as const

/**
 * A form sends the boxes that are ticked also where it says *every event*. What says neither that nor
 * *only these* is sent on, to be refused by its name.
 */
export const inputOf = ({ url, description, which = 'all', ...form }: SentForm) => ({
  url,
  description,
  events: which === 'chosen' ? listOf(form, 'events') : null,
  ...(which === 'all' || which === 'chosen' ? {} : { which }),
})

/** The form again, with what is wrong in it. */
export const wrongWith = ({ form, language }: RequestContext, refusal: Refusal): Wrong => ({
  typed: typed(form),
  events: listOf(form, 'events'),
  errors: errorsOf(refusal, language),
})

interface WebhookFormProps {
  kind: OwnerKind
  action: string
  button: string
  /** What it changes; without it, it adds. */
  endpoint?: Endpoint
  wrong?: Wrong
}

/** Where to send, what, and what it is called. */
export function WebhookForm({ kind, action, button, endpoint, wrong }: WebhookFormProps) {
  const ctx = useRequestContext()
  const { language, installation } = ctx
  const { typed = {}, errors = {} } = wrong ?? {}
  const chosen = wrong ? wrong.events : (endpoint?.events ?? [])
  return (
    <Form action={action} errors={errors}>
      <TextField
        name="url"
        label={t('url')}
        help={t('url.help')}
        value={typed['url'] ?? endpoint?.url}
        error={errors['url']}
        maxlength={2000}
        inputmode="url"
        placeholder="https://"
        autocomplete="off"
      />
      <TextField
        name="description"
        label={t('description')}
        help={t('description.help')}
        value={typed['description'] ?? endpoint?.description}
        error={errors['description']}
        maxlength={200}
        optional
        autocomplete="off"
      />
      <RadioList
        name="which"
        label={t('events')}
        value={typed['which'] ?? (endpoint?.events ? 'chosen' : 'all')}
        options={[
          { value: 'all', label: t('which.all'), help: t('which.all.help') },
          { value: 'chosen', label: t('which.chosen') },
        ]}
      />
      <div class="when-chosen">
        <CheckboxList
          name="events"
          label={t('events.chosen')}
          scroll
          values={chosen}
          error={errors['events']}
          options={offered(installation.events, kind).map((name): Option => ({
            value: name,
            label: operationWords(name, language),
            help: <code>{name}</code>,
            group: nounWords(nounOf(name), ctx),
          }))}
        />
      </div>
      <Actions>
        <Button look={endpoint ? 'plain' : 'primary'}>{button}</Button>
      </Actions>
    </Form>
  )
}

function nounWords(noun: string, { language }: RequestContext): string {
  const key = `noun.${noun}`
  return key in words.words[language] ? t(key as Text) : noun
}
