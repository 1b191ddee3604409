import { routes } from '../../routes.ts'
import { enters } from '../sign-in/endpoints.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import { endpoint, readBody, respond, type RouteHandler } from '../../web/index.ts'
import { askForLink, requestLink } from './link-requests.ts'
import {
  codeRegistrationInput,
  registerByCode,
  registerByLink,
  registrationInput,
} from './registration.ts'

export const registrationEndpoints: readonly RouteHandler[] = [
  enters(
    routes.api.registration,
    {
      name: 'person.register',
      summary: 'Registers with an invitation: states the fact, chooses a password and signs in',
      body: registrationInput,
    },
    (ctx, input) => registerByLink(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),

  enters(
    routes.api.registrationCode,
    {
      name: 'person.register_by_code',
      summary:
        'Registers with a code that was read out over the phone, or gives a new password to whoever has registered, and signs in',
      body: codeRegistrationInput,
    },
    (ctx, input) => registerByCode(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),

  endpoint(
    routes.api.registrationLink,
    'POST',
    {
      name: requestLink.name,
      summary: requestLink.summary,
      body: requestLink.input,
      feature: null,
      status: 204,
    },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      return respond(ctx, await askForLink(ctx.installation, ctx.caller, body.value))
    },
  ),
]
