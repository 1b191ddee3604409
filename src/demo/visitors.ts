import { rehearseOpening, rehearseRegistration, rehearseSignIn } from '../identity/rehearsal.ts'
import { mailbox } from '../kit/mail.ts'
import type { Caller } from '../kit/operation.ts'
import { DEMO_DIGITS } from './people.ts'
import { settled } from './settled.ts'
import type { DemoRow, Story } from './story.ts'

/*
 * What people do who are not signed in. None of it takes an Idempotency-Key, as nothing that rests on a proof
 * does: so that a story told again changes nothing, each looks first whether it has happened already.
 */

/** Somebody at the door of a portal. */
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
async function linkOf({ installation }: Story, portal: string, { email }: DemoRow) {
  const mails = await mailbox(installation, portal)
  const letter = mails.find(({ kind, to }) => kind === 'invitation' && to === email)
  const token = /[?&]token=([\w-]+)/.exec(letter?.text ?? '')?.[1]
  if (token === undefined) throw new Error(`demo: no invitation for ${email}`)
  return token
}

/** Opens the mailed link and chooses the demo's password. */
export async function register(story: Story, visitor: Visitor): Promise<void> {
  const row = await story.row(visitor.portal, visitor.who)
  if (row.activated_at) return
  const token = await linkOf(story, visitor.portal, row)
  const entered = await enter(story, visitor, { proof: { token }, fact: DEMO_DIGITS })
  settled(entered, `registering ${visitor.who}`)
}

/** Opens the link, looks, and leaves. */
export async function look(story: Story, visitor: Visitor): Promise<void> {
  const row = await story.row(visitor.portal, visitor.who)
  if (row.opened_at) return
  const token = await linkOf(story, visitor.portal, row)
  const opened = await rehearseOpening(story.installation, callerOf(visitor), token)
  settled(opened, `opening the link of ${visitor.who}`)
}

/** States wrong digits that often with the newest link. */
export async function mistype(story: Story, visitor: Visitor, times: number): Promise<void> {
  const row = await story.row(visitor.portal, visitor.who)
  if (row.registration_attempts >= times) return
  const token = await linkOf(story, visitor.portal, row)
  for (let tries = row.registration_attempts; tries < times; tries++)
    await enter(story, visitor, { proof: { token }, fact: WRONG_DIGITS })
}

/** @param issued gives what was read out over the phone, and the name to type with it */
export async function registerOnPhone(
  story: Story,
  visitor: Visitor,
  issued: () => Promise<{ name: string; code: string }>,
): Promise<void> {
  if ((await story.row(visitor.portal, visitor.who)).activated_at) return
  const { name, code } = await issued()
  const proof = { name, code: code.replaceAll(' ', '') }
  const entered = await enter(story, visitor, { proof, fact: DEMO_DIGITS })
  settled(entered, `registering ${visitor.who} by code`)
}

async function enter(
  { installation, passwordHash }: Story,
  visitor: Visitor,
  stated: { proof: { token: string } | { name: string; code: string }; fact: string },
) {
  const input = { ...stated, passwordHash: await passwordHash }
  return rehearseRegistration(installation, callerOf(visitor), input, fromOf(visitor))
}

export const comeBack = async (story: Story, visitor: Visitor): Promise<void> => {
  const row = await story.row(visitor.portal, visitor.who)
  if (story.isPast(row.last_login_at)) return
  settled(await trySignIn(story, visitor, row, true), `signing in ${visitor.who}`)
}

/** Tries wrong passwords until so many have been counted since the last sign-in. */
export async function guess(story: Story, visitor: Visitor, counted: number): Promise<void> {
  const row = await story.row(visitor.portal, visitor.who)
  if (story.isPast(row.last_login_at)) return
  for (let bad = row.bad_attempts; bad < counted; bad++) await trySignIn(story, visitor, row, false)
}

function trySignIn({ installation }: Story, visitor: Visitor, { email }: DemoRow, right: boolean) {
  const attempt = { email: email!, right }
  return rehearseSignIn(installation, callerOf(visitor), attempt, fromOf(visitor))
}
