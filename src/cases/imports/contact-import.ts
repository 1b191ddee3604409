import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart, type OperationContext } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { createContact, updateContact } from '../../people/index.ts'
import { openCase } from '../case/cases.ts'
import { addParty } from '../case/parties/parties.ts'
import { refuse } from '../refusals.ts'
import { importedLine, isKnowable, type ImportedLine } from './line.ts'
import { caseNumbered, matchesOf } from './queries.ts'

type ContactOutcome = 'created' | 'updated' | 'unchanged'

/** `opened` with them in it, `joined` one that was there, or was in it already. */
export type CaseOutcome = 'opened' | 'joined' | 'already'

/**
 * One line of a file, by the rules that hold for everybody: a card added or changed, a case opened or
 * joined, each with its own line in the audit trail. Refused as a whole or done as a whole.
 */
export const importContact = operation({
  name: 'contact.import',
  done: { en: 'Imported from a file', es: 'Importado de un archivo' },
  details: {
    became: { en: 'Card', es: 'Ficha' },
  },
  values: {
    created: { en: 'created', es: 'creada' },
    updated: { en: 'changed', es: 'cambiada' },
    unchanged: { en: 'as it was', es: 'sin cambios' },
  },
  summary: 'Adds a contact from a line of a file, or changes their card, and their case with it',
  input: importedLine.extend({ work: id('work') }),
  right: 'job',
  async run(op, { work: of, contact, case: matter, invite }) {
    const { note } = op
    if (!isKnowable(contact)) return refuse('nothing_to_know_by', { field: 'contact.email' })
    const kept = await keepContact(op, contact)
    if (!kept.ok) return inside('contact', kept)
    const { person, became } = kept.value
    const inCase = matter && (await keepCase(op, person, matter))
    if (inCase && !inCase.ok) return inside('case', inCase)
    note({
      subject: person,
      details: { person, work: show('work', of), became, ...inCase?.value },
    })
    return done({ person, became, case: inCase?.value ?? null, invite: invite === 'yes' })
  },
})

async function keepContact(op: OperationContext, contact: ImportedLine['contact']) {
  const [match, another] = await matchesOf(op.tx, contact)
  if (another) return refuse('several_alike', { field: 'email' })
  if (!match) {
    const created = await performPart(op, createContact, contact)
    return created.ok ? became(created.value.person, 'created') : created
  }
  const changed = { ...contact, person: show('person', match.id) }
  const updated = await performPart(op, updateContact, changed)
  if (!updated.ok) return updated
  const { person, version } = updated.value
  return became(person, version === match.version ? 'unchanged' : 'updated')
}

const became = (person: string, how: ContactOutcome) => done({ person, became: how })

async function keepCase(
  op: OperationContext,
  person: string,
  { side, ...matter }: NonNullable<ImportedLine['case']>,
) {
  const existing = await caseNumbered(op.tx, matter.number)
  if (existing === null && matter.title === undefined) return invalidField('title', 'required')
  const opened = existing === null ? await performPart(op, openCase, matter) : null
  if (opened && !opened.ok) return opened
  const one = show('case', opened?.value.case ?? existing!)
  const joined = await performPart(op, addParty, { case: one, person, side })
  if (!joined.ok && joined.code !== 'already_party') return joined
  const how: CaseOutcome = opened ? 'opened' : joined.ok ? 'joined' : 'already'
  return done({ case: one, caseBecame: how })
}

/** Names the fields as the line has them. */
const inside = (part: 'contact' | 'case', refusal: Refusal): Refusal => ({
  ...refusal,
  fields: refusal.fields.map((one) => ({ ...one, field: `${part}.${one.field}` })),
})
