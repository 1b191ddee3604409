import { routes } from '../../routes.ts'
import { enters } from '../sessions/endpoints.ts'
import { openedFrom } from '../entry/coming-in.ts'
import { endpoint, readBody, respond, type Served } from '../../web/index.ts'
import { askForLink, requestLink } from './link-requests.ts'
import {
  codeRegistrationInput,
  registerByCode,
  registerByLink,
  registrationInput,
} from './registering.ts'

export const registeringEndpoints: readonly Served[] = [
  enters(
    routes.api.registration,
    {
      name: 'person.register',
      summary: 'Registers with an invitation: states the fact, chooses a password and signs in',
      body: registrationInput,
    },
    (visit, input) => registerByLink(visit.installation, visit.caller, input, openedFrom(visit)),
  ),

  enters(
    routes.api.registrationCode,
    {
      name: 'person.register_by_code',
      summary:
        'Registers with a code that was read out over the phone, or gives a new password to whoever has registered, and signs in',
      body: codeRegistrationInput,
    },
    (visit, input) => registerByCode(visit.installation, visit.caller, input, openedFrom(visit)),
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
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      return respond(visit, await askForLink(visit.installation, visit.caller, body.value))
    },
  ),
]
