/**
 * Every URL of Gatehouse, once, nested as addresses are: `routes.people.one.disabling` is
 * `/people/:person/disabling`; those of the console stand below `console`. A route is a function that builds its
 * address, and carries its pattern, its methods and the hosts that answer it; nothing else in the code spells a path.
 */

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Methods = Method | `${Method} ${Method}` | `${Method} ${Method} ${Method}`

/** Where a route answers: on the bare host, on portals' hosts, or on both. */
export type Place = 'console' | 'portal' | 'both'

type Names<P extends string> = P extends `${infer Head}/${infer Tail}`
  ? Names<Head> | Names<Tail>
  : P extends `:${infer Name}`
    ? Name
    : never
type Query = Record<string, string | number | undefined | null>
type Arguments<P extends string> = [Names<P>] extends [never]
  ? [params?: Record<string, never>, query?: Query]
  : [params: Record<Names<P>, string>, query?: Query]

export interface Route<P extends string = string> {
  (...args: Arguments<P>): string
  readonly pattern: P
  readonly methods: readonly Method[]
  readonly place: Place
}

/** A part of addresses, and what is below it. */
interface Part<P extends string, M extends Methods | undefined, B extends Parts> {
  readonly path: P
  /** None where nothing answers at this address itself. */
  readonly methods: M
  readonly below: B
  /** That of the part above, where it says none. */
  readonly place?: Place
}
interface Parts {
  readonly [name: string]: Part<string, Methods | undefined, Parts>
}

type Nothing = Omit<Parts, string>

type Built<C extends Parts, Above extends string> = {
  readonly [K in keyof C]: C[K] extends Part<infer P, infer M, infer B>
    ? (M extends Methods ? Route<`${Above}${P}`> : unknown) & Built<B, `${Above}${P}`>
    : never
}

const at = <const M extends Methods, const P extends string, const B extends Parts = Nothing>(
  methods: M,
  path: P,
  below: B = {} as B,
): Part<P, M, B> => ({ path, methods, below })

const under = <const P extends string, const B extends Parts>(
  path: P,
  below: B,
): Part<P, undefined, B> => ({ path, methods: undefined, below })

const placed =
  (place: Place) =>
  <const B extends Parts>(parts: B): B =>
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, { place, ...part }]),
    ) as unknown as B
const onPortals = placed('portal')
const onConsole = placed('console')
const onBoth = placed('both')

/** The pages about an owner's webhooks. */
const webhooks = at('GET POST', '/webhooks', {
  new: at('GET', '/new'),
  one: at('GET POST', '/:webhook', {
    secret: at('GET POST', '/secret'),
    disabling: at('POST', '/disabling'),
    enabling: at('POST', '/enabling'),
    removal: at('GET POST', '/removal'),
    test: at('POST', '/test'),
    failed: under('/failed', { resend: at('POST', '/resend') }),
    deliveries: under('/deliveries', {
      one: at('GET', '/:delivery', { resend: at('POST', '/resend') }),
    }),
  }),
})

/** The same for programs. */
const webhooksApi = at('GET POST', '/webhooks', {
  one: at('GET PATCH DELETE', '/:webhook', {
    secret: at('POST', '/secret'),
    disabling: at('POST DELETE', '/disabling'),
    test: at('POST', '/test'),
    failed: under('/failed', { resend: at('POST', '/resend') }),
    deliveries: at('GET', '/deliveries', {
      one: at('GET', '/:delivery', { resend: at('POST', '/resend') }),
    }),
  }),
})

const PARTS = {
  health: under('/health', { live: at('GET', '/live'), ready: at('GET', '/ready') }),
  asset: at('GET', '/assets/:name'),
  theme: at('GET', '/theme.css'),
  logo: at('GET', '/logo'),
  signIn: at('GET POST', '/sign-in', {
    secondStep: at('GET POST', '/second-step', { passkey: at('POST', '/passkey') }),
    passkey: at('POST', '/passkey'),
    code: at('GET POST', '/code', { enter: at('GET POST', '/enter') }),
    ...onPortals({
      workAccount: at('POST', '/work-account', { return: at('GET', '/return') }),
    }),
  }),
  signOut: at('POST', '/sign-out'),
  registration: at('GET POST', '/registration', {
    link: at('POST', '/link'),
    opened: at('POST', '/opened'),
    ...onPortals({ code: at('GET POST', '/code') }),
  }),
  reset: at('GET POST', '/reset', { password: at('GET POST', '/password') }),
  language: at('POST', '/language'),
  profile: at('GET POST', '/profile', {
    password: at('GET POST', '/password'),
    sessions: at('GET POST', '/sessions', { one: under('/:session', { end: at('POST', '/end') }) }),
    factors: at('GET', '/factors', {
      app: at('GET POST', '/app', {
        confirmation: at('POST', '/confirmation'),
        removal: at('GET POST', '/removal'),
      }),
      passkeys: at('GET POST', '/passkeys', {
        beginning: at('POST', '/beginning'),
        one: under('/:passkey', { removal: at('GET POST', '/removal') }),
      }),
      recoveryCodes: at('GET POST', '/recovery-codes'),
    }),
    ...onPortals({
      newEmail: under('/new-email', {
        proof: at('POST', '/proof'),
        withdrawal: at('POST', '/withdrawal'),
      }),
      workAccount: at('GET POST', '/work-account', { end: at('POST', '/end') }),
      previews: at('GET', '/previews'),
    }),
  }),

  // A portal
  ...onPortals({
    home: at('GET', '/'),
    emailProof: at('GET POST', '/email-proof'),
    people: at('GET POST', '/people', {
      new: at('GET', '/new'),
      one: at('GET', '/:person', {
        secondFactors: at('GET POST', '/second-factors'),
        sessions: under('/sessions', {
          end: at('POST', '/end'),
          one: under('/:session', { end: at('POST', '/end') }),
        }),
        invitation: at('POST', '/invitation'),
        disabling: at('GET POST', '/disabling'),
        enabling: at('POST', '/enabling'),
        reset: at('POST', '/reset'),
        newEmail: under('/new-email', {
          proof: at('POST', '/proof'),
          withdrawal: at('POST', '/withdrawal'),
        }),
        code: at('GET POST', '/code'),
        unlocking: at('POST', '/unlocking'),
        seat: at('POST', '/seat'),
        preview: at('GET POST', '/preview'),
        access: at('GET', '/access'),
        notes: at('POST', '/notes'),
      }),
    }),
    messages: at('GET POST', '/messages', {
      new: at('GET', '/new'),
      one: at('GET', '/:thread', {
        replies: at('POST', '/replies'),
        reading: at('POST', '/reading'),
      }),
    }),
    invitations: at('GET', '/invitations'),
    files: at('POST', '/files', {
      moving: at('GET POST', '/moving'),
      one: at('GET POST', '/:file', {
        content: at('GET', '/content'),
        thumbnail: at('GET', '/thumbnail'),
        versions: at('POST', '/versions'),
        removal: at('GET POST', '/removal'),
        sharing: at('GET POST', '/sharing'),
        shares: at('POST', '/shares', { one: under('/:audience', { end: at('POST', '/end') }) }),
      }),
    }),
    folders: at('GET POST', '/folders', {
      one: at('GET POST', '/:folder', {
        edit: at('GET', '/edit'),
        moving: at('GET POST', '/moving'),
        removal: at('GET POST', '/removal'),
      }),
    }),
    documents: at('GET', '/documents'),
    requests: at('GET POST', '/requests', {
      new: at('GET', '/new'),
      one: at('GET', '/:request', {
        answers: at('POST', '/answers'),
        acceptance: at('POST', '/acceptance'),
        repeat: at('POST', '/repeat'),
        withdrawal: at('GET POST', '/withdrawal'),
      }),
    }),
    invoices: at('GET POST', '/invoices', {
      new: at('GET', '/new'),
      month: at('GET', '/month'),
      one: at('GET', '/:invoice', {
        draft: at('GET POST', '/draft'),
        discarding: at('GET POST', '/discarding'),
        issue: at('GET POST', '/issue'),
        sending: at('POST', '/sending'),
        reminder: at('POST', '/reminder'),
        payments: at('GET POST', '/payments'),
        credit: at('POST', '/credit'),
        creditNotes: at('GET POST', '/credit-notes'),
        voiding: at('GET POST', '/voiding'),
        writeOff: at('GET POST', '/write-off'),
        pdf: at('GET', '/pdf'),
      }),
    }),
    payments: at('GET', '/payments', {
      parked: at('GET', '/parked', { one: at('POST', '/:attempt') }),
      one: under('/:payment', {
        refunds: at('GET POST', '/refunds'),
        withdrawal: at('GET POST', '/withdrawal'),
      }),
    }),
    creditNotes: under('/credit-notes', {
      one: under('/:creditNote', { pdf: at('GET', '/pdf') }),
    }),
    billing: at('GET', '/billing', {
      statement: at('GET', '/statement'),
      again: at('GET POST', '/again'),
      paymentMethods: at('POST', '/payment-methods', {
        one: under('/:method', { removal: at('POST', '/removal') }),
      }),
      subscriptions: under('/subscriptions', {
        one: under('/:subscription', {
          cancellation: at('GET POST', '/cancellation'),
          keeping: at('POST', '/keeping'),
          method: at('POST', '/method'),
        }),
      }),
      one: at('GET', '/:invoice', {
        pdf: at('GET', '/pdf'),
        payment: at('POST', '/payment'),
        question: at('POST', '/question'),
      }),
      creditNotes: under('/credit-notes', {
        one: under('/:creditNote', { pdf: at('GET', '/pdf') }),
      }),
    }),
    pay: at('GET POST', '/pay', { pdf: at('GET', '/pdf') }),
    subscribeAgain: at('GET POST', '/subscribe-again', { password: at('POST', '/password') }),
    plans: at('GET POST', '/plans', {
      new: at('GET', '/new'),
      one: at('GET', '/:plan', {
        change: at('GET POST', '/change'),
        archiving: at('GET POST', '/archiving'),
        moving: at('GET POST', '/moving'),
      }),
    }),
    subscriptions: at('GET', '/subscriptions', {
      one: at('GET', '/:subscription', {
        plan: at('GET POST', '/plan'),
        pause: at('GET POST', '/pause'),
        resumption: at('POST', '/resumption'),
        cancellation: at('GET POST', '/cancellation'),
        keeping: at('POST', '/keeping'),
      }),
    }),
    contacts: at('GET POST', '/contacts', {
      new: at('GET', '/new'),
      duplicates: at('GET', '/duplicates'),
      one: at('GET POST', '/:person', {
        edit: at('GET', '/edit'),
        notes: at('POST', '/notes'),
        flows: at('POST', '/flows'),
        merge: at('GET POST', '/merge'),
        requiredPayment: at('GET POST', '/required-payment'),
        subscriptions: at('POST', '/subscriptions'),
        statement: at('GET', '/statement'),
        payOut: at('GET POST', '/pay-out'),
      }),
    }),
    companies: at('GET POST', '/companies', {
      new: at('GET', '/new'),
      one: at('GET POST', '/:company', { edit: at('GET', '/edit') }),
    }),
    notes: under('/notes', { one: under('/:note', { removal: at('POST', '/removal') }) }),
    works: at('GET', '/works', {
      one: at('GET', '/:work', {
        outcomes: at('GET', '/outcomes'),
        cancellation: at('POST', '/cancellation'),
        resumption: at('POST', '/resumption'),
      }),
    }),
    massInvitations: at('GET POST', '/mass-invitations'),
    imports: at('GET POST', '/imports', {
      template: at('GET', '/template'),
      one: at('GET POST', '/:import'),
    }),
    exportRequest: at('GET POST', '/export-request'),
    sandboxCheckout: at('GET POST', '/sandbox-checkout/:sandboxPayment'),
    paymentEvents: at('POST', '/payment-events/:gateway'),
    mailbox: at('GET', '/mailbox', { one: at('GET', '/:mail') }),
    preview: under('/preview', { end: at('POST', '/end') }),
    cases: at('GET POST', '/cases', {
      new: at('GET', '/new'),
      one: at('GET', '/:case', {
        details: at('GET POST', '/facts'),
        stage: at('POST', '/stage'),
        closing: at('POST', '/closing'),
        reopening: at('POST', '/reopening'),
        parties: at('GET POST', '/parties', {
          one: under('/:person', { removal: at('GET POST', '/removal') }),
        }),
        clientPortal: at('GET', '/client-portal'),
        notes: at('POST', '/notes'),
      }),
    }),
    procedures: at('GET POST', '/procedures', {
      new: at('GET', '/new'),
      one: at('GET', '/:procedure', {
        rules: at('GET POST', '/rules'),
        switchingOn: at('POST', '/switching-on'),
        switchingOff: at('POST', '/switching-off'),
        removal: at('GET POST', '/removal'),
        trial: at('GET', '/trial'),
      }),
    }),
    flow: at('GET', '/flow', {
      one: at('GET', '/:flowRun', {
        help: at('POST', '/help'),
        steps: under('/steps', {
          one: at('GET POST', '/:step', {
            files: under('/files', { one: at('GET', '/:file') }),
          }),
        }),
      }),
    }),
    flows: at('GET POST', '/flows', {
      new: at('GET', '/new'),
      one: at('GET', '/:flow', {
        details: at('GET POST', '/details'),
        publication: at('POST', '/publication'),
        removal: at('GET POST', '/removal'),
        steps: at('POST', '/steps', {
          new: at('GET', '/new'),
          one: at('GET POST', '/:step', {
            position: at('POST', '/position'),
            removal: at('POST', '/removal'),
          }),
        }),
      }),
    }),
    flowRuns: at('GET', '/flow-runs', {
      one: at('GET', '/:flowRun', {
        skips: under('/skips', { one: at('GET POST', '/:step') }),
        end: at('GET POST', '/end'),
      }),
    }),
    forms: at('GET POST', '/forms', {
      new: at('GET', '/new'),
      one: at('GET', '/:form', {
        settings: at('GET POST', '/settings'),
        fields: at('POST', '/fields', {
          one: at('GET POST', '/:formField', {
            position: at('POST', '/position'),
            removal: at('POST', '/removal'),
          }),
        }),
        opening: at('POST', '/opening'),
        archiving: at('POST', '/archiving'),
        copies: at('POST', '/copies'),
        filling: at('GET POST', '/filling'),
        access: at('GET POST', '/access'),
        submissions: at('GET', '/submissions', { csv: at('GET', '/csv') }),
      }),
    }),
    submissions: under('/submissions', {
      one: at('GET', '/:submission', {
        acceptance: at('POST', '/acceptance'),
        dismissal: at('POST', '/dismissal'),
      }),
    }),
    f: under('/f', {
      one: at('GET POST', '/:link', {
        sent: at('GET', '/sent'),
        counts: at('POST', '/counts'),
      }),
    }),
    settings: at('GET POST', '/settings', {
      workAccounts: at('GET POST', '/work-accounts', { removal: at('POST', '/removal') }),
      fields: at('GET POST', '/fields', {
        new: at('GET', '/new'),
        one: at('GET POST', '/:field', {
          position: at('POST', '/position'),
          removal: at('GET POST', '/removal'),
        }),
      }),
      branding: at('GET POST', '/branding'),
      hosts: at('GET POST', '/hosts', { current: at('GET POST', '/current') }),
      mails: at('GET', '/mails', { text: at('GET POST', '/text'), reset: at('POST', '/reset') }),
      slug: at('GET POST', '/slug'),
      audit: at('GET', '/audit'),
      files: at('GET POST', '/files'),
      paidAccess: at('GET POST', '/paid-access'),
      payments: at('GET POST', '/payments'),
      gateways: at('GET POST', '/gateways', {
        secret: at('POST', '/secret'),
        test: at('POST', '/test'),
        deliveries: at('POST', '/deliveries'),
        disconnection: at('GET POST', '/disconnection'),
      }),
      webhooks,
      cases: at('GET POST', '/cases', {
        renaming: at('GET POST', '/name'),
        position: at('POST', '/position'),
        removal: at('POST', '/removal'),
        start: at('POST', '/start'),
      }),
    }),
  }),

  // The console
  ...onConsole({
    console: under('', {
      dashboard: at('GET', '/'),
      signInRule: at('GET POST', '/sign-in-rule'),
      findMyPortals: at('GET POST', '/find-my-portals'),
      setUp: at('GET POST', '/set-up'),
      try: at('GET POST', '/try', {
        link: at('GET POST', '/link'),
        building: at('GET', '/building'),
      }),
      portals: at('GET POST', '/portals', {
        new: at('GET', '/new'),
        one: at('GET', '/:portal', {
          creation: at('GET', '/creation'),
          trialExpiry: at('GET POST', '/trial-expiry'),
          certification: at('GET POST', '/certification'),
          suspension: at('GET POST', '/suspension', { end: at('GET POST', '/end') }),
          cancellation: at('GET POST', '/cancellation'),
          deletion: at('POST', '/deletion'),
          certificate: at('GET', '/certificate'),
          people: at('GET', '/people', {
            one: under('/:person', {
              enabling: at('POST', '/enabling'),
              disabling: at('GET POST', '/disabling'),
              secondFactors: at('GET POST', '/second-factors'),
            }),
          }),
          hosts: at('GET POST', '/hosts', { current: at('GET POST', '/current') }),
          slug: at('GET POST', '/slug'),
          settings: at('GET POST', '/settings'),
          mailbox: at('GET', '/mailbox', { one: at('GET', '/:mail') }),
        }),
      }),
      partners: at('GET POST', '/partners', {
        new: at('GET', '/new'),
        one: at('GET', '/:partner', {
          settings: at('GET POST', '/settings'),
          price: at('POST', '/price'),
          people: at('GET POST', '/people', {
            new: at('GET', '/new'),
            one: under('/:person', {
              invitation: at('POST', '/invitation'),
              disabling: at('GET POST', '/disabling'),
              enabling: at('POST', '/enabling'),
            }),
          }),
          keys: at('GET POST', '/keys', {
            one: under('/:key', { revocation: at('POST', '/revocation') }),
          }),
          reports: at('GET', '/reports', {
            one: at('GET', '/:report', {
              portals: under('/portals', { one: at('GET', '/:portal') }),
              csv: at('GET', '/csv'),
              json: at('GET', '/json'),
              pdf: at('GET', '/pdf'),
              correction: at('GET POST', '/correction'),
            }),
          }),
          webhooks,
        }),
      }),
      mailbox: at('GET', '/mailbox', { one: at('GET', '/:mail') }),
      audit: at('GET', '/audit'),
      jobs: at('GET', '/jobs', { retry: at('POST', '/:queue/:job/retry') }),
      clock: at('GET POST', '/clock'),
      apiDocs: at('GET', '/api/docs'),
      keys: at('GET POST', '/keys', {
        one: under('/:key', { revocation: at('POST', '/revocation') }),
      }),
    }),
  }),

  // For programs
  api: under('/api/v1', {
    document: at('GET', '/openapi.json'),
    mails: at('GET', '/mails'),
    profile: at('GET PATCH', '/profile', {
      password: at('POST', '/password'),
      factors: at('GET', '/factors', {
        app: at('POST', '/app', {
          confirmation: at('POST', '/confirmation'),
          removal: at('POST', '/removal'),
        }),
        passkeys: at('POST', '/passkeys', {
          one: under('/:passkey', { removal: at('POST', '/removal') }),
        }),
        passkeyOptions: at('GET POST', '/passkey-options'),
        recoveryCodes: at('POST', '/recovery-codes'),
      }),
      ...onPortals({
        newEmail: at('POST DELETE', '/new-email'),
        previews: at('GET', '/previews'),
      }),
    }),
    sessions: at('GET DELETE', '/sessions', { one: at('DELETE', '/:session') }),
    session: at('GET POST DELETE', '/session', {
      secondStep: at('POST', '/second-step'),
      passkeyOptions: at('GET', '/passkey-options'),
      passkey: at('POST', '/passkey'),
      code: at('POST', '/code', { entry: at('POST', '/entry') }),
    }),
    registration: at('POST', '/registration', {
      link: at('POST', '/link'),
      ...onPortals({ code: at('POST', '/code') }),
    }),
    reset: at('POST', '/reset', { password: at('POST', '/password') }),
    passwordMeter: at('POST', '/password-meter'),
    ...onConsole({
      dashboard: at('GET', '/dashboard'),
      portals: at('GET POST', '/portals', {
        one: at('GET PATCH', '/:portal', {
          trialExpiry: at('POST', '/trial-expiry'),
          certification: at('POST', '/certification'),
          suspension: at('POST DELETE', '/suspension'),
          cancellation: at('POST', '/cancellation'),
          deletion: at('POST', '/deletion'),
          certificate: at('GET', '/certificate'),
          history: at('GET', '/history'),
          hosts: at('GET POST', '/hosts', { current: at('POST', '/current') }),
          branding: at('POST', '/branding'),
          people: at('GET', '/people', {
            one: under('/:person', {
              disabling: at('POST DELETE', '/disabling'),
              secondFactors: under('/second-factors', { reset: at('POST', '/reset') }),
            }),
          }),
          mails: at('GET', '/mails'),
          ...onBoth({ webhooks: webhooksApi }),
        }),
      }),
      operators: at('GET POST', '/operators', {
        one: under('/:person', {
          disabling: at('POST DELETE', '/disabling'),
          secondFactors: under('/second-factors', { reset: at('POST', '/reset') }),
        }),
      }),
      audit: at('GET', '/audit'),
      jobs: at('GET', '/jobs', { retry: at('POST', '/:queue/:job/retry') }),
      clock: at('GET POST', '/clock'),
      partners: at('GET POST', '/partners', {
        one: at('GET PATCH', '/:partner', {
          prices: at('GET POST', '/prices'),
          people: at('GET POST', '/people', {
            one: at('GET', '/:person', {
              invitation: at('POST', '/invitation'),
              disabling: at('POST DELETE', '/disabling'),
              secondFactors: under('/second-factors', { reset: at('POST', '/reset') }),
            }),
          }),
          webhooks: webhooksApi,
          reports: at('GET', '/reports', {
            one: at('GET', '/:report', {
              csv: at('GET', '/csv'),
              pdf: at('GET', '/pdf'),
              correction: at('POST', '/correction'),
            }),
          }),
        }),
      }),
      keys: at('GET POST', '/keys', { one: at('DELETE', '/:key') }),
      setUp: at('POST', '/set-up'),
      signInRule: at('GET PATCH', '/sign-in-rule'),
      findPortals: at('POST', '/find-portals'),
    }),
    ...onPortals({
      people: at('GET POST', '/people', {
        one: at('GET', '/:person', {
          secondFactors: under('/second-factors', { reset: at('POST', '/reset') }),
          sessions: at('GET DELETE', '/sessions', { one: at('DELETE', '/:session') }),
          invitation: at('POST', '/invitation'),
          disabling: at('POST DELETE', '/disabling'),
          seat: at('POST', '/seat'),
          registration: at('GET', '/registration'),
          reset: at('POST', '/reset'),
          newEmail: at('POST DELETE', '/new-email'),
          code: at('POST', '/code'),
          unlocking: at('POST', '/unlocking'),
          billing: at('GET', '/billing'),
          preview: at('POST', '/preview'),
          access: at('GET', '/access'),
        }),
      }),
      emailProof: at('POST', '/email-proof'),
      works: at('GET', '/works', {
        one: at('GET', '/:work', {
          rows: at('GET', '/rows'),
          cancellation: at('POST', '/cancellation'),
          resumption: at('POST', '/resumption'),
        }),
      }),
      massInvitations: at('POST', '/mass-invitations', { preview: at('POST', '/preview') }),
      settings: at('GET PATCH', '/settings', {
        workAccounts: at('GET POST DELETE', '/work-accounts'),
        branding: at('POST', '/branding'),
        files: at('GET', '/files'),
        hosts: at('GET POST', '/hosts', { current: at('POST', '/current') }),
        audit: at('GET', '/audit'),
        mails: at('GET POST', '/mails', { reset: at('POST', '/reset') }),
        gateways: at('GET POST', '/gateways', {
          secret: at('POST', '/secret'),
          test: at('POST', '/test'),
          deliveries: at('POST', '/deliveries'),
          disconnection: at('POST', '/disconnection'),
        }),
      }),
      imports: at('POST', '/imports', {
        one: at('GET', '/:import', { beginning: at('POST', '/beginning') }),
      }),
      uploads: at('GET POST', '/uploads', { one: at('GET PATCH DELETE', '/:upload') }),
      files: at('GET POST', '/files', {
        one: at('GET PATCH DELETE', '/:file', {
          content: at('GET', '/content'),
          versions: at('GET POST', '/versions'),
          downloads: at('GET', '/downloads'),
          moving: at('POST', '/moving'),
          shares: at('GET POST', '/shares', { one: at('DELETE', '/:audience') }),
        }),
      }),
      folders: at('GET POST', '/folders', {
        one: at('GET PATCH', '/:folder', {
          moving: at('POST', '/moving'),
          removal: at('POST', '/removal'),
        }),
      }),
      documents: at('GET', '/documents', { requests: at('GET', '/requests') }),
      requests: at('GET POST', '/requests', {
        one: at('GET', '/:request', {
          files: at('GET', '/files'),
          answers: at('POST', '/answers'),
          acceptance: at('POST', '/acceptance'),
          repeat: at('POST', '/repeat'),
          withdrawal: at('POST', '/withdrawal'),
        }),
      }),
      invoices: at('GET POST', '/invoices', {
        one: at('GET PATCH DELETE', '/:invoice', {
          issue: at('POST', '/issue'),
          sending: at('POST', '/sending'),
          reminder: at('POST', '/reminder'),
          payments: at('POST', '/payments'),
          credit: at('POST', '/credit'),
          creditNotes: at('POST', '/credit-notes'),
          voiding: at('POST', '/voiding'),
          writeOff: at('POST', '/write-off'),
          pdf: at('GET', '/pdf'),
        }),
      }),
      payments: under('/payments', {
        one: under('/:payment', {
          refunds: at('POST', '/refunds'),
          withdrawal: at('POST', '/withdrawal'),
        }),
      }),
      creditNotes: at('GET', '/credit-notes', {
        one: at('GET', '/:creditNote', { pdf: at('GET', '/pdf') }),
      }),
      paymentsOverview: at('GET', '/payments-overview'),
      parkedPayments: at('GET', '/parked-payments', {
        one: under('/:attempt', { clearing: at('POST', '/clearing') }),
      }),
      ledger: at('GET', '/ledger', { month: at('GET', '/month') }),
      plans: at('GET POST', '/plans', {
        one: at('GET PATCH DELETE', '/:plan', { moving: at('POST', '/moving') }),
      }),
      subscriptions: at('GET POST', '/subscriptions', {
        one: at('GET', '/:subscription', {
          plan: at('GET POST', '/plan'),
          pause: at('POST DELETE', '/pause'),
          cancellation: at('POST DELETE', '/cancellation'),
        }),
      }),
      ownSubscriptions: at('GET', '/own-subscriptions', {
        one: under('/:subscription', { cancellation: at('POST DELETE', '/cancellation') }),
      }),
      ownMethods: at('GET', '/own-payment-methods', { one: at('DELETE', '/:method') }),
      billing: at('GET', '/billing', {
        statement: at('GET', '/statement'),
        one: at('GET', '/:invoice', {
          pdf: at('GET', '/pdf'),
          question: at('POST', '/question'),
        }),
      }),
      threads: at('GET POST', '/threads', {
        one: at('GET', '/:thread', {
          messages: at('POST', '/messages'),
          reading: at('POST', '/reading'),
        }),
      }),
      recipients: at('GET', '/recipients'),
      exportRequest: at('POST', '/export-request'),
      invitations: at('GET', '/invitations'),
      preview: at('GET DELETE', '/preview'),
      contacts: at('GET POST', '/contacts', {
        duplicates: at('GET', '/duplicates'),
        one: at('GET PATCH', '/:person', {
          merge: at('POST', '/merge'),
          entitlements: at('GET', '/entitlements'),
          requiredPayment: under('/required-payment', {
            cancellation: at('POST', '/cancellation'),
          }),
          statement: at('GET', '/statement'),
          credit: at('GET', '/credit'),
          payOut: at('POST', '/pay-out'),
          notes: at('GET POST', '/notes'),
        }),
      }),
      companies: at('GET POST', '/companies', { one: at('GET PATCH', '/:company') }),
      fields: at('GET POST', '/fields', { one: at('PATCH DELETE', '/:field') }),
      notes: under('/notes', { one: at('DELETE', '/:note') }),
      cases: at('GET POST', '/cases', {
        one: at('GET PATCH', '/:case', {
          stage: at('POST', '/stage'),
          closing: at('POST DELETE', '/closing'),
          parties: at('GET POST', '/parties', { one: at('DELETE', '/:person') }),
          notes: at('GET POST', '/notes'),
        }),
      }),
      caseLabels: at('GET POST', '/case-labels', {
        renaming: at('POST', '/name'),
        position: at('POST', '/position'),
        removal: at('POST', '/removal'),
        start: at('POST', '/start'),
      }),
      flow: at('GET', '/flow', {
        one: at('GET', '/:flowRun', {
          help: at('POST', '/help'),
          steps: under('/steps', {
            one: at('POST', '/:step', {
              files: under('/files', { one: at('GET', '/:file') }),
            }),
          }),
        }),
      }),
      flows: at('GET POST', '/flows', {
        one: at('GET PATCH DELETE', '/:flow', {
          publication: at('POST', '/publication'),
          steps: at('POST', '/steps', { one: at('PATCH DELETE', '/:step') }),
        }),
      }),
      flowRuns: at('GET POST', '/flow-runs', {
        one: at('GET', '/:flowRun', {
          skips: at('POST', '/skips'),
          end: at('POST', '/end'),
        }),
      }),
      forms: at('GET POST', '/forms', {
        one: at('GET PATCH', '/:form', {
          opening: at('POST', '/opening'),
          archiving: at('POST', '/archiving'),
          copies: at('POST', '/copies'),
          fields: at('POST', '/fields', {
            one: at('PATCH DELETE', '/:formField', { position: at('POST', '/position') }),
          }),
          access: at('GET PATCH', '/access'),
          submissions: at('GET POST', '/submissions'),
        }),
      }),
      submissions: under('/submissions', {
        one: at('GET', '/:submission', { differences: at('POST DELETE', '/differences') }),
      }),
      procedures: at('GET POST', '/procedures', {
        one: at('GET PATCH DELETE', '/:procedure', {
          switch: at('POST DELETE', '/switch'),
          runs: at('GET', '/runs'),
          trial: at('GET', '/trial'),
        }),
      }),
    }),
  }),
}

/** Every route with its dotted name, for the tests and the mounts to go through. */
export const allRoutes: { name: string; route: Route }[] = []

function route(pattern: string, methods: Methods, place: Place): Route {
  const segments = pattern
    .split('/')
    .map((part) => (part.startsWith(':') ? { name: part.slice(1) } : part))
  const named = pattern.includes(':')
  const build = (params: Record<string, string> = {}, query?: Query) => {
    const path = named
      ? segments
          .map((part) =>
            typeof part === 'string' ? part : encodeURIComponent(params[part.name] ?? ''),
          )
          .join('/')
      : pattern
    if (!query) return path
    const given = Object.entries(query).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    )
    const search = new URLSearchParams(
      given.map(([name, value]) => [name, String(value)]),
    ).toString()
    return search ? `${path}?${search}` : path
  }
  return Object.assign(build, { pattern, methods: methods.split(' ') as Method[], place })
}

function built(parts: Parts, above: { pattern: string; name: string; place: Place }): object {
  return Object.fromEntries(
    Object.entries(parts).map(([key, part]) => {
      const pattern = above.pattern + part.path
      const name = above.name + key
      const place = part.place ?? above.place
      const own = part.methods && route(pattern, part.methods, place)
      if (own) allRoutes.push({ name, route: own })
      const below = built(part.below, { pattern, name: `${name}.`, place })
      return [key, own ? Object.assign(own, below) : below]
    }),
  )
}

export const routes = built(PARTS, { pattern: '', name: '', place: 'both' }) as Built<
  typeof PARTS,
  ''
>

/** The address of a route that is chosen as it runs, such as by whose pages it is one of. */
export const hrefOf = (route: Pick<Route, 'pattern'>, params: object = {}, query?: Query): string =>
  (route as unknown as (params: object, query?: Query) => string)(params, query)
