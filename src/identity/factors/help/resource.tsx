import { routes } from '../../../routes.ts'
import { onPersonPage } from '../../persons/panels.ts'
import { ownerOf } from '../../persons/queries.ts'
import { resource } from '../../../web/index.ts'
import { hasSetUp } from '../../factor-state/factor.ts'
import { factorsOf, secondFactorRule } from '../../factor-state/queries.ts'
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

export const consoleRuleResource = resource({
  feature: 'settings',
  right: 'installation:operate',
  words,
})
  .page(routes.consoleSignIn, async (ctx) => {
    const required = await ctx.read((tx) => secondFactorRule(tx))
    return ctx.page(<RulePage required={required} />)
  })
  .change(configureConsole, {
    page: routes.consoleSignIn,
    to: () => routes.consoleSignIn(),
    said: 'rule.saved',
  })
