/** As much of it as the tests use; it ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  interface Context {
    oidc: {
      client?: { clientId: string }
      session?: { accountId: string }
      provider: { Grant: new (about: { clientId: string; accountId: string }) => Grant }
    }
  }
  interface Settings {
    findAccount(
      ctx: unknown,
      id: string,
    ): { accountId: string; claims(): { sub: string } & Record<string, unknown> }
    loadExistingGrant(ctx: Context): Promise<Grant>
    [setting: string]: unknown
  }
  export class Provider {
    constructor(issuer: string, settings: Settings)
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string } },
    ): Promise<void>
  }
}
