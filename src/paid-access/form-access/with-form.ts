import { ofClients, onCopy } from '../../forms/index.ts'
import { planById } from '../../payments/index.ts'
import { accessOf, saveAccess } from './queries.ts'
import { costText } from './said.ts'

/** What a form costs goes with the role that makes clients; the flow that begins stays. */
export const priceOfClients = ofClients.with({
  async told(tx, form, language) {
    const access = await accessOf(tx, form)
    return costText(access, access.plan === null ? null : await planById(tx, access.plan), language)
  },
  async remove({ tx }, form) {
    const free = { price: null, plan: null, title: null }
    await saveAccess(tx, form, { ...(await accessOf(tx, form)), ...free })
  },
})

/** A copy costs the same, and begins the same flow. */
export const copiedAccess = onCopy.with(async ({ tx }, { from, to }) => {
  const access = await accessOf(tx, from)
  if (access.version > 0) await saveAccess(tx, to, { ...access, version: 0 })
})
