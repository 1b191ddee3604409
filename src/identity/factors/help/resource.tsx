import { z } from 'zod'
import { shape } from '../../../kit/shape.ts'
import { routes } from '../../../routes.ts'
import { onPersonPage } from '../../persons/panels.ts'
import { ownerOf } from '../../persons/queries.ts'
import { resource, type SignedInContext } from '../../../web/index.ts'
import { hasSetUp } from '../../factor-state/factor.ts'
import { factorsOf, secondFactorRule } from '../../factor-state/queries.ts'
import { resetFactors } from '../reset.ts'
import { configureConsole } from '../rule.ts'
import { words } from '../texts.ts'
import { FactorsPanel, RulePage } from './pages.tsx'

/** Lets staff help somebody who has lost their second factor. */
export const factorsOfPerson = onPersonPage.with(async (ctx, person) => {
  const { read } = ctx
  if (person.id === ctx.person.id) return null
  const [factors, owner] = await read((tx) => Promise.all([factorsOf(tx, person.id), ownerOf(tx)]))
  return hasSetUp(factors) && person.id !== owner ? <FactorsPanel person={person} /> : null
})

/** Somebody's second step is taken away on the page of access; programs are answered nothing of the person. */
export const resetFactorsResource = resource({
  feature: 'people',
  right: 'people:manage',
  words,
}).change(resetFactors, { api: routes.api.people.one.secondFactors.reset })

const ruleOf = ({ read }: SignedInContext) => read((tx) => secondFactorRule(tx))

export const consoleRuleResource = resource({
  feature: 'settings',
  right: 'installation:operate',
  words,
  answer: shape('ConsoleSignIn', { staffSecondFactor: z.boolean() }),
})
  .page(routes.console.signInRule, async (ctx) => {
    return ctx.page(<RulePage required={await ruleOf(ctx)} />)
  })
  .read(routes.api.signInRule, {
    name: 'console.show_sign_in',
    summary: 'Shows whether everyone who works in the console needs a second factor',
    show: async (ctx) => ({ staffSecondFactor: await ruleOf(ctx) }),
  })
  .change(configureConsole, {
    page: routes.console.signInRule,
    api: routes.api.signInRule,
    method: 'PATCH',
    show: (_, value) => value,
    to: () => routes.console.signInRule(),
    said: 'rule.saved',
  })
