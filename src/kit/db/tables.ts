// Written by `npm run db:dump` from the migrated database; do not edit.
import type { ColumnType, Generated } from 'kysely'

type Json = ColumnType<unknown, string, string>

export interface Tables {
  anchor_files: {
    id: string
    bytes: number
    sha256: Buffer
    noted_at: Temporal.Instant
  }
  api_keys: {
    portal_id: Generated<string>
    id: string
    partner_id: string | null
    name: string
    hash: Buffer
    scopes: string[]
    created_at: Temporal.Instant
    expires_at: Temporal.Instant
    revoked_at: Temporal.Instant | null
    last_used_at: Temporal.Instant | null
  }
  audit_heads: {
    portal_id: Generated<string>
    seq: number
    hash: Buffer
  }
  audit_lines: {
    portal_id: Generated<string>
    seq: number
    at: Temporal.Instant
    operation: string
    outcome: string
    actor: string
    actor_name: string
    on_behalf_of: string | null
    through: string
    subject: string | null
    reason: string | null
    details: Json
    ip: string | null
    request_id: string | null
    hash: Buffer
  }
  authenticator_apps: {
    portal_id: Generated<string>
    person_id: string
    sealed_secret: Buffer
    begun_at: Temporal.Instant
    confirmed_at: Temporal.Instant | null
    last_step: Generated<number>
  }
  billing_report_lines: {
    portal_id: Generated<string>
    report_id: string
    billable_days: number
    pro_users: number
    peak: number
    month_end: number
    amount_minor: number | null
  }
  billing_report_names: {
    portal_id: Generated<string>
    report_id: string
    name: string
    slug: string
    reference: string | null
  }
  billing_report_persons: {
    portal_id: Generated<string>
    report_id: string
    person_id: string
    first_day: string
    last_day: string
    billable_days: number
    began: string
    ended: string
  }
  billing_reports: {
    id: string
    partner_id: string
    month: string
    version: number
    issued_at: Temporal.Instant
    time_zone: string
    language: string
    bill_to: string
    reference: string | null
    portals: number
    pro_users: number
    unit_minor: number | null
    currency: string | null
    total_minor: number | null
    reason: string | null
    changes: Json | null
    begins_at: Temporal.Instant | null
    ends_at: Temporal.Instant | null
  }
  case_parties: {
    portal_id: Generated<string>
    case_id: string
    person_id: string
    side: string
    added_at: Temporal.Instant
  }
  case_stages: {
    portal_id: Generated<string>
    name: string
    position: number
  }
  case_types: {
    portal_id: Generated<string>
    name: string
    position: number
  }
  cases: {
    portal_id: Generated<string>
    id: string
    number: string
    title: string
    type: string | null
    stage: string | null
    opened_on: string
    closed_on: string | null
    created_at: Temporal.Instant
    version: Generated<number>
  }
  companies: {
    portal_id: Generated<string>
    id: string
    name: string
    created_at: Temporal.Instant
  }
  contacts: {
    portal_id: Generated<string>
    person_id: string
    company_id: string | null
    phone: string | null
    birth_date: string | null
    fields: Generated<Json>
    version: Generated<number>
  }
  credit_note_items: {
    portal_id: Generated<string>
    credit_note_id: string
    position: number
    tax_rate_milli: number
    net_minor: number
    tax_minor: number
    total_minor: number
  }
  credit_notes: {
    portal_id: Generated<string>
    id: string
    invoice_id: string
    person_id: string
    series: string
    place_in_series: number
    number: string
    issued_on: string
    currency: string
    net_minor: number
    tax_minor: number
    total_minor: number
    settled_minor: number
    sealed_reason: Buffer | null
    language: string
    created_by: string | null
    created_at: Temporal.Instant
  }
  custom_fields: {
    portal_id: Generated<string>
    id: string
    label: string
    kind: string
    choices: Generated<string[]>
    position: number
    name: string
  }
  daily_statuses: {
    day: string
    partner_id: string
    status: string
    portals: number
  }
  daily_trials: {
    day: string
    partner_id: string
    began: number
    expired: number
    certified: number
  }
  devices: {
    portal_id: Generated<string>
    hash: Buffer
    person_id: string
    bad_attempts: Generated<number>
    used_at: Temporal.Instant
  }
  email_places: {
    portal_id: Generated<string>
    person_id: string
    hash: Buffer
  }
  entitlements: {
    portal_id: Generated<string>
    id: string
    person_id: string
    form_id: string
    invoice_id: string
    created_at: Temporal.Instant
    closes_on_refund: boolean
    closes_on_dispute: boolean
    waived_at: Temporal.Instant | null
    waived_by: string | null
    sealed_reason: Buffer | null
    closed_at: Temporal.Instant | null
    kept_at: Temporal.Instant | null
    subscription_id: string | null
    remind_days: Generated<number[]>
    reminded: Generated<number>
    remind_at: Temporal.Instant | null
  }
  events: {
    portal_id: Generated<string>
    id: string
    name: string
    at: Temporal.Instant
    subject: string | null
    data: Json
  }
  file_contents: {
    portal_id: Generated<string>
    id: string
    store: string
    bytes: number
    made_at: Temporal.Instant
    doomed_at: Temporal.Instant | null
    held_until: Temporal.Instant | null
  }
  file_downloads: {
    portal_id: Generated<string>
    id: string
    file_id: string
    number: number
    person_id: string
    at: Temporal.Instant
  }
  file_folders: {
    portal_id: Generated<string>
    id: string
    holder_kind: string
    holder_id: string
    parent_id: string | null
    sealed_name: Buffer
    version: Generated<number>
    created_by: string | null
    created_at: Temporal.Instant
  }
  file_requests: {
    portal_id: Generated<string>
    id: string
    holder_kind: string
    holder_id: string
    person_id: string
    sealed_what: Buffer
    due_on: string | null
    state: Generated<string>
    state_at: Temporal.Instant
    asked_by: string
    asked_at: Temporal.Instant
    remind_at: Temporal.Instant | null
    reminders: Generated<number>
    sealed_why: Buffer | null
  }
  file_shares: {
    portal_id: Generated<string>
    file_id: string
    audience_kind: string
    audience_id: string
    shared_by: string
    shared_at: Temporal.Instant
  }
  file_tellings: {
    portal_id: Generated<string>
    person_id: string
    what: string
    told_at: Temporal.Instant
    due_at: Temporal.Instant | null
    waiting: Generated<string[]>
  }
  file_uploads: {
    portal_id: Generated<string>
    id: string
    content_id: string
    person_id: string | null
    sealed_name: Buffer
    held: Generated<number>
    writer: string | null
    begun_at: Temporal.Instant
    arrived_at: Temporal.Instant | null
    expires_at: Temporal.Instant
    guest_hash: Buffer | null
    held_for: string | null
  }
  file_versions: {
    portal_id: Generated<string>
    file_id: string
    number: number
    content_id: string | null
    bytes: number
    type: Generated<string>
    state: Generated<string>
    state_at: Temporal.Instant
    threat: string | null
    thumbnail_id: string | null
    added_by: string
    added_at: Temporal.Instant
    due_at: Temporal.Instant | null
    tries: Generated<number>
    held_until: Temporal.Instant | null
  }
  files: {
    portal_id: Generated<string>
    id: string
    holder_kind: string
    holder_id: string
    sealed_name: Buffer
    sealed_note: Buffer | null
    current: Generated<number>
    expires_at: Temporal.Instant | null
    added_by: string
    added_at: Temporal.Instant
    version: Generated<number>
    request_id: string | null
    folder_id: string | null
  }
  flow_helpers: {
    portal_id: Generated<string>
    flow_id: string
    person_id: string
  }
  flow_run_steps: {
    portal_id: Generated<string>
    run_id: string
    step_id: string
    state: string
    at: Temporal.Instant
    by_id: string | null
    language: string | null
    sealed_reason: Buffer | null
  }
  flow_runs: {
    portal_id: Generated<string>
    id: string
    flow_id: string
    number: number
    person_id: string
    mandatory: boolean
    state: string
    assigned_at: Temporal.Instant
    assigned_by: string | null
    started_at: Temporal.Instant | null
    step_id: string | null
    step_since: Temporal.Instant
    finished: Generated<number>
    steps: number
    stuck_at: Temporal.Instant | null
    sealed_stuck: Buffer | null
    ended_at: Temporal.Instant | null
    sealed_reason: Buffer | null
  }
  flow_sent_files: {
    portal_id: Generated<string>
    run_id: string
    step_id: string
    file_id: string
  }
  flow_versions: {
    portal_id: Generated<string>
    flow_id: string
    number: number
    name: Json
    mandatory: boolean
    steps: Json
    published_at: Temporal.Instant
    published_by: string | null
  }
  flows: {
    portal_id: Generated<string>
    id: string
    name: Json
    mandatory: boolean
    draft: Json
    published: number | null
    removed_at: Temporal.Instant | null
    version: Generated<number>
    created_at: Temporal.Instant
  }
  form_access: {
    portal_id: Generated<string>
    form_id: string
    amount_minor: number | null
    currency: string | null
    title: string | null
    item: string | null
    tax_rate: Generated<number>
    closes_on_refund: Generated<boolean>
    closes_on_dispute: Generated<boolean>
    flow_id: string | null
    version: Generated<number>
    plan_id: string | null
    remind_days: Generated<number[]>
  }
  form_counts: {
    portal_id: Generated<string>
    form_id: string
    day: string
    seen: Generated<number>
    begun: Generated<number>
  }
  form_drafts: {
    portal_id: Generated<string>
    id: string
    form_id: string
    token_hash: Buffer
    sealed: Buffer
    kept_at: Temporal.Instant
    expires_at: Temporal.Instant
  }
  form_submissions: {
    portal_id: Generated<string>
    id: string
    form_id: string
    version: number
    state: string
    challenge: Buffer | null
    person_id: string | null
    filled_by: string | null
    created_contact: Generated<boolean>
    language: string
    sealed: Buffer
    sealed_differences: Buffer | null
    sent_at: Temporal.Instant
    completed_at: Temporal.Instant | null
  }
  form_versions: {
    portal_id: Generated<string>
    form_id: string
    version: number
    definition: Json
  }
  forms: {
    portal_id: Generated<string>
    id: string
    name: string
    link: string
    state: Generated<string>
    role: string
    invites: boolean
    definition: Json
    origins: Generated<string[]>
    notifies: Generated<string[]>
    version: Generated<number>
    created_at: Temporal.Instant
  }
  gateway_events: {
    portal_id: Generated<string>
    gateway: string
    id: string
    kind: string
    payment_reference: string | null
    method_reference: string | null
    at: Temporal.Instant
    received_at: Temporal.Instant
    outcome: string | null
    outcome_at: Temporal.Instant | null
    tries: Generated<number>
    due_at: Temporal.Instant | null
    busy_until: Temporal.Instant | null
  }
  gateway_refunds: {
    portal_id: Generated<string>
    id: string
    attempt_id: string
    amount_minor: number
    why: string
    state: string
    asked_by: string | null
    asked_at: Temporal.Instant
    tries: Generated<number>
    due_at: Temporal.Instant | null
  }
  host_claims: {
    portal_id: Generated<string>
    host: string
    claimed_at: Temporal.Instant
  }
  hosts: {
    host: string
    portal_id: Generated<string>
    is_current: boolean
    added_at: Temporal.Instant
    quarantined_until: Temporal.Instant | null
  }
  idempotency_keys: {
    portal_id: Generated<string>
    caller: string
    key: string
    body_hash: Buffer
    sealed_result: Buffer | null
    created_at: Temporal.Instant
    sealed_answer: Buffer | null
  }
  import_uploads: {
    portal_id: Generated<string>
    id: string
    uploaded_by: string
    uploaded_at: Temporal.Instant
    sealed: Buffer
  }
  installation: {
    only_one: Generated<boolean>
    created_at: Temporal.Instant
    key_check: Buffer
    set_up_at: Temporal.Instant | null
    email_salt: Generated<Buffer>
    keys_apart_at: Temporal.Instant | null
    files_to: string | null
  }
  invoice_items: {
    portal_id: Generated<string>
    invoice_id: string
    position: number
    sealed_text: Buffer
    quantity_milli: number
    unit_minor: number
    tax_rate_milli: number
    discount_kind: string | null
    discount: Generated<number>
    net_minor: number
    tax_minor: number
    total_minor: number
  }
  invoices: {
    portal_id: Generated<string>
    id: string
    person_id: string
    state: Generated<string>
    version: Generated<number>
    series: string | null
    place_in_series: number | null
    number: string | null
    title: string
    currency: string
    tax_included: boolean
    issued_on: string | null
    due_on: string | null
    seller_name: string | null
    seller_address: string | null
    seller_tax_number: string | null
    buyer_name: string
    sealed_buyer: Buffer | null
    sealed_note: Buffer | null
    language: string | null
    net_minor: Generated<number>
    tax_minor: Generated<number>
    total_minor: Generated<number>
    paid_minor: Generated<number>
    credited_minor: Generated<number>
    refunded_minor: Generated<number>
    outstanding_minor: Generated<number>
    created_by: string | null
    created_at: Temporal.Instant
    state_at: Temporal.Instant
    sent_at: Temporal.Instant | null
    reminded_at: Temporal.Instant | null
    reminders: Generated<number>
  }
  ledger_entries: {
    portal_id: Generated<string>
    transaction_id: string
    account: string
    amount_minor: number
  }
  ledger_transactions: {
    portal_id: Generated<string>
    id: string
    kind: string
    person_id: string
    invoice_id: string | null
    document_id: string | null
    currency: string
    booked_on: string
    booked_at: Temporal.Instant
  }
  limits: {
    name: string
    key: Buffer
    spent: number
    granted: number
    ends_at: Temporal.Instant
  }
  mail_lanes: {
    portal_id: Generated<string>
    waiting: Generated<boolean>
    holder: string | null
    busy_until: Temporal.Instant | null
    minute_ends_at: Temporal.Instant | null
    left_in_minute: Generated<number>
    rests_until: Temporal.Instant | null
  }
  mail_texts: {
    portal_id: Generated<string>
    kind: string
    language: string
    subject: string
    body: string
    changed_at: Temporal.Instant
  }
  mails: {
    portal_id: Generated<string>
    id: string
    kind: string
    person_id: string | null
    state: string
    sealed: Buffer | null
    queued_at: Temporal.Instant
    sent_at: Temporal.Instant | null
    attempts: Generated<number>
    failure: string | null
    work_id: string | null
    due_at: Temporal.Instant | null
    asked_by: string | null
    about: string | null
  }
  merged_contacts: {
    portal_id: Generated<string>
    person_id: string
    into_id: string
    merged_at: Temporal.Instant
  }
  messages: {
    portal_id: Generated<string>
    id: string
    thread_id: string
    author_id: string
    sealed_body: Buffer
    sent_at: Temporal.Instant
    written_by: string | null
  }
  method_requests: {
    portal_id: Generated<string>
    id: string
    person_id: string
    gateway: string
    reference: string | null
    customer: string | null
    started_at: Temporal.Instant
    expires_at: Temporal.Instant | null
    method_id: string | null
  }
  new_emails: {
    portal_id: Generated<string>
    person_id: string
    email: string
    asked_at: Temporal.Instant
  }
  notes: {
    portal_id: Generated<string>
    id: string
    person_id: string | null
    case_id: string | null
    author_id: string
    sealed_body: Buffer
    written_at: Temporal.Instant
  }
  numbers: {
    portal_id: Generated<string>
    kind: string
    last: number
  }
  oidc_identities: {
    portal_id: Generated<string>
    issuer: string
    subject: string
    person_id: string
    connected_at: Temporal.Instant
  }
  oidc_providers: {
    portal_id: Generated<string>
    issuer: string
    client_id: string
    sealed_secret: Buffer
    label: string
    joins_by_email: Generated<boolean>
    counts_as_two: Generated<boolean>
    version: Generated<number>
  }
  oidc_rounds: {
    portal_id: Generated<string>
    hash: Buffer
    sealed: Buffer
    person_id: string | null
    expires_at: Temporal.Instant
  }
  partner_billing: {
    partner_id: string
    next_month: string | null
    due_at: Temporal.Instant
    begins_at: Temporal.Instant | null
  }
  partner_prices: {
    partner_id: string
    from_month: string
    minor: number
    currency: string
  }
  partners: {
    id: string
    name: string
    reference: string | null
    created_at: Temporal.Instant
    billing_name: string | null
    billing_email: string | null
    time_zone: Generated<string>
    language: Generated<string>
    version: Generated<number>
  }
  passkeys: {
    portal_id: Generated<string>
    id: string
    person_id: string
    name: string
    credential: string
    public_key: Buffer
    counter: number
    transports: Generated<string[]>
    created_at: Temporal.Instant
    used_at: Temporal.Instant | null
    host: string | null
  }
  payment_attempts: {
    portal_id: Generated<string>
    id: string
    invoice_id: string
    person_id: string
    gateway: string
    state: string
    amount_minor: number
    currency: string
    reference: string | null
    customer: string | null
    method_id: string | null
    saves: boolean
    method_kind: string | null
    failure: string | null
    failure_hard: boolean | null
    parked_why: string | null
    due_by: Temporal.Instant | null
    payment_id: string | null
    dispute: string | null
    started_at: Temporal.Instant
    changed_at: Temporal.Instant
    poll_at: Temporal.Instant | null
    polls: Generated<number>
    cleared_at: Temporal.Instant | null
    cleared_by: string | null
  }
  payment_gateways: {
    portal_id: Generated<string>
    gateway: string
    sealed_keys: Buffer | null
    sealed_secrets: Buffer
    account: string
    live: boolean
    version: Generated<number>
    connected_at: Temporal.Instant
    compare_at: Temporal.Instant
    compared_until: Temporal.Instant
    compared_at: Temporal.Instant | null
    compared: Generated<number>
    repaired: Generated<number>
  }
  payments: {
    portal_id: Generated<string>
    id: string
    invoice_id: string
    person_id: string
    gateway: Generated<string>
    method: string
    state: Generated<string>
    currency: string
    amount_minor: number
    applied_minor: number
    refunded_minor: Generated<number>
    received_on: string
    reference: string | null
    recorded_by: string | null
    recorded_at: Temporal.Instant
    withdrawn_by: string | null
    withdrawn_at: Temporal.Instant | null
  }
  pending_sign_ins: {
    portal_id: Generated<string>
    hash: Buffer
    person_id: string
    proof: string
    keep_lock: boolean
    device_hash: Buffer
    expires_at: Temporal.Instant
    code_hash: Buffer | null
  }
  persons: {
    portal_id: Generated<string>
    id: string
    kind: string
    partner_id: string | null
    name: string
    email: string | null
    seat: string
    language: string | null
    time_zone: string | null
    password_hash: string | null
    activated_at: Temporal.Instant | null
    disabled_at: Temporal.Instant | null
    disabled_reason: string | null
    bad_attempts: Generated<number>
    lock_level: Generated<number>
    locked_until: Temporal.Instant | null
    last_login_at: Temporal.Instant | null
    last_ip: string | null
    created_at: Temporal.Instant
    user_name: string | null
    contact_role: string | null
    registration_attempts: Generated<number>
    invited_at: Temporal.Instant | null
    first_invited_at: Temporal.Instant | null
    opened_at: Temporal.Instant | null
    returned_at: Temporal.Instant | null
    password_short: Generated<boolean>
    shared_told_at: Temporal.Instant | null
    held_since: Temporal.Instant | null
    held_invoice: string | null
    open_flow: string | null
  }
  plan_versions: {
    portal_id: Generated<string>
    plan_id: string
    number: number
    name: string
    amount_minor: number
    currency: string
    tax_rate: number
    every: number
    unit: string
    trial_days: number
    cycles: number | null
    grace_days: number
    retry_days: number[]
    created_at: Temporal.Instant
    created_by: string | null
  }
  plans: {
    portal_id: Generated<string>
    id: string
    current: Generated<number>
    archived_at: Temporal.Instant | null
    created_at: Temporal.Instant
    version: Generated<number>
  }
  portal_creations: {
    portal_id: Generated<string>
    steps_done: Generated<number>
    attempts: Generated<number>
    failure: string | null
    sealed_owner: Buffer | null
    started_at: Temporal.Instant
    finished_at: Temporal.Instant | null
  }
  portal_deletions: {
    portal_id: Generated<string>
    steps_done: Generated<number>
    counts: Generated<Json>
    on_whose_word: string
    started_at: Temporal.Instant
    finished_at: Temporal.Instant | null
    certificate: Json | null
  }
  portal_keys: {
    portal_id: Generated<string>
    version: number
    wrapped: Buffer | null
    created_at: Temporal.Instant
    destroyed_at: Temporal.Instant | null
  }
  portal_logos: {
    portal_id: Generated<string>
    media_type: string
    bytes: Buffer
  }
  portal_status_changes: {
    portal_id: Generated<string>
    seq: number
    from_status: string | null
    to_status: string
    at: Temporal.Instant
    actor: string
    through: string
    cause: string | null
    note: string | null
  }
  portal_summaries: {
    portal_id: Generated<string>
    pro_users: Generated<number>
    people: Generated<number>
    last_activity_at: Temporal.Instant | null
    file_bytes: Generated<number>
  }
  portal_timers: {
    portal_id: Generated<string>
    kind: string
    due_at: Temporal.Instant
    looks: Generated<Json>
  }
  portals: {
    id: string
    name: string
    slug: string
    partner_id: string | null
    partner_reference: string | null
    owner_id: string | null
    time_zone: string
    language: string
    status: string
    status_since: Temporal.Instant
    suspended_from: string | null
    suspension_cause: string | null
    suspension_note: string | null
    trial_ends_at: Temporal.Instant
    built_at: Temporal.Instant | null
    brand_color: string
    accent_color: string
    logo_version: Generated<number>
    after_trial: string[]
    lockout_attempts: Generated<number>
    created_at: Temporal.Instant
    version: Generated<number>
    sorted_name: Generated<string>
    invitation_hours: Generated<number>
    registration_fact: Generated<string>
    staff_second_factor: Generated<boolean>
    sign_in_by_code: Generated<boolean>
    mails_per_minute: Generated<number>
    act_on_behalf: Generated<boolean>
    deletion_postponed_to: Temporal.Instant | null
    files_mb: number | null
    largest_file_mb: Generated<number>
    invoice_currency: Generated<string>
    tax_included: Generated<boolean>
    invoice_series: Generated<string>
    credit_note_series: Generated<string>
    seller_name: string | null
    seller_address: string | null
    seller_tax_number: string | null
    payment_terms_days: Generated<number>
    payment_instructions: string | null
    late_money: Generated<string>
    bank_access: Generated<string>
  }
  previews: {
    portal_id: Generated<string>
    id: string
    hash: Buffer | null
    session_id: string
    staff_id: string
    client_id: string
    reason: string
    acts: boolean
    started_at: Temporal.Instant
    expires_at: Temporal.Instant
    ended_at: Temporal.Instant | null
  }
  procedure_runs: {
    portal_id: Generated<string>
    id: string
    procedure_id: string
    cause: string
    happened: Json
    case_id: string | null
    person_id: string | null
    chain: Generated<string[]>
    state: string
    due_at: Temporal.Instant
    why: Json | null
    outcomes: Generated<Json>
    tries: Generated<number>
    busy_until: Temporal.Instant | null
    created_at: Temporal.Instant
    finished_at: Temporal.Instant | null
  }
  procedures: {
    portal_id: Generated<string>
    id: string
    name: string
    trigger: Json
    conditions: Json
    actions: Json
    active_since: Temporal.Instant | null
    removed_at: Temporal.Instant | null
    author_id: string
    version: Generated<number>
    created_at: Temporal.Instant
  }
  recovery_codes: {
    portal_id: Generated<string>
    person_id: string
    hash: Buffer
  }
  refunds: {
    portal_id: Generated<string>
    id: string
    person_id: string
    payment_id: string | null
    credit_note_id: string | null
    method: string
    currency: string
    amount_minor: number
    paid_on: string
    reference: string | null
    created_by: string | null
    created_at: Temporal.Instant
    gateway: string | null
  }
  refused_portals: {
    portal_id: Generated<string>
    why: string
    restored: string | null
    deleted_at: Temporal.Instant | null
    found_at: Temporal.Instant
  }
  registration_facts: {
    portal_id: Generated<string>
    person_id: string
    fact: string
    hash: Buffer
    sealed: Buffer
  }
  sandbox_accounts: {
    portal_id: Generated<string>
    deliveries: string
  }
  sandbox_disputes: {
    portal_id: Generated<string>
    payment_id: string
    state: string
    created_at: Temporal.Instant
  }
  sandbox_events: {
    portal_id: Generated<string>
    id: string
    kind: string
    payment_id: string | null
    method_id: string | null
    at: Temporal.Instant
    tries: Generated<number>
    times: number
    due_at: Temporal.Instant | null
    busy_until: Temporal.Instant | null
    last_answer: string | null
  }
  sandbox_methods: {
    portal_id: Generated<string>
    id: string
    customer: string
    number: string
    usable: Generated<boolean>
    created_at: Temporal.Instant
  }
  sandbox_payments: {
    portal_id: Generated<string>
    id: string
    key: string
    purpose: string
    invoice: string | null
    description: string
    amount: number
    currency: string
    methods: string[]
    keeps: boolean
    language: string
    customer: string
    method_id: string | null
    state: string
    failure: string | null
    failure_hard: boolean | null
    return_to: string | null
    cancel_to: string | null
    created_at: Temporal.Instant
    changed_at: Temporal.Instant
    expires_at: Temporal.Instant
    due_at: Temporal.Instant | null
  }
  sandbox_refunds: {
    portal_id: Generated<string>
    id: string
    key: string
    payment_id: string
    amount: number
    created_at: Temporal.Instant
  }
  saved_methods: {
    portal_id: Generated<string>
    id: string
    person_id: string
    gateway: string
    customer: string
    reference: string
    kind: string
    brand: string
    last4: string
    expires: string | null
    usable: boolean
    added_at: Temporal.Instant
    removed_at: Temporal.Instant | null
  }
  seat_spans: {
    portal_id: Generated<string>
    person_id: string
    began_at: Temporal.Instant
    ended_at: Temporal.Instant | null
    began_by: string
    ended_by: string | null
  }
  sessions: {
    portal_id: Generated<string>
    hash: Buffer
    id: string
    person_id: string
    started_at: Temporal.Instant
    seen_at: Temporal.Instant
    expires_at: Temporal.Instant
    ip: string | null
    user_agent: string | null
    device: Buffer | null
    counts_as_two: Generated<boolean>
  }
  shared_days: {
    portal_id: Generated<string>
    person_id: string
    day: string
  }
  sign_in_codes: {
    portal_id: Generated<string>
    hash: Buffer
    person_id: string | null
    code_hash: Buffer
    tries: Generated<number>
    asked_at: Temporal.Instant
    expires_at: Temporal.Instant
    used_at: Temporal.Instant | null
  }
  spent_challenges: {
    portal_id: Generated<string>
    hash: Buffer
    expires_at: Temporal.Instant
  }
  subscription_invoices: {
    portal_id: Generated<string>
    invoice_id: string
    subscription_id: string
    kind: string
    period: number
    position: number
    begins: Temporal.Instant | null
  }
  subscriptions: {
    portal_id: Generated<string>
    id: string
    person_id: string
    plan_id: string
    plan_number: number
    next_number: number | null
    state: Generated<string>
    state_at: Temporal.Instant
    method_id: string | null
    keeps_on_dispute: Generated<boolean>
    zone: string
    anchor: Temporal.Instant | null
    anchor_period: Generated<number>
    period: Generated<number>
    period_begins: Temporal.Instant | null
    period_ends: Temporal.Instant | null
    charged: Generated<number>
    access_until: Temporal.Instant | null
    failed_invoice: string | null
    failed_at: Temporal.Instant | null
    retries: Generated<number>
    refused_method: string | null
    noticed: Generated<boolean>
    warned: Generated<boolean>
    shut: Generated<boolean>
    ends_at_period_end: Generated<boolean>
    resumes_at: Temporal.Instant | null
    ended_why: string | null
    due_at: Temporal.Instant | null
    created_at: Temporal.Instant
    version: Generated<number>
  }
  test_clock: {
    only_one: Generated<boolean>
    offset_ms: Generated<number>
    frozen_at: Temporal.Instant | null
  }
  thread_participants: {
    portal_id: Generated<string>
    thread_id: string
    person_id: string
    unread: Generated<number>
    read_at: Temporal.Instant | null
    last_message_at: Temporal.Instant
  }
  threads: {
    portal_id: Generated<string>
    id: string
    sealed_subject: Buffer
    started_by: string
    started_at: Temporal.Instant
    last_message_at: Temporal.Instant
    messages: Generated<number>
  }
  tokens: {
    portal_id: Generated<string>
    hash: Buffer
    purpose: string
    person_id: string
    issued_at: Temporal.Instant
    expires_at: Temporal.Instant
    used_at: Temporal.Instant | null
    retired_at: Temporal.Instant | null
    attempts: Generated<number>
    opened_at: Temporal.Instant | null
    seed: Buffer | null
    mails: Generated<number>
  }
  trial_requests: {
    portal_id: Generated<string>
    id: string
    challenge: Buffer
    email_hash: Buffer
    sealed: Buffer | null
    partner_id: string | null
    token_hash: Buffer
    asked_at: Temporal.Instant
    expires_at: Temporal.Instant
    retired_at: Temporal.Instant | null
    begun_at: Temporal.Instant | null
    built_portal: string | null
  }
  webhook_attempts: {
    portal_id: Generated<string>
    delivery_id: string
    n: number
    at: Temporal.Instant
    status: number | null
    ms: number
    error: string | null
    answer: Generated<string>
  }
  webhook_deliveries: {
    portal_id: Generated<string>
    id: string
    endpoint_id: string
    event_id: string
    about_portal: string | null
    event: string
    payload: string
    state: string
    created_at: Temporal.Instant
    since: Temporal.Instant
    tries: Generated<number>
    due_at: Temporal.Instant | null
    settled_at: Temporal.Instant | null
    attempts: Generated<number>
    last_status: number | null
    last_error: string | null
  }
  webhook_endpoints: {
    portal_id: Generated<string>
    id: string
    partner_id: string | null
    url: string
    description: Generated<string>
    events: string[] | null
    state: Generated<string>
    state_since: Temporal.Instant
    disabled_why: string | null
    made_by: string | null
    created_at: Temporal.Instant
    failing_since: Temporal.Instant | null
    busy_until: Temporal.Instant | null
  }
  webhook_secrets: {
    portal_id: Generated<string>
    id: string
    endpoint_id: string
    sealed: Buffer
    created_at: Temporal.Instant
    expires_at: Temporal.Instant | null
  }
  work_rows: {
    portal_id: Generated<string>
    work_id: string
    n: number
    person_id: string | null
    sealed: Buffer | null
    outcome: string | null
    detail: Json | null
  }
  works: {
    portal_id: Generated<string>
    id: string
    kind: string
    state: string
    input: Json
    begun_by: string
    begun_by_name: string
    begun_at: Temporal.Instant
    since: Temporal.Instant
    done_before: Generated<number>
    changed_at: Temporal.Instant
    total: number
    done: Generated<number>
    counts: Json
  }
}

/** The column that says whose a row is, of every table of portals. */
export const PORTAL_COLUMN: ReadonlyMap<string, string> = new Map([
  ['api_keys', 'portal_id'],
  ['audit_heads', 'portal_id'],
  ['audit_lines', 'portal_id'],
  ['authenticator_apps', 'portal_id'],
  ['billing_report_lines', 'portal_id'],
  ['billing_report_names', 'portal_id'],
  ['billing_report_persons', 'portal_id'],
  ['case_parties', 'portal_id'],
  ['case_stages', 'portal_id'],
  ['case_types', 'portal_id'],
  ['cases', 'portal_id'],
  ['companies', 'portal_id'],
  ['contacts', 'portal_id'],
  ['credit_note_items', 'portal_id'],
  ['credit_notes', 'portal_id'],
  ['custom_fields', 'portal_id'],
  ['devices', 'portal_id'],
  ['email_places', 'portal_id'],
  ['entitlements', 'portal_id'],
  ['events', 'portal_id'],
  ['file_contents', 'portal_id'],
  ['file_downloads', 'portal_id'],
  ['file_folders', 'portal_id'],
  ['file_requests', 'portal_id'],
  ['file_shares', 'portal_id'],
  ['file_tellings', 'portal_id'],
  ['file_uploads', 'portal_id'],
  ['file_versions', 'portal_id'],
  ['files', 'portal_id'],
  ['flow_helpers', 'portal_id'],
  ['flow_run_steps', 'portal_id'],
  ['flow_runs', 'portal_id'],
  ['flow_sent_files', 'portal_id'],
  ['flow_versions', 'portal_id'],
  ['flows', 'portal_id'],
  ['form_access', 'portal_id'],
  ['form_counts', 'portal_id'],
  ['form_drafts', 'portal_id'],
  ['form_submissions', 'portal_id'],
  ['form_versions', 'portal_id'],
  ['forms', 'portal_id'],
  ['gateway_events', 'portal_id'],
  ['gateway_refunds', 'portal_id'],
  ['host_claims', 'portal_id'],
  ['hosts', 'portal_id'],
  ['idempotency_keys', 'portal_id'],
  ['import_uploads', 'portal_id'],
  ['invoice_items', 'portal_id'],
  ['invoices', 'portal_id'],
  ['ledger_entries', 'portal_id'],
  ['ledger_transactions', 'portal_id'],
  ['mail_lanes', 'portal_id'],
  ['mail_texts', 'portal_id'],
  ['mails', 'portal_id'],
  ['merged_contacts', 'portal_id'],
  ['messages', 'portal_id'],
  ['method_requests', 'portal_id'],
  ['new_emails', 'portal_id'],
  ['notes', 'portal_id'],
  ['numbers', 'portal_id'],
  ['oidc_identities', 'portal_id'],
  ['oidc_providers', 'portal_id'],
  ['oidc_rounds', 'portal_id'],
  ['passkeys', 'portal_id'],
  ['payment_attempts', 'portal_id'],
  ['payment_gateways', 'portal_id'],
  ['payments', 'portal_id'],
  ['pending_sign_ins', 'portal_id'],
  ['persons', 'portal_id'],
  ['plan_versions', 'portal_id'],
  ['plans', 'portal_id'],
  ['portal_creations', 'portal_id'],
  ['portal_deletions', 'portal_id'],
  ['portal_keys', 'portal_id'],
  ['portal_logos', 'portal_id'],
  ['portal_status_changes', 'portal_id'],
  ['portal_summaries', 'portal_id'],
  ['portal_timers', 'portal_id'],
  ['portals', 'id'],
  ['previews', 'portal_id'],
  ['procedure_runs', 'portal_id'],
  ['procedures', 'portal_id'],
  ['recovery_codes', 'portal_id'],
  ['refunds', 'portal_id'],
  ['refused_portals', 'portal_id'],
  ['registration_facts', 'portal_id'],
  ['sandbox_accounts', 'portal_id'],
  ['sandbox_disputes', 'portal_id'],
  ['sandbox_events', 'portal_id'],
  ['sandbox_methods', 'portal_id'],
  ['sandbox_payments', 'portal_id'],
  ['sandbox_refunds', 'portal_id'],
  ['saved_methods', 'portal_id'],
  ['seat_spans', 'portal_id'],
  ['sessions', 'portal_id'],
  ['shared_days', 'portal_id'],
  ['sign_in_codes', 'portal_id'],
  ['spent_challenges', 'portal_id'],
  ['subscription_invoices', 'portal_id'],
  ['subscriptions', 'portal_id'],
  ['thread_participants', 'portal_id'],
  ['threads', 'portal_id'],
  ['tokens', 'portal_id'],
  ['trial_requests', 'portal_id'],
  ['webhook_attempts', 'portal_id'],
  ['webhook_deliveries', 'portal_id'],
  ['webhook_endpoints', 'portal_id'],
  ['webhook_secrets', 'portal_id'],
  ['work_rows', 'portal_id'],
  ['works', 'portal_id'],
])
