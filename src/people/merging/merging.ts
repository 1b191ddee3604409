import { z } from 'zod'
import {
  askForEmail,
  carryIdentityChecks,
  dropIdentityCheck,
  hasIdentityCheck,
  retireTokens,
  tellUserName,
} from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { changeCard, lockContact } from '../contacts/queries.ts'
import { openNote, sealNote } from '../notes/sealing.ts'
import { refuse } from '../refusals.ts'
import { mergedCard, PREFERENCES, whyNotMerged, type Preference } from './merge.ts'
import { onMerge, type Pair } from './on-merge.ts'
import {
  freeSignIn,
  holdingsOf,
  keepPerson,
  leaveOne,
  moveNote,
  moveRows,
  notesAbout,
} from './queries.ts'

const version = z.int().min(1).optional()

export const mergeContacts = operation({
  name: 'contact.merge',
  done: { en: 'Merged another card into this one', es: 'Fusionó otra ficha con esta' },
  details: {
    prefer: { en: 'Values of', es: 'Valores de' },
    notes: { en: 'Notes', es: 'Notas' },
    cases: { en: 'Cases', es: 'Casos' },
  },
  values: {
    kept: { en: 'the card that stays', es: 'la ficha que queda' },
  },
  summary: 'Makes one card of two that are one person’s; the other’s id leads to it from then on',
  input: z.strictObject({
    person: id('person'),
    other: id('person').describe('The card that goes; it must not have registered'),
    prefer: z.enum(PREFERENCES).default('kept').describe('Whose values win where both have one'),
    version: version.describe('Of the card that stays, as it was looked at'),
    otherVersion: version.describe('Of the card that goes, as it was looked at'),
  }),
  right: 'people:manage',
  subjects: ({ person, other }) => [person, other],
  async run(op, { person, other: otherId, prefer, version, otherVersion }) {
    const { tx, now, note, installation } = op
    const pair = { kept: person, other: otherId }
    const [kept, other] = [await lockContact(tx, person, now), await lockContact(tx, otherId, now)]
    if (!kept) return kitRefuse('not_found')
    if (!other) return invalidField('other', 'no_such')
    const why = whyNotMerged(kept, other)
    if (why) return refuse(why, { field: 'other' })
    const stale = op.basedOn(kept.version, version)
    if (stale) return stale
    if (otherVersion !== undefined && otherVersion !== other.version)
      return kitRefuse('changed_meanwhile')

    const { notes, cases } = await holdingsOf(tx, pair)
    const card = mergedCard(kept, other, prefer)
    // Whoever has registered without an e-mail proves the other card's before it signs in.
    const toProve = kept.activated_at && card.email !== kept.email ? card.email : null
    await resealNotes(op, pair)
    await moveRows(tx, installation.declared.tables, pair)
    for (const merge of onMerge.of(installation)) await merge(op, pair)
    await moveIdentityChecks(op, pair, prefer)
    await freeSignIn(tx, pair)
    await keepPerson(tx, pair, toProve === null ? card : { ...card, email: kept.email })
    const { phone, birth_date, company_id, fields } = card
    const changed = await changeCard(tx, person, { phone, birth_date, company_id, fields })
    const lead = card.role === 'lead' && !kept.activated_at
    if (lead || card.email !== kept.email) await retireTokens(tx, { person, now })
    await leaveOne(tx, pair, now)
    if (toProve !== null) await askForEmail(op, kept, toProve)
    if (kept.activated_at && card.user_name !== kept.user_name)
      await tellUserName(op, kept, card.user_name)
    const otherShown = show('person', otherId)
    const email = { from: kept.email, to: card.email }
    note({
      subject: show('person', person),
      details: { merged: otherShown, prefer, notes, cases },
      unsaid: email.to === email.from ? {} : { [toProve === null ? 'email' : 'newEmail']: email },
    })
    return done({ person: show('person', person), version: changed })
  },
})

/** A note opens only about whom it was sealed; one that does not open stays broken, and goes over as it is. */
async function resealNotes(
  { tx, portal, installation }: OperationContext,
  pair: Pair,
): Promise<void> {
  const { kept, other } = pair
  const notes = await notesAbout(tx, other)
  if (notes.length === 0) return
  const key = await installation.keys.of(tx, portal)
  for (const { id: note, author, sealed_body } of notes) {
    const place = { portal, note, author }
    const body = openNote(
      key,
      { ...place, about: { person: other } },
      sealed_body,
      installation.log,
    )
    const sealedBody =
      body === null ? sealed_body : sealNote(key, { ...place, about: { person: kept } }, body)
    await moveNote(tx, pair, { id: note, sealedBody })
  }
}

/** Digits and date of birth of the preferred card, else of the one that has them; numbers of cases of both. */
async function moveIdentityChecks(
  { tx, portal, installation }: OperationContext,
  { kept, other }: Pair,
  prefer: Preference,
): Promise<void> {
  if (prefer === 'other')
    for (const fact of ['digits', 'birth_date'] as const)
      if (await hasIdentityCheck(tx, { portal, person: other, fact }))
        await dropIdentityCheck(tx, { portal, person: kept, fact })
  await carryIdentityChecks(tx, installation.keys, { from: other, to: kept })
}
