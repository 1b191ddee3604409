import { parseId } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { textOf, localPath, type FormFields, type SignedInContext } from '../../web/index.ts'
import type { Person } from './person.ts'
import { pageOf } from './page-of.ts'
import { personById } from './queries.ts'

/** The field with the page that the button is on. */
export const BACK = { back: 'text' } as const satisfies FormFields

/** The person in the path; null where the portal has none by that id. */
export async function personOf(ctx: SignedInContext): Promise<Person | null> {
  const id = parseId('person', ctx.param('person'))
  const row = id && (await ctx.read((tx) => personById(tx, id)))
  return row ? (row as Person) : null
}

/** Redirects to the page of the button, else to the person, with a flash message: what was done, or why not. */
export async function redirectBack<R>(
  ctx: SignedInContext,
  result: Done<R> | Refusal,
  said: (person: Person, value: R) => string,
): Promise<Response> {
  const person = await personOf(ctx)
  if (!person) return ctx.refuse(refuse('not_found'))
  // No button of ours sends such a thing, so there is no field to show it at.
  if (!result.ok && result.code === 'invalid') return ctx.refuse(result)
  const back = localPath(textOf(ctx.form, 'back'))
  return ctx.redirect(
    back ?? pageOf(person),
    result.ok
      ? { tone: 'green', text: said(person, result.value) }
      : { tone: 'amber', text: result.say(ctx.language) },
  )
}

/** A button on a person: it sends nothing, and ends as `redirectBack` does. */
export const personButton = <R>(
  said: (person: Person, value: R, ctx: SignedInContext) => string,
) => ({
  fields: BACK,
  input: () => ({}),
  ends: (ctx: SignedInContext, value: R) =>
    redirectBack(ctx, done(value), (person) => said(person, value, ctx)),
  again: (ctx: SignedInContext, refusal: Refusal) => redirectBack(ctx, refusal, () => ''),
})
