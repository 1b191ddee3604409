import type Stripe from 'stripe'
import { GatewayTrouble } from '../gateway.ts'

export type StripeError = Stripe.errors.StripeError

/** By its name and not by its class, which would load the library. */
export const isStripeError = (thrown: unknown): thrown is StripeError =>
  thrown instanceof Error && /^Stripe\w+Error$/.test((thrown as { type?: string }).type ?? '')

const KINDS: Readonly<Record<string, GatewayTrouble['kind']>> = {
  StripeAuthenticationError: 'wrong_keys',
  // A restricted key that lacks a right, or one of another account.
  StripePermissionError: 'wrong_keys',
  StripeInvalidRequestError: 'refused',
  StripeIdempotencyError: 'refused',
  StripeCardError: 'refused',
}

/**
 * What went wrong, in the terms of all gateways. Too many requests, a server's error, an answer that broke off or never
 * came are all `unknown`: asking again later with the same key is right for each of them. The error itself is left
 * behind: it carries names, e-mails and a secret of the payment into whatever log it comes to.
 */
export function troubleOf(thrown: unknown): unknown {
  if (!isStripeError(thrown)) return thrown
  const { type, code, statusCode, requestId, param } = thrown
  const isGone = statusCode === 404 || code === 'resource_missing'
  // Another request with this key is still being worked on.
  const isBusy = statusCode === 409 || code === 'lock_timeout'
  const kind = isBusy ? 'unknown' : isGone ? 'not_found' : (KINDS[type] ?? 'unknown')
  const about = [code ?? type, param, statusCode, requestId].filter(Boolean).join(', ')
  // Stripe quotes what it was given, which there is somebody's own.
  const said = /email|name|description/.test(param ?? '') ? '' : `: ${thrown.message}`
  return new GatewayTrouble(kind, `Stripe (${about})${said}`)
}

/** The same function, whose errors are `GatewayTrouble`. */
export const translated =
  <Given extends unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
  async (...given: Given): Promise<Answer> => {
    try {
      return await call(...given)
    } catch (error) {
      throw troubleOf(error)
    }
  }
