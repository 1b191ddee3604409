import { z } from 'zod'
import { FEATURE_NAMES } from '../../gate/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { named, shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInContext } from '../../web/index.ts'
import { factorsOf } from '../factor-state/queries.ts'
import { checksFor, USED_BY } from './access.ts'
import { AccessPage } from './pages.tsx'
import { accessRow } from './queries.ts'
import { words } from './texts.ts'

async function accessPage(ctx: SignedInContext): Promise<Response> {
  const { now, read } = ctx
  const person = parseId('person', ctx.param('person'))
  const [row, factors] = person
    ? await read((tx) => Promise.all([accessRow(tx, person), factorsOf(tx, person)]))
    : []
  if (!person || !row || !factors) return ctx.refuse(refuse('not_found'))
  const chosen = ctx.query('feature')
  const feature = USED_BY[row.kind].find((name) => name === chosen) ?? 'sign_in'
  const checks = checksFor(row, feature, now)
  return ctx.page(<AccessPage {...{ person, row, factors, feature, checks }} />)
}

const access = shape('Access', {
  person: named,
  feature: z.string(),
  allowed: z.boolean(),
  reason: z.string().nullable().describe('The first rule that refuses: what the person is told'),
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
    show: async ({ read, now, param }, { feature }) => {
      const person = parseId('person', param('person'))
      const row = person && (await read((tx) => accessRow(tx, person)))
      if (!person || !row) return null
      const checks = checksFor(row, feature, now)
      const failing = checks.find(({ passes }) => !passes)
      return {
        person: { id: show('person', person), name: row.name },
        feature,
        allowed: failing === undefined,
        reason: failing?.reason ?? null,
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
