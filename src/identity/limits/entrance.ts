import { networkOf } from '../../kit/http/address.ts'
import type { Limit } from '../../kit/limits.ts'

/** What somebody may ask for before they have proved who they are. */
export const ENTRANCES = [
  'sign_in',
  'second_step',
  'registration',
  'new_link',
  'reset',
  'code',
  'find_portals',
  'password_meter',
  'bad_input',
] as const
export type Entrance = (typeof ENTRANCES)[number]

interface Allowed {
  /** From one network, at one portal. */
  network: number
  /** Of those, never counted against everybody's together: a crowd elsewhere does not use them up. */
  reserved: number
  /** From all networks together, beyond what each has reserved. */
  portal: number
  /** From a device that has signed in as this very person. */
  device: number
}

const WINDOW_SECONDS = 600

/**
 * In ten minutes. An office of a hundred behind one address gets in on a Monday: those who have been here
 * before are counted by their device. Guessing over many accounts from one address is a few a minute.
 */
export const ALLOWED: Record<Entrance, Allowed> = {
  sign_in: { network: 60, reserved: 10, portal: 600, device: 60 },
  second_step: { network: 60, reserved: 10, portal: 600, device: 60 },
  registration: { network: 60, reserved: 10, portal: 600, device: 60 },
  new_link: { network: 40, reserved: 6, portal: 400, device: 20 },
  reset: { network: 20, reserved: 3, portal: 200, device: 10 },
  code: { network: 20, reserved: 3, portal: 200, device: 10 },
  find_portals: { network: 10, reserved: 3, portal: 100, device: 10 },
  password_meter: { network: 600, reserved: 60, portal: 6000, device: 600 },
  // Whoever types a date wrong is never counted with a crowd elsewhere.
  bad_input: { network: 600, reserved: 600, portal: 6000, device: 600 },
}

const limit = (name: string, key: string, points: number): Limit => ({
  name,
  key,
  points,
  seconds: WINDOW_SECONDS,
})

export const perDevice = (entrance: Entrance, portal: string, device: Buffer): Limit =>
  limit(`${entrance} device`, `${portal} ${device.toString('hex')}`, ALLOWED[entrance].device)

export const perNetwork = (entrance: Entrance, portal: string, ip: string | undefined): Limit =>
  limit(`${entrance} network`, `${portal} ${networkOf(ip ?? 'unknown')}`, ALLOWED[entrance].network)

export const perPortal = (entrance: Entrance, portal: string): Limit =>
  limit(`${entrance} portal`, portal, ALLOWED[entrance].portal)
