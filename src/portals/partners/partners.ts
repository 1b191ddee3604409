import { z } from 'zod'
import { email, language, line, timeZone } from '../../identity/index.ts'
import { CONSOLE, id, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse } from '../../kit/refusal.ts'
import { changesOf } from '../changes.ts'
import { version } from '../inputs.ts'
import { changePartner, insertPartner, lockPartner } from './queries.ts'

export const createPartner = operation({
  name: 'partner.create',
  done: { en: 'Added a partner', es: 'Añadió un socio' },
  summary: 'Adds an organisation that provides portals to its customers',
  input: z.strictObject({
    name: line(120),
    reference: line(120).optional().describe('What it is called in your own books'),
    billingName: line(120).optional(),
    billingEmail: email.optional().describe('Where its bills are sent'),
    timeZone: timeZone.default('UTC').describe('Where its months begin'),
    language: language.default('en'),
  }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run({ tx, now, note }, { name, ...input }) {
    const id = newId()
    await insertPartner(tx, {
      id,
      name,
      reference: input.reference ?? null,
      billing_name: input.billingName ?? null,
      billing_email: input.billingEmail ?? null,
      time_zone: input.timeZone,
      language: input.language,
      created_at: now,
    })
    note({ subject: show('partner', id), details: { name } })
    return done({ partner: show('partner', id) })
  },
})

/** What a partner may not say of itself: what it is called in others' books, and when its months begin. */
const OPERATORS = ['name', 'reference', 'timeZone'] as const

const COLUMNS = {
  name: 'name',
  reference: 'reference',
  billingName: 'billing_name',
  billingEmail: 'billing_email',
  timeZone: 'time_zone',
  language: 'language',
} as const

export const configurePartner = operation({
  name: 'partner.configure',
  done: { en: 'Changed a partner', es: 'Cambió un socio' },
  details: {
    reference: { en: 'Reference', es: 'Referencia' },
    billing_name: { en: 'Billing contact', es: 'Contacto de facturación' },
    billing_email: { en: 'Billing e-mail', es: 'Correo de facturación' },
  },
  summary: 'Changes what is known about a partner; null takes away what may be missing',
  input: z.strictObject({
    partner: id('partner'),
    version,
    name: line(120).optional(),
    reference: line(120).nullable().optional(),
    billingName: line(120).nullable().optional(),
    billingEmail: email.nullable().optional(),
    timeZone: timeZone.optional(),
    language: language.optional(),
  }),
  right: 'partner:manage',
  portal: () => CONSOLE,
  async run({ tx, caller, note, basedOn }, { partner, version, ...wish }) {
    const row = await lockPartner(tx, caller, partner)
    if (!row) return refuse('not_found')
    const forbidden = OPERATORS.find((field) => wish[field] !== undefined)
    if (forbidden && !caller.rights.has('installation:operate'))
      return refuse('forbidden', { field: forbidden })
    const stale = basedOn(row.version, version)
    if (stale) return stale
    const { set, details } = changesOf(row, COLUMNS, wish)
    const now = await changePartner(tx, partner, set)
    note({ subject: show('partner', partner), details })
    return done({ partner: show('partner', partner), version: now })
  },
})
