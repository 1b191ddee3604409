import { id, parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { cut } from '../../kit/whole-text.ts'
import { hrefOf, routes } from '../../routes.ts'
import {
  asTyped,
  localPath,
  placeIn,
  resource,
  resourceOf,
  textOf,
  type FormFields,
  type Resource,
  type SignedInContext,
} from '../../web/index.ts'
import { resetFactors } from '../factors/reset.ts'
import { inPortal, readOwned, type OwnerPage, type Section } from '../owners/owner.ts'
import { here } from '../owners/pages.tsx'
import { BACK } from '../persons/redirect-back.ts'
import { listPeople } from '../directory/list/list.ts'
import type { ShownPerson } from '../persons/person.ts'
import { disablePerson, enablePerson, inviteAgain } from '../directory/persons.ts'
import { ownerOf } from '../persons/queries.ts'
import { personView, showPerson } from '../persons/view.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { invitationOf } from '../tokens/queries.ts'
import {
  DisablingPage,
  FactorsPage,
  NewPersonPage,
  PeoplePage,
  placeOf,
  type PeopleOf,
} from './pages.tsx'
import { createOperator, onOperators, type invitePartnerPerson, type OnPeople } from './people.ts'
import { operatorsAfter, personOf } from './queries.ts'
import { words, type Text } from './texts.ts'
import { consolePersonView, showConsolePerson } from './view.ts'

const A_PAGE = 50

/** How somebody is shown to programs: a portal's people with their seats, those of the console without. */
const shownOf = ({ kind }: Section) =>
  kind === 'portal'
    ? { answer: personView, show: showPerson }
    : { answer: consolePersonView, show: showConsolePerson }

/** A person of the owner in the path as they are now; null for another's as for none. @param person row id */
export const personAnswer = (
  ctx: SignedInContext,
  section: Section,
  person: string | null,
): Promise<unknown> =>
  readOwned(ctx, section, async (tx, owner) => {
    const data = person === null ? undefined : await personOf(tx, owner, person, ctx.now)
    return data ? shownOf(section).show(data) : null
  })

/** What programs are answered after a change: the person as they are then. */
const answers = (section: Section) => ({
  answer: shownOf(section).answer,
  show: (ctx: SignedInContext, { person }: { person: string }) =>
    personAnswer(ctx, section, person),
})

interface About {
  ownerPage: OwnerPage
  person: ShownPerson
}

/** What takes access from one of an owner's people, and what gives it. */
export function accessOf(of: PeopleOf): Resource<Text, [About]> {
  const { section, feature = 'home', right, at, api = {}, operations } = of
  const { inviteAgain, disable, enable, resetFactors } = operations

  /** A button on a page about a person says where it stands. */
  const button: FormFields = at.person ? BACK : {}
  const withReason: FormFields = { reason: 'text', ...button }

  const askedOn = ({ form, query }: SignedInContext) =>
    at.person && localPath(query('back') ?? textOf(form, 'back'))

  const back = (ctx: SignedInContext, about: About) => askedOn(ctx) ?? placeOf({ of, ...about })

  /** There is no field to show it at: back to where the button stood. */
  const refused = (ctx: SignedInContext, about: About, refusal: Refusal) =>
    refusal.code === 'invalid'
      ? ctx.refuse(refusal)
      : ctx.redirect(back(ctx, about), { tone: 'amber', text: refusal.say(ctx.language) })

  const done = (text: Text) => ({
    fields: button,
    input: ({ back: _back, ...form }: Record<string, string>) => form,
    again: refused,
    to: (_: unknown, ctx: SignedInContext, about: About) => back(ctx, about),
    said: (_: unknown, __: SignedInContext, { person: { name, email } }: About) => ({
      text,
      values: { name, email: email ?? '' },
    }),
  })

  const asking = (ctx: SignedInContext, about: About, refusal?: Refusal) => {
    const { typed, errors } = asTyped(ctx, refusal)
    return { of, ...about, reason: typed?.['reason'], errors, askedOn: askedOn(ctx) }
  }

  const disabling = async (ctx: SignedInContext, about: About, refusal?: Refusal) => {
    if (refusal && refusal.code !== 'invalid') return refused(ctx, about, refusal)
    const { person, ownerPage } = about
    const { portal } = ownerPage.owner
    const [sessions, invitation] = await inPortal(ctx, portal, (tx) =>
      Promise.all([sessionsOf(tx, person.id), invitationOf(tx, person.id)]),
    )
    return ctx.page(
      <DisablingPage
        {...asking(ctx, about, refusal)}
        sessions={sessions.filter((session) => isLive(session, ctx.now)).length}
        invited={invitation !== undefined}
      />,
      refusal?.status,
    )
  }

  const resetting = (ctx: SignedInContext, about: About, refusal?: Refusal) =>
    refusal && refusal.code !== 'invalid'
      ? refused(ctx, about, refusal)
      : ctx.page(<FactorsPage {...asking(ctx, about, refusal)} />, refusal?.status)

  const access = resourceOf(
    { feature, right, words, ...answers(section) },
    async (ctx): Promise<About | Response | null> => {
      const ownerPage = await section.page(ctx)
      if (!ownerPage || ownerPage instanceof Response) return ownerPage
      const id = parseId('person', ctx.param('person'))
      if (id === null) return null
      const { owner } = ownerPage
      const person = await inPortal(ctx, owner.portal, (tx) => personOf(tx, owner, id, ctx.now))
      return person ? { ownerPage, person } : null
    },
  )
  if (at.invitation)
    access.change(inviteAgain, {
      ...done('again.done'),
      said: (_, __, { person: { invited_at, email } }) => ({
        text: invited_at ? 'again.done' : 'first.done',
        values: { email: email ?? '' },
      }),
      page: at.invitation,
      api: api.invitation,
    })
  access
    .page(at.disabling, disabling)
    .change(disable, {
      ...done('disable.done'),
      page: at.disabling,
      api: api.disabling,
      fields: withReason,
      again: disabling,
    })
    .change(enable, {
      ...done('enable.done'),
      page: at.enabling,
      said: (_, __, { person: { activated_at, name } }) => ({
        text: activated_at || !at.invitation ? 'enable.done' : 'enable.done.invite',
        values: { name },
      }),
    })
    .change(enable, { api: api.disabling, method: 'DELETE' })
  if (at.factors)
    access.page(at.factors, resetting).change(resetFactors, {
      ...done('factors.done'),
      page: at.factors,
      fields: { reason: 'text' },
      again: resetting,
    })
  return access.change(resetFactors, { api: api.factors })
}

interface ListOf extends PeopleOf {
  looks: PeopleOf['right']
}

/** The page that lists one kind of owner's people. */
export const peopleOf = (of: ListOf) =>
  resourceOf({ feature: 'home', right: of.looks, words }, of.section.page).page(
    of.at.list,
    async (ctx, ownerPage) => {
      const { portal, partner } = ownerPage.owner
      const search = cut(ctx.query('search')?.trim() ?? '', 254) || undefined
      const query = { search, partner, ...placeIn(ctx), now: ctx.now, limit: A_PAGE }
      const [page, head] = await inPortal(ctx, portal, (tx) =>
        Promise.all([listPeople(tx, query), ownerOf(tx)]),
      )
      return ctx.page(<PeoplePage {...{ ownerPage, of, page, search, head }} />)
    },
  )

/** The form that adds somebody to an owner's people. */
export function invitesOf(
  of: PeopleOf,
  invite: typeof invitePartnerPerson,
  api: NonNullable<PeopleOf['at']['fresh']>,
) {
  const { section, right, at } = of
  const form = (ctx: SignedInContext, ownerPage: OwnerPage, refusal?: Refusal) =>
    ctx.page(<NewPersonPage {...{ ownerPage, of }} {...asTyped(ctx, refusal)} />, refusal?.status)
  return resourceOf({ feature: 'home', right, words, ...answers(section) }, section.page)
    .page(at.fresh!, form)
    .change(invite, {
      page: at.list,
      api,
      status: 201,
      again: form,
      to: (_, __, ownerPage) => hrefOf(at.list, ownerPage.names),
      said: (_, ctx) => ({ text: 'new.done', values: { email: textOf(ctx.form, 'email') } }),
    })
}

/** Access to the portal one is in; its people's list and pages are persons' own. */
export const ownPeopleResource = accessOf({
  section: here('portal'),
  feature: 'people',
  right: 'people:manage',
  at: {
    list: routes.people,
    person: routes.people.one,
    invitation: routes.people.one.invitation,
    disabling: routes.people.one.disabling,
    enabling: routes.people.one.enabling,
    factors: routes.people.one.secondFactors,
  },
  api: { invitation: routes.api.people.one.invitation, disabling: routes.api.people.one.disabling },
  // They name no owner: it is the portal one is in.
  operations: {
    inviteAgain,
    disable: disablePerson,
    enable: enablePerson,
    resetFactors,
  } as unknown as OnPeople,
})

/** The installation's operators, whom only programs look after so far. */
export const operatorsResource = resource({
  feature: 'home',
  right: 'installation:operate',
  words,
  ...answers(here('installation')),
})
  .list(routes.api.operators, {
    name: 'operator.list',
    summary: 'Lists the installation’s operators',
    cursor: id('person').optional(),
    rows: 'operators',
    view: consolePersonView,
    called: 'OperatorList',
    order: 'In the order they were added',
    more: 'Send it as `cursor` for the operators that follow',
    find: ({ read, now }, { after, limit }) =>
      read((tx) => operatorsAfter(tx, { after, limit, now })),
    cursorOf: ({ id }) => show('person', id),
    show: showConsolePerson,
  })
  .change(createOperator, { api: routes.api.operators, status: 201 })
  .change(onOperators.disable, { api: routes.api.operators.one.disabling })
  .change(onOperators.enable, { api: routes.api.operators.one.disabling, method: 'DELETE' })
  .change(onOperators.resetFactors, { api: routes.api.operators.one.secondFactors.reset })
