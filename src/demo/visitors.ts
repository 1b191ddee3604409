import { demoOpenInvitation, demoRegister, demoSignIn } from '../identity/demo-sign-in.ts'
import { mailbox } from '../kit/mail.ts'
import type { Caller } from '../kit/operation.ts'
import { DEMO_DIGITS } from './people.ts'
import { unwrap } from './unwrap.ts'
import type { DemoRow, Seeder } from './seeder.ts'

/*
 * What people do who are not signed in. None of it takes an Idempotency-Key, as nothing that rests on a proof
 * does: so that seeding again changes nothing, each looks first whether it has happened already.
 */

/** Somebody who is not signed in. */
export interface Visitor {
  portal: string
  /** E-mail, or row id of whoever has none. */
  who: string
  ip?: string
  /** What their browser calls itself. */
  userAgent?: string
}

const WRONG_DIGITS = '0000'

const callerOf = ({ portal, ip }: Visitor): Caller => ({
  id: 'visitor',
  name: 'Visitor',
  portal,
  rights: new Set(),
  through: 'page',
  ip,
})

const fromOf = ({ userAgent }: Visitor) => ({ device: null, userAgent })

/** The link of the newest invitation, as the built-in mailbox has it. */
async function linkOf({ installation }: Seeder, portal: string, { email }: DemoRow) {
  const mails = await mailbox(installation, portal)
  const mail = mails.find(({ kind, to }) => kind === 'invitation' && to === email)
  const token = /[?&]token=([\w-]+)/.exec(mail?.text ?? '')?.[1]
  if (token === undefined) throw new Error(`demo: no invitation for ${email}`)
  return token
}

/** Opens the mailed link and chooses the demo's password. */
export async function register(seeder: Seeder, visitor: Visitor): Promise<void> {
  const row = await seeder.row(visitor.portal, visitor.who)
  if (row.activated_at) return
  const token = await linkOf(seeder, visitor.portal, row)
  const entered = await enter(seeder, visitor, { proof: { token }, fact: DEMO_DIGITS })
  unwrap(entered, `registering ${visitor.who}`)
}

/** Opens the link, looks, and leaves. */
export async function look(seeder: Seeder, visitor: Visitor): Promise<void> {
  const row = await seeder.row(visitor.portal, visitor.who)
  if (row.opened_at) return
  const token = await linkOf(seeder, visitor.portal, row)
  const opened = await demoOpenInvitation(seeder.installation, callerOf(visitor), token)
  unwrap(opened, `opening the link of ${visitor.who}`)
}

/** States wrong digits that often with the newest link. */
export async function mistype(seeder: Seeder, visitor: Visitor, times: number): Promise<void> {
  const row = await seeder.row(visitor.portal, visitor.who)
  if (row.registration_attempts >= times) return
  const token = await linkOf(seeder, visitor.portal, row)
  for (let tries = row.registration_attempts; tries < times; tries++)
    await enter(seeder, visitor, { proof: { token }, fact: WRONG_DIGITS })
}

/** @param issued gives what was read out over the phone, and the name to type with it */
export async function registerOnPhone(
  seeder: Seeder,
  visitor: Visitor,
  issued: () => Promise<{ name: string; code: string }>,
): Promise<void> {
  if ((await seeder.row(visitor.portal, visitor.who)).activated_at) return
  const { name, code } = await issued()
  const proof = { name, code: code.replaceAll(' ', '') }
  const entered = await enter(seeder, visitor, { proof, fact: DEMO_DIGITS })
  unwrap(entered, `registering ${visitor.who} by code`)
}

async function enter(
  { installation, passwordHash }: Seeder,
  visitor: Visitor,
  stated: { proof: { token: string } | { name: string; code: string }; fact: string },
) {
  const input = { ...stated, passwordHash: await passwordHash }
  return demoRegister(installation, callerOf(visitor), input, fromOf(visitor))
}

export const comeBack = async (seeder: Seeder, visitor: Visitor): Promise<void> => {
  const row = await seeder.row(visitor.portal, visitor.who)
  if (seeder.isPast(row.last_login_at)) return
  unwrap(await trySignIn(seeder, visitor, row, true), `signing in ${visitor.who}`)
}

/** Tries wrong passwords until so many have been counted since the last sign-in. */
export async function guess(seeder: Seeder, visitor: Visitor, counted: number): Promise<void> {
  const row = await seeder.row(visitor.portal, visitor.who)
  if (seeder.isPast(row.last_login_at)) return
  for (let bad = row.bad_attempts; bad < counted; bad++)
    await trySignIn(seeder, visitor, row, false)
}

function trySignIn({ installation }: Seeder, visitor: Visitor, { email }: DemoRow, right: boolean) {
  const attempt = { email: email!, right }
  return demoSignIn(installation, callerOf(visitor), attempt, fromOf(visitor))
}
