import { z } from 'zod'
import { FEATURE_NAMES } from '../../gate/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { named, shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInContext } from '../../web/index.ts'
import type { Language } from '../../kit/texts.ts'
import { actorWords } from '../audit/operation-words.ts'
import { factorsOf } from '../factor-state/queries.ts'
import { checksFor, USED_BY } from './access.ts'
import { AccessPage } from './pages.tsx'
import { accessOf } from './queries.ts'
import { mendWords, sentenceOf } from './sentence.ts'
import { words } from './texts.ts'
import { MENDS, whyOut, type About, type Why } from './why.ts'

async function accessPage(ctx: SignedInContext): Promise<Response> {
  const { now, read } = ctx
  const person = parseId('person', ctx.param('person'))
  const [about, factors] = person
    ? await read((tx) => Promise.all([accessOf(tx, person), factorsOf(tx, person)]))
    : []
  if (!person || !about || !factors) return ctx.refuse(refuse('not_found'))
  const { row } = about
  const chosen = ctx.query('feature')
  const feature = USED_BY[row.kind].find((name) => name === chosen) ?? 'sign_in'
  const checks = checksFor(row, feature, now)
  const why = whyOut(about, now, [feature])
  return ctx.page(<AccessPage {...{ person, about, factors, feature, checks, why }} />)
}

const access = shape('Access', {
  person: named,
  feature: z.string(),
  allowed: z.boolean(),
  reason: z.string().nullable().describe('The first rule that refuses: what the person is told'),
  why: shape('AccessWhy', {
    cause: z.string().describe('Finer than the rule: why they have not registered is told apart'),
    sentence: z.string().describe('In the language asked for'),
    since: z.iso.datetime().nullable(),
    until: z.iso.datetime().nullable().describe('When it ends by itself'),
    by: named.nullable().describe('Who made it so, where somebody did'),
    mend: z.enum(MENDS).nullable().describe('What staff do about it; null where they cannot'),
    button: z.string().nullable().describe('What that is called, in the language asked for'),
  })
    .nullable()
    .describe('What staff read on top of the person’s page; null where nothing keeps them out'),
  rules: z
    .array(
      shape('AccessRule', {
        reason: z.string(),
        passes: z.boolean(),
        remedy: z
          .string()
          .nullable()
          .describe('What would change the answer; null where it passes'),
        since: z.iso.datetime().nullable(),
        until: z.iso.datetime().nullable().describe('When it stops refusing by itself'),
      }),
    )
    .describe('In the order in which they are asked'),
  passkeysElsewhere: z
    .array(z.string())
    .describe(
      'Addresses that the portal has left, for which the person has passkeys and none for the current one: they sign in another way and are asked to make one',
    ),
})

const showWhy = (why: Why, { row }: About, language: Language) => ({
  cause: why.cause,
  sentence: sentenceOf(why, row, language),
  since: why.since?.toString() ?? null,
  until: why.until?.toString() ?? null,
  by: why.by && { id: why.by.id, name: actorWords(why.by, language) },
  mend: why.mend,
  button: mendWords(why, row, language),
})

export const accessResource = resource({ feature: 'people', right: 'people:manage', words })
  .page(routes.people.one.access, accessPage)
  .read(routes.api.people.one.access, {
    name: 'person.access',
    summary: 'Says what lets a person use a feature or stands in their way, rule by rule',
    query: z.strictObject({
      feature: z
        .enum(FEATURE_NAMES)
        .default('sign_in')
        .describe('`sign_in` is asked as from a device that has never signed in'),
    }),
    answer: access,
    show: async ({ read, now, param, language }, { feature }) => {
      const person = parseId('person', param('person'))
      const about = person && (await read((tx) => accessOf(tx, person)))
      if (!person || !about) return null
      const { row } = about
      const why = whyOut(about, now, feature === 'sign_in' ? undefined : [feature])
      const checks = checksFor(row, feature, now)
      const failing = checks.find(({ passes }) => !passes)
      return {
        person: { id: show('person', person), name: row.name },
        feature,
        allowed: failing === undefined,
        reason: failing?.reason ?? null,
        why: why && showWhy(why, about, language),
        passkeysElsewhere: row.passkeys_elsewhere,
        rules: checks.map(({ reason, remedy, passes, since, until }) => ({
          reason,
          passes,
          remedy: passes ? null : remedy,
          since: since?.toString() ?? null,
          until: until?.toString() ?? null,
        })),
      }
    },
  })
