import { createForm, fillForm, openForm } from '../forms/index.ts'
import type { Instant } from '../kit/clock.ts'
import { cancelRequiredPayment, setFormAccess } from '../paid-access/index.ts'
import { connectGateway } from '../payments/index.ts'
import type { Place } from './portal-life.ts'
import type { DemoEvent, Seeder } from './seeder.ts'

interface About {
  after: (days: number, hours?: number) => Instant
  there: (run: (place: Place) => Promise<unknown>) => () => Promise<unknown>
}

/** Who has sent the form: one has yet to pay, one was let in. */
const NURIA = { firstName: 'Núria', lastName: 'Serra', email: 'nuria@clientes.example' }
const PAU = { firstName: 'Pau', lastName: 'Riera', email: 'pau@clientes.example' }

/** A form that asks for a payment before the portal opens, and clients on either side of it. */
export function paidAccessLife(seeder: Seeder, { after, there }: About): DemoEvent[] {
  let form: string
  const setUp = async ({ owner }: Place) => {
    await seeder.as(owner, 'gateway', connectGateway, { gateway: 'sandbox' })
    const made = await seeder.as(owner, 'form', createForm, {
      name: 'Inicio de coaching',
      role: 'client',
    })
    form = made.form
    await seeder.as(owner, 'form price', setFormAccess, {
      form,
      amount: '250.00',
      currency: 'EUR',
      title: 'Inicio de coaching de {{contact.first_name}}',
      item: 'Primera sesión y plan personal',
      taxRate: '21',
    })
    await seeder.as(owner, 'form opened', openForm, { form })
  }
  const sent = (who: typeof NURIA) =>
    there(({ owner }) =>
      seeder.as(owner, `form of ${who.email}`, fillForm, { form, ...who, language: 'es' }),
    )
  const letIn = async ({ id, owner }: Place) => {
    const { id: person } = await seeder.person(id, PAU.email)
    await seeder.as(owner, 'let in', cancelRequiredPayment, {
      person,
      reason: 'Sesión de regalo, acordada por teléfono',
    })
  }
  return [
    { at: after(40, 1), run: there(setUp) },
    { at: after(41, 2), run: sent(NURIA) },
    { at: after(42, 3), run: sent(PAU) },
    { at: after(43, 4), run: there(letIn) },
  ]
}
