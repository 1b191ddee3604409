import { pageOf, personById } from '../../identity/index.ts'
import { parseId } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInContext } from '../../web/index.ts'
import { writeNote } from '../notes/notes.ts'
import { readPerson } from './reading.ts'
import { TeamMemberPage } from './team-member-page.tsx'
import { words } from './texts.ts'

/** Somebody of the team; a contact’s page is their card’s, wherever they are met. */
async function teamMemberPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const id = parseId('person', ctx.param('person'))
  const person = id && (await ctx.read((tx) => personById(tx, id)))
  if (!person) return ctx.refuse(refuse('not_found'))
  if (person.kind === 'contact') return ctx.redirect(pageOf(person))
  const parts = await readPerson(ctx, person.id, { refusal })
  if (!parts) return ctx.refuse(refuse('not_found'))
  return ctx.page(<TeamMemberPage {...parts} />, refusal?.status)
}

export const teamMemberResource = resource({ feature: 'people', right: 'people:manage', words })
  .page(routes.people.one, (ctx) => teamMemberPage(ctx))
  .change(writeNote, {
    page: routes.people.one.notes,
    fields: ['body'],
    again: teamMemberPage,
    to: (_, { param }) => `${routes.people.one({ person: param('person') })}#timeline`,
  })
