import { parseId } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import type { Crumb } from '../../ui/index.ts'
import {
  errorsOf,
  listOf,
  textOf,
  typed,
  type FormFields,
  type SentForm,
  type SignedInVisit,
} from '../../web/index.ts'
import { keyState } from './key.ts'
import { createKey, revokeKey } from './keys.ts'
import { MadeKeyPage, RevokingPage } from './key-pages.tsx'
import { keyById } from './queries.ts'
import { words } from './texts.ts'

/** A place where keys are made and revoked: the console's own, or a partner's. */
export interface KeysRoom {
  /** Whose keys: row id of a partner, or null for the console's own list, where one is chosen. */
  partner: string | null
  /** Address of the list. */
  back: string
  crumbs: Crumb[]
  /** The list once more, with what was wrong. */
  again: (wrong: WrongKey) => Promise<Response>
}

/** What was sent for a key that could not be made. */
export interface WrongKey {
  values: Record<string, string>
  scopes: string[]
  errors: ReturnType<typeof errorsOf>
  status: number
}

export const KEY_FIELDS: FormFields = { name: 'text', scopes: 'list', days: 'text' }

/** A form leaves out boxes that are not ticked, and sends a choice that was not made as ''. */
const inputOf = ({ partner, ...form }: SentForm) => ({
  ...form,
  scopes: listOf(form, 'scopes'),
  ...(partner ? { partner } : {}),
})

/**
 * Makes the key that a form describes, and shows it.
 * @param partner shown id of whose it is to be, where the form does not say
 */
export async function makeKey(
  visit: SignedInVisit,
  { back, crumbs, again }: Omit<KeysRoom, 'partner'>,
  partner?: string,
): Promise<Response> {
  const { form, language } = visit
  const sent = partner === undefined ? form : { ...form, partner }
  const result = await visit.perform(createKey, inputOf(sent))
  if (!result.ok) return again(wrong(form, result))
  // Not redirected to: an address or a cookie would keep the secret.
  const name = textOf(form, 'name').trim()
  const { secret } = result.value
  return visit.page(
    <MadeKeyPage visit={visit} name={name} secret={secret} back={back} crumbs={crumbs} />,
    201,
  )

  function wrong(form: SentForm, refusal: Refusal): WrongKey {
    return {
      values: typed(form),
      scopes: listOf(form, 'scopes'),
      errors: errorsOf(refusal, language),
      status: refusal.status,
    }
  }
}

/** Asks whether to revoke the key in the address, and revokes it on a second look. */
export async function endKey(
  visit: SignedInVisit,
  { partner, back, crumbs }: Omit<KeysRoom, 'again'>,
  action: string,
): Promise<Response> {
  const id = parseId('key', visit.param('key'))
  const row = id && (await visit.read((tx) => keyById(tx, visit.caller, id)))
  if (
    !row ||
    (partner !== null && row.partner_id !== partner) ||
    keyState(row, visit.now) === 'revoked'
  )
    return visit.refuse(refuse('not_found'))
  if (!visit.form['confirmed'])
    return visit.page(
      <RevokingPage visit={visit} row={row} action={action} back={back} crumbs={crumbs} />,
    )
  const result = await visit.perform(revokeKey, { key: visit.param('key') })
  if (!result.ok) return visit.refuse(result)
  return visit.redirect(back, {
    tone: 'green',
    text: words(visit.language)('revoked', { name: row.name }),
  })
}
