/**
 * What a person may use. `floor`: a trial's end can never take it away. `heldToo`: stays open while a
 * payment or a mandatory flow stands between the person and the portal; `inFlow`: while a flow does, once nothing
 * is to be paid. `level`: the lowest company levels that have it, where a level decides at all.
 */
export interface Feature {
  readonly floor?: true
  readonly heldToo?: true
  readonly inFlow?: true
  readonly levels?: readonly Level[]
}

export const LEVELS = ['basic', 'sales', 'it', 'manager', 'primary'] as const
export type Level = (typeof LEVELS)[number]

const features = {
  sign_in: { floor: true, heldToo: true },
  home: { floor: true },
  apps: { floor: true },
  messages: { floor: true },
  profile: { floor: true, heldToo: true },
  second_factor: { floor: true, heldToo: true },
  pay_invoice: { floor: true, heldToo: true },
  flow: { floor: true, inFlow: true },
  /** Sending files, as a step of a flow may ask for; what they become is the feature's that takes them. */
  uploads: { floor: true, inFlow: true },
  settings: { floor: true },
  people: {},
  branding: {},
  own_hosts: {},
  audit: {},
  files: {},
  cases: {},
  mass_invitations: {},
  procedures: {},
  flows: {},
  forms: {},
  invoices: {},
  api: {},
  tickets: {},
  company_tickets: { levels: ['manager', 'primary'] },
  company_accounts: { levels: ['manager', 'primary'] },
  articles: {},
  forums: {},
  bookings: {},
  orders: { levels: ['it', 'manager', 'primary'] },
  licence_orders: { levels: ['it', 'manager', 'primary'] },
  licence_keys: { levels: ['primary'] },
  company_information: { levels: ['sales', 'it', 'manager', 'primary'] },
  releases: { levels: ['it', 'manager', 'primary'] },
} as const satisfies Record<string, Feature>

export type FeatureName = keyof typeof features
export const FEATURES: Readonly<Record<FeatureName, Feature>> = features
export const FEATURE_NAMES = Object.keys(features) as FeatureName[]

/** The features an *after-trial* setting may list: all but the floor. */
export const REMOVABLE = FEATURE_NAMES.filter((name) => !FEATURES[name].floor)

/** What a new portal loses when its trial ends, until its owner's partner decides otherwise. */
export const AFTER_TRIAL_DEFAULT: FeatureName[] = [
  'branding',
  'own_hosts',
  'mass_invitations',
  'procedures',
  'api',
]
