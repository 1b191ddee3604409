import { z } from 'zod'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalid, invalidField } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import { discover, sealSecret, secretPlace } from './client.ts'
import { open } from '../../kit/crypto.ts'
import { providerInput } from './provider.ts'
import { dropProvider, keepProvider, providerOf } from './queries.ts'

export const setProvider = operation({
  name: 'work_account.configure',
  done: {
    en: 'Set the provider of work accounts',
    es: 'Configuró el proveedor de cuentas de trabajo',
  },
  summary: 'Sets the provider by which staff may sign in with their work account',
  input: providerInput.extend({ clientSecret: z.string().max(1000) }),
  right: 'portal:configure',
  quiet: true,
  async run({ tx, portal, installation, note }, input) {
    const key = await installation.keys.of(tx, portal)
    await keepProvider(tx, {
      issuer: input.issuer,
      client_id: input.clientId,
      sealed_secret: sealSecret(key, portal, input.clientSecret),
      label: input.label,
      joins_by_email: input.joinsByEmail,
      counts_as_two: input.countsAsTwo,
    })
    const { clientSecret: _, ...details } = input
    note({ details })
    return done({})
  },
})

/** Sets the provider, once it has answered by the name it is given here. */
export async function configureProvider(
  installation: Installation,
  caller: Caller,
  input: unknown,
): Promise<Done<object> | Refusal> {
  const parsed = providerInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  if (!caller.rights.has(setProvider.right!)) return kitRefuse('forbidden')
  const { issuer, clientId } = parsed.data
  const secret = parsed.data.clientSecret || (await keptSecret(installation, caller.portal, issuer))
  if (!secret) return invalidField('clientSecret', 'required')
  if ((await installation.outgoing.check(issuer)) !== null)
    return refuse('provider_address', { field: 'issuer' })
  let named: string
  try {
    const config = await discover(installation, { issuer, clientId, secret })
    named = config.serverMetadata().issuer
  } catch (error) {
    installation.log.info({ err: error }, 'a provider of work accounts did not answer')
    return refuse('provider_silent', { field: 'issuer' })
  }
  return perform(installation, setProvider, caller, {
    ...parsed.data,
    // As tokens will say it, to the last slash.
    issuer: named,
    clientSecret: secret,
  })
}

/** Another issuer never gets the secret that this one was given. */
async function keptSecret(
  { db, keys }: Installation,
  portal: string,
  issuer: string,
): Promise<string | null> {
  const provider = await db.read({ portal }, (tx) => providerOf(tx))
  if (provider?.issuer !== issuer) return null
  const key = await keys.held(portal)
  return open(key, secretPlace(portal), provider.sealed_secret).toString()
}

export const removeProvider = operation({
  name: 'work_account.remove_provider',
  done: {
    en: 'Took the provider of work accounts away',
    es: 'Quitó el proveedor de cuentas de trabajo',
  },
  summary: 'Takes away signing in by work account',
  input: z.strictObject({}),
  right: 'portal:configure',
  quiet: true,
  async run({ tx }) {
    return (await dropProvider(tx)) ? done({}) : kitRefuse('not_found')
  },
})
