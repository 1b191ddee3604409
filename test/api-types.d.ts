// Made from the OpenAPI document 2cf8393dfbf7eeeb4feb1c4b6d432685: API_TYPES=write npm test test/api-client.test.ts

interface Repeatable {
  'Idempotency-Key'?: string
}
interface Versioned extends Repeatable {
  'If-Match'?: string
}

/** A call: its parameters, its body if it takes one, and what it answers with which status if all is well. */
type Call<Parameters, Body, Status extends number, Answer> = {
  parameters: Parameters
  responses: Record<
    Status,
    { content: [Answer] extends [never] ? never : { 'application/json': Answer } }
  > & {
    default: { content: { 'application/problem+json': Problem } }
  }
} & ([Body] extends [never]
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } })

export interface paths {
  '/api/v1/audit': {
    /** `audit.list` */
    get: Call<
      {
        query?: {
          portal?: string
          operation?: string
          actor?: string
          subject?: string
          cursor?: number
          limit?: number
        }
      },
      never,
      200,
      AuditLineList
    >
  }
  '/api/v1/billing': {
    /** `billing.list` */
    get: Call<{ query?: { cursor?: string; limit?: number } }, never, 200, OwnInvoiceList>
  }
  '/api/v1/billing/statement': {
    /** `billing.statement` */
    get: Call<{ query?: { from?: string; to?: string } }, never, 200, Statement>
  }
  '/api/v1/billing/{invoice}': {
    /** `billing.show` */
    get: Call<{ path: { invoice: string } }, never, 200, Invoice>
  }
  '/api/v1/billing/{invoice}/pdf': {
    /** `billing.pdf` */
    get: Call<{ path: { invoice: string } }, never, 200, never>
  }
  '/api/v1/billing/{invoice}/question': {
    /** `invoice.ask` */
    post: Call<{ path: { invoice: string }; header?: Repeatable }, { question: string }, 204, never>
  }
  '/api/v1/case-labels': {
    /** `case_label.list` */
    get: Call<{}, never, 200, CaseLabels>
    /** `case_label.add` */
    post: Call<{ header?: Repeatable }, CaseLabelName, 201, CaseLabels>
  }
  '/api/v1/case-labels/name': {
    /** `case_label.rename` */
    post: Call<
      { header?: Repeatable },
      { kind: 'type' | 'stage'; name: string; to: string },
      200,
      CaseLabels
    >
  }
  '/api/v1/case-labels/position': {
    /** `case_label.move` */
    post: Call<
      { header?: Repeatable },
      { kind: 'type' | 'stage'; name: string; position: number },
      200,
      CaseLabels
    >
  }
  '/api/v1/case-labels/removal': {
    /** `case_label.remove` */
    post: Call<{ header?: Repeatable }, CaseLabelName, 200, CaseLabels>
  }
  '/api/v1/case-labels/start': {
    /** `case_label.begin` */
    post: Call<{ header?: Repeatable }, never, 200, CaseLabels>
  }
  '/api/v1/cases': {
    /** `case.list` */
    get: Call<
      {
        query?: {
          search?: string
          type?: string
          stage?: string
          state?: 'open' | 'closed'
          registration?: RegistrationState
          sort?: '-opened' | 'opened' | 'number' | '-number' | 'title' | '-title'
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      CaseList
    >
    /** `case.open` */
    post: Call<
      { header?: Repeatable },
      {
        number?: string
        title: string
        type?: string
        stage?: string
        openedOn?: string
        client?: string
      },
      201,
      Case
    >
  }
  '/api/v1/cases/{case}': {
    /** `case.show` */
    get: Call<{ path: { case: string } }, never, 200, Case>
    /** `case.change` */
    patch: Call<
      { path: { case: string }; header?: Versioned },
      {
        version?: number
        number?: string
        title?: string
        type?: string | null
        openedOn?: string
      },
      200,
      Case
    >
  }
  '/api/v1/cases/{case}/closing': {
    /** `case.close` */
    post: Call<{ path: { case: string }; header?: Versioned }, { closedOn?: string }, 200, Case>
    /** `case.reopen` */
    delete: Call<{ path: { case: string }; header?: Versioned }, never, 200, Case>
  }
  '/api/v1/cases/{case}/notes': {
    /** `case.notes` */
    get: Call<{ path: { case: string }; query?: { cursor?: string } }, never, 200, NoteList>
    /** `case.write_note` */
    post: Call<{ path: { case: string }; header?: Repeatable }, { body: string }, 201, WrittenNote>
  }
  '/api/v1/cases/{case}/parties': {
    /** `case.parties` */
    get: Call<
      {
        path: { case: string }
        query?: { side?: 'client' | 'other'; search?: string; cursor?: string; limit?: number }
      },
      never,
      200,
      PartyList
    >
    /** `case.add_party` */
    post: Call<
      { path: { case: string }; header?: Versioned },
      { person: string; side: 'client' | 'other' },
      201,
      Case
    >
  }
  '/api/v1/cases/{case}/parties/{person}': {
    /** `case.remove_party` */
    delete: Call<{ path: { case: string; person: string }; header?: Versioned }, never, 200, Case>
  }
  '/api/v1/cases/{case}/stage': {
    /** `case.enter_stage` */
    post: Call<{ path: { case: string }; header?: Versioned }, { stage: string }, 200, Case>
  }
  '/api/v1/clock': {
    /** `clock.show` */
    get: Call<{}, never, 200, Clock>
    /** `clock.advance` */
    post: Call<{ header?: Repeatable }, { advance: string }, 200, MovedClock>
  }
  '/api/v1/companies': {
    /** `company.list` */
    get: Call<
      { query?: { search?: string; cursor?: string; limit?: number } },
      never,
      200,
      CompanyLineList
    >
    /** `company.create` */
    post: Call<{ header?: Repeatable }, { name: string }, 201, Company>
  }
  '/api/v1/companies/{company}': {
    /** `company.show` */
    get: Call<{ path: { company: string } }, never, 200, Company>
    /** `company.rename` */
    patch: Call<{ path: { company: string }; header?: Repeatable }, { name: string }, 200, Company>
  }
  '/api/v1/contacts': {
    /** `contact.list` */
    get: Call<
      {
        query?: {
          search?: string
          role?: 'lead' | 'prospect' | 'client'
          company?: string
          registration?: RegistrationState
          sort?: 'name' | '-name' | 'added' | '-added'
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      ContactList
    >
    /** `contact.create` */
    post: Call<
      { header?: Repeatable },
      {
        name: string
        email?: string | null
        userName?: string | null
        role?: 'lead' | 'prospect' | 'client'
        phone?: string | null
        company?: string | null
        birthDate?: string | null
        digits?: string | null
        language?: 'en' | 'es' | null
        fields?: { [name: string]: string | number | null }
        invite?: boolean
      },
      201,
      Contact
    >
  }
  '/api/v1/contacts/duplicates': {
    /** `contact.list_duplicates` */
    get: Call<{}, never, 200, DuplicateList>
  }
  '/api/v1/contacts/{person}': {
    /** `contact.show` */
    get: Call<{ path: { person: string } }, never, 200, Contact>
    /** `contact.update` */
    patch: Call<
      { path: { person: string }; header?: Versioned },
      {
        name?: string
        email?: string | null
        userName?: string | null
        role?: 'lead' | 'prospect' | 'client'
        phone?: string | null
        company?: string | null
        birthDate?: string | null
        digits?: string | null
        language?: 'en' | 'es' | null
        fields?: { [name: string]: string | number | null }
        version?: number
      },
      200,
      Contact
    >
  }
  '/api/v1/contacts/{person}/credit': {
    /** `credit.show` */
    get: Call<{ path: { person: string } }, never, 200, Credit>
  }
  '/api/v1/contacts/{person}/entitlements': {
    /** `entitlement.list` */
    get: Call<{ path: { person: string } }, never, 200, Entitlements>
  }
  '/api/v1/contacts/{person}/merge': {
    /** `contact.merge` */
    post: Call<
      { path: { person: string }; header?: Versioned },
      { other: string; prefer?: 'kept' | 'other'; version?: number; otherVersion?: number },
      200,
      Contact
    >
  }
  '/api/v1/contacts/{person}/notes': {
    /** `note.list` */
    get: Call<{ path: { person: string }; query?: { cursor?: string } }, never, 200, NoteList>
    /** `note.write` */
    post: Call<
      { path: { person: string }; header?: Repeatable },
      { body: string },
      201,
      WrittenNote
    >
  }
  '/api/v1/contacts/{person}/pay-out': {
    /** `credit.pay_out` */
    post: Call<
      { path: { person: string }; header?: Repeatable },
      {
        currency: string
        amount?: string
        method?: 'bank_transfer' | 'cheque' | 'cash' | 'card' | 'other'
        paidOn?: string
        reference?: string | null
      },
      201,
      Credit
    >
  }
  '/api/v1/contacts/{person}/required-payment/cancellation': {
    /** `required_payment.cancel` */
    post: Call<
      { path: { person: string }; header?: Repeatable },
      { reason: string },
      200,
      Entitlements
    >
  }
  '/api/v1/contacts/{person}/statement': {
    /** `statement.show` */
    get: Call<
      { path: { person: string }; query?: { from?: string; to?: string } },
      never,
      200,
      Statement
    >
  }
  '/api/v1/credit-notes': {
    /** `credit_note.list` */
    get: Call<
      { query?: { person?: string; cursor?: string; limit?: number } },
      never,
      200,
      CreditNoteList
    >
  }
  '/api/v1/credit-notes/{creditNote}': {
    /** `credit_note.show` */
    get: Call<{ path: { creditNote: string } }, never, 200, CreditNote>
  }
  '/api/v1/credit-notes/{creditNote}/pdf': {
    /** `credit_note.pdf` */
    get: Call<{ path: { creditNote: string } }, never, 200, never>
  }
  '/api/v1/dashboard': {
    /** `dashboard.show` */
    get: Call<{}, never, 200, Dashboard>
  }
  '/api/v1/documents': {
    /** `document.list` */
    get: Call<{ query?: { cursor?: string; limit?: number } }, never, 200, DocumentList>
  }
  '/api/v1/documents/requests': {
    /** `document.requests` */
    get: Call<{ query?: { cursor?: string; limit?: number } }, never, 200, OwnFileRequestList>
  }
  '/api/v1/email-proof': {
    /** `person.prove_email` */
    post: Call<{}, { token: string }, 200, ProvedEmail>
  }
  '/api/v1/export-request': {
    /** `portal.request_export` */
    post: Call<{}, { token: string }, 204, never>
  }
  '/api/v1/fields': {
    /** `field.list` */
    get: Call<{}, never, 200, FieldList>
    /** `field.create` */
    post: Call<
      { header?: Repeatable },
      { label: string; kind: 'text' | 'number' | 'date' | 'choice'; choices?: string[] },
      201,
      Field
    >
  }
  '/api/v1/fields/{field}': {
    /** `field.update` */
    patch: Call<
      { path: { field: string }; header?: Repeatable },
      { label?: string; choices?: string[]; position?: number },
      200,
      Field
    >
    /** `field.remove` */
    delete: Call<{ path: { field: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/files': {
    /** `file.list` */
    get: Call<
      { query: { about: string; folder?: 'none' | string; cursor?: string; limit?: number } },
      never,
      200,
      FileList
    >
    /** `file.add` */
    post: Call<
      { header?: Repeatable },
      { about: string; upload: string; note?: string; folder?: string },
      201,
      File
    >
  }
  '/api/v1/files/{file}': {
    /** `file.show` */
    get: Call<{ path: { file: string } }, never, 200, File>
    /** `file.change` */
    patch: Call<
      { path: { file: string }; header?: Versioned },
      { name?: string; note?: string | null; version?: number },
      200,
      File
    >
    /** `file.remove` */
    delete: Call<{ path: { file: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/files/{file}/content': {
    /** `file.content` */
    get: Call<{ path: { file: string }; query?: { number?: number } }, never, 200, never>
  }
  '/api/v1/files/{file}/downloads': {
    /** `file.downloads` */
    get: Call<{ path: { file: string } }, never, 200, FileDownloadList>
  }
  '/api/v1/files/{file}/moving': {
    /** `file.move` */
    post: Call<
      { path: { file: string }; header?: Repeatable },
      { about?: string; folder: string | null },
      200,
      File
    >
  }
  '/api/v1/files/{file}/shares': {
    /** `file.shares` */
    get: Call<{ path: { file: string } }, never, 200, FileShareList>
    /** `file.share` */
    post: Call<
      { path: { file: string }; header?: Repeatable },
      { with: string[]; until?: string | null; invite?: boolean },
      200,
      FileShared
    >
  }
  '/api/v1/files/{file}/shares/{audience}': {
    /** `file.unshare` */
    delete: Call<
      { path: { file: string; audience: string }; header?: Repeatable },
      never,
      204,
      never
    >
  }
  '/api/v1/files/{file}/versions': {
    /** `file.add_version` */
    post: Call<
      { path: { file: string }; header?: Repeatable },
      { upload: string; name?: string },
      201,
      File
    >
    /** `file.versions` */
    get: Call<{ path: { file: string } }, never, 200, FileVersionList>
  }
  '/api/v1/find-portals': {
    /** `portals.find` */
    post: Call<{}, { email: string; language?: 'en' | 'es' }, 204, never>
  }
  '/api/v1/flow': {
    /** `own_flow.list` */
    get: Call<{}, never, 200, OwnFlowList>
  }
  '/api/v1/flow-runs': {
    /** `flow_run.list` */
    get: Call<
      {
        query?: {
          flow?: string
          person?: string
          state?: 'open' | 'done' | 'ended'
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      FlowRunList
    >
    /** `flow.start` */
    post: Call<{ header?: Repeatable }, { flow: string; person: string }, 201, FlowRun>
  }
  '/api/v1/flow-runs/{flowRun}': {
    /** `flow_run.show` */
    get: Call<{ path: { flowRun: string } }, never, 200, FlowRun>
  }
  '/api/v1/flow-runs/{flowRun}/end': {
    /** `flow.end` */
    post: Call<{ path: { flowRun: string }; header?: Repeatable }, { reason: string }, 200, FlowRun>
  }
  '/api/v1/flow-runs/{flowRun}/skips': {
    /** `flow_step.skip` */
    post: Call<
      { path: { flowRun: string }; header?: Repeatable },
      { step: string; reason: string },
      200,
      FlowRun
    >
  }
  '/api/v1/flow/{flowRun}': {
    /** `own_flow.show` */
    get: Call<{ path: { flowRun: string } }, never, 200, FlowRun>
  }
  '/api/v1/flow/{flowRun}/help': {
    /** `flow.ask_help` */
    post: Call<{ path: { flowRun: string }; header?: Repeatable }, { note?: string }, 200, FlowRun>
  }
  '/api/v1/flow/{flowRun}/steps/{step}': {
    /** `flow_step.finish` */
    post: Call<
      { path: { flowRun: string; step: string }; header?: Repeatable },
      { accepted?: boolean; uploads?: string[]; language?: 'en' | 'es' },
      200,
      FlowRun
    >
  }
  '/api/v1/flow/{flowRun}/steps/{step}/files/{file}': {
    /** `own_flow.file` */
    get: Call<{ path: { flowRun: string; step: string; file: string } }, never, 200, never>
  }
  '/api/v1/flows': {
    /** `flow.list` */
    get: Call<{}, never, 200, FlowList>
    /** `flow.create` */
    post: Call<
      { header?: Repeatable },
      { name: FlowTitle; mandatory?: boolean; helpers?: string[] },
      201,
      Flow
    >
  }
  '/api/v1/flows/{flow}': {
    /** `flow.show` */
    get: Call<{ path: { flow: string } }, never, 200, Flow>
    /** `flow.change` */
    patch: Call<
      { path: { flow: string }; header?: Versioned },
      { version?: number; name?: FlowTitle; mandatory?: boolean; helpers?: string[] },
      200,
      Flow
    >
    /** `flow.remove` */
    delete: Call<{ path: { flow: string }; header?: Versioned }, never, 204, never>
  }
  '/api/v1/flows/{flow}/publication': {
    /** `flow.publish` */
    post: Call<{ path: { flow: string }; header?: Versioned }, never, 200, Flow>
  }
  '/api/v1/flows/{flow}/steps': {
    /** `flow_step.add` */
    post: Call<
      { path: { flow: string }; header?: Versioned },
      {
        kind: string
        title: FlowTitle
        text?: FlowLines | null
        link?: string | null
        uploads?: string[]
        target?: string | null
        position?: number
      },
      201,
      Flow
    >
  }
  '/api/v1/flows/{flow}/steps/{step}': {
    /** `flow_step.change` */
    patch: Call<
      { path: { flow: string; step: string }; header?: Versioned },
      {
        title?: FlowTitle
        text?: FlowLines | null
        link?: string | null
        uploads?: string[]
        files?: string[]
        target?: string | null
        position?: number
      },
      200,
      Flow
    >
    /** `flow_step.remove` */
    delete: Call<{ path: { flow: string; step: string }; header?: Versioned }, never, 200, Flow>
  }
  '/api/v1/folders': {
    /** `folder.list` */
    get: Call<{ query: { about: string; cursor?: string; limit?: number } }, never, 200, FolderList>
    /** `folder.add` */
    post: Call<
      { header?: Repeatable },
      { about: string; name: string; parent?: string | null },
      201,
      Folder
    >
  }
  '/api/v1/folders/{folder}': {
    /** `folder.show` */
    get: Call<{ path: { folder: string } }, never, 200, Folder>
    /** `folder.rename` */
    patch: Call<
      { path: { folder: string }; header?: Versioned },
      { name: string; version?: number },
      200,
      Folder
    >
  }
  '/api/v1/folders/{folder}/moving': {
    /** `folder.move` */
    post: Call<
      { path: { folder: string }; header?: Repeatable },
      { parent: string | null },
      200,
      Folder
    >
  }
  '/api/v1/folders/{folder}/removal': {
    /** `folder.remove` */
    post: Call<{ path: { folder: string }; header?: Repeatable }, { name?: string }, 204, never>
  }
  '/api/v1/forms': {
    /** `form.list` */
    get: Call<{}, never, 200, FormList>
    /** `form.create` */
    post: Call<
      { header?: Repeatable },
      { name: string; role?: 'lead' | 'prospect' | 'client' },
      201,
      Form
    >
  }
  '/api/v1/forms/{form}': {
    /** `form.show` */
    get: Call<{ path: { form: string } }, never, 200, Form>
    /** `form.update` */
    patch: Call<
      { path: { form: string }; header?: Versioned },
      {
        version?: number
        name?: string
        link?: string
        title?: ShortWords
        intro?: LongWords | null
        role?: 'lead' | 'prospect' | 'client'
        goesWithRole?: boolean
        invites?: boolean
        confirmation?: LongWords | null
        goTo?: string | null
        notifies?: string[]
        origins?: string[]
      },
      200,
      Form
    >
  }
  '/api/v1/forms/{form}/access': {
    /** `form_access.show` */
    get: Call<{ path: { form: string } }, never, 200, FormAccess>
    /** `form_access.set` */
    patch: Call<
      { path: { form: string }; header?: Versioned },
      {
        version?: number
        amount?: string | null
        plan?: string | null
        currency?: string
        title?: string
        item?: string
        taxRate?: string
        closesOnRefund?: boolean
        closesOnDispute?: boolean
        remindDays?: number[]
        flow?: string | null
      },
      200,
      FormAccess
    >
  }
  '/api/v1/forms/{form}/archiving': {
    /** `form.archive` */
    post: Call<{ path: { form: string }; header?: Versioned }, never, 200, Form>
  }
  '/api/v1/forms/{form}/copies': {
    /** `form.duplicate` */
    post: Call<{ path: { form: string }; header?: Versioned }, never, 201, Form>
  }
  '/api/v1/forms/{form}/fields': {
    /** `form.add_field` */
    post: Call<
      { path: { form: string }; header?: Versioned },
      {
        kind:
          | 'text'
          | 'long_text'
          | 'email'
          | 'phone'
          | 'choice'
          | 'many_choices'
          | 'date'
          | 'number'
          | 'address'
          | 'file'
          | 'consent'
          | 'section'
        version?: number
      },
      201,
      Form
    >
  }
  '/api/v1/forms/{form}/fields/{formField}': {
    /** `form.change_field` */
    patch: Call<
      { path: { form: string; formField: string }; header?: Versioned },
      {
        version?: number
        label?: ShortWords
        help?: LongWords | null
        required?: boolean
        choices?: ShortWords[]
        maps?: string
        shownIf?: { field: string; is: string } | null
      },
      200,
      Form
    >
    /** `form.remove_field` */
    delete: Call<
      { path: { form: string; formField: string }; header?: Versioned },
      { version?: number },
      200,
      Form
    >
  }
  '/api/v1/forms/{form}/fields/{formField}/position': {
    /** `form.move_field` */
    post: Call<
      { path: { form: string; formField: string }; header?: Versioned },
      { version?: number; position: number },
      200,
      Form
    >
  }
  '/api/v1/forms/{form}/opening': {
    /** `form.open` */
    post: Call<{ path: { form: string }; header?: Versioned }, never, 200, Form>
  }
  '/api/v1/forms/{form}/submissions': {
    /** `submission.list` */
    get: Call<
      {
        path: { form: string }
        query?: {
          state?: 'received' | 'waiting' | 'completed'
          uninvited?: 'yes'
          search?: string
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      SubmissionLineList
    >
    /** `form.fill` */
    post: Call<
      { path: { form: string }; header?: Repeatable },
      {
        firstName: string
        lastName: string
        email: string
        answers?: { [name: string]: string | string[] }
        language?: 'en' | 'es'
      },
      201,
      Submission
    >
  }
  '/api/v1/imports': {
    /** `import.upload` */
    post: Call<{ header?: Repeatable }, { csv: string }, 201, UploadedImport>
  }
  '/api/v1/imports/{import}': {
    /** `import.preview` */
    get: Call<{ path: { import: string } }, never, 200, ImportPreview>
  }
  '/api/v1/imports/{import}/beginning': {
    /** `import.begin` */
    post: Call<{ path: { import: string }; header?: Repeatable }, never, 201, WorkReference>
  }
  '/api/v1/invitations': {
    /** `person.funnel` */
    get: Call<{}, never, 200, Funnel>
  }
  '/api/v1/invoices': {
    /** `invoice.list` */
    get: Call<
      {
        query?: {
          search?: string
          state?: 'draft' | 'open' | 'processing' | 'paid' | 'void' | 'uncollectible'
          overdue?: 'true' | 'false'
          person?: string
          month?: string
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      InvoiceSummaryList
    >
    /** `invoice.draft` */
    post: Call<
      { header?: Repeatable },
      {
        person: string
        title: string
        currency?: string
        taxIncluded?: boolean
        dueOn?: string | null
        buyerName?: string
        buyerAddress?: string | null
        buyerTaxNumber?: string | null
        note?: string | null
        items?: InvoiceItemInput[]
      },
      201,
      Invoice
    >
  }
  '/api/v1/invoices/{invoice}': {
    /** `invoice.show` */
    get: Call<{ path: { invoice: string } }, never, 200, Invoice>
    /** `invoice.change` */
    patch: Call<
      { path: { invoice: string }; header?: Versioned },
      {
        version?: number
        title?: string
        currency?: string
        taxIncluded?: boolean
        dueOn?: string | null
        buyerName?: string
        buyerAddress?: string | null
        buyerTaxNumber?: string | null
        note?: string | null
        items?: InvoiceItemInput[]
      },
      200,
      Invoice
    >
    /** `invoice.discard` */
    delete: Call<{ path: { invoice: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/invoices/{invoice}/credit': {
    /** `invoice.use_credit` */
    post: Call<{ path: { invoice: string }; header?: Versioned }, { amount?: string }, 201, Invoice>
  }
  '/api/v1/invoices/{invoice}/credit-notes': {
    /** `credit_note.issue` */
    post: Call<
      { path: { invoice: string }; header?: Versioned },
      { items?: ItemCredit[]; reason?: string | null; tell?: boolean },
      201,
      Invoice
    >
  }
  '/api/v1/invoices/{invoice}/issue': {
    /** `invoice.issue` */
    post: Call<
      { path: { invoice: string }; header?: Versioned },
      { version?: number; send?: boolean },
      200,
      Invoice
    >
  }
  '/api/v1/invoices/{invoice}/payments': {
    /** `payment.record` */
    post: Call<
      { path: { invoice: string }; header?: Versioned },
      {
        amount: string
        method?: 'bank_transfer' | 'cheque' | 'cash' | 'card' | 'other'
        receivedOn?: string
        reference?: string | null
        keepRest?: boolean
        tell?: boolean
      },
      201,
      Invoice
    >
  }
  '/api/v1/invoices/{invoice}/pdf': {
    /** `invoice.pdf` */
    get: Call<{ path: { invoice: string } }, never, 200, never>
  }
  '/api/v1/invoices/{invoice}/reminder': {
    /** `invoice.remind` */
    post: Call<{ path: { invoice: string }; header?: Versioned }, never, 200, Invoice>
  }
  '/api/v1/invoices/{invoice}/sending': {
    /** `invoice.send` */
    post: Call<{ path: { invoice: string }; header?: Versioned }, never, 200, Invoice>
  }
  '/api/v1/invoices/{invoice}/voiding': {
    /** `invoice.void` */
    post: Call<
      { path: { invoice: string }; header?: Versioned },
      { reason?: string | null },
      200,
      Invoice
    >
  }
  '/api/v1/invoices/{invoice}/write-off': {
    /** `invoice.write_off` */
    post: Call<
      { path: { invoice: string }; header?: Versioned },
      { reason?: string | null },
      200,
      Invoice
    >
  }
  '/api/v1/jobs': {
    /** `job.list` */
    get: Call<{ query?: { cursor?: string; limit?: number } }, never, 200, Jobs>
  }
  '/api/v1/jobs/{queue}/{job}/retry': {
    /** `job.retry` */
    post: Call<{ path: { queue: string; job: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/keys': {
    /** `key.list` */
    get: Call<
      { query?: { partner?: string; cursor?: string; limit?: number } },
      never,
      200,
      KeyList
    >
    /** `key.create` */
    post: Call<
      { header?: Repeatable },
      {
        name: string
        scopes: ('read' | 'provision' | 'billing' | 'operate')[]
        partner?: string
        days?: number
      },
      201,
      NewKey
    >
  }
  '/api/v1/keys/{key}': {
    /** `key.revoke` */
    delete: Call<{ path: { key: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/ledger': {
    /** `ledger.show` */
    get: Call<{}, never, 200, Ledger>
  }
  '/api/v1/ledger/month': {
    /** `ledger.month` */
    get: Call<{ query: { month: string } }, never, 200, MonthTotals>
  }
  '/api/v1/mails': {
    /** `mail.list` */
    get: Call<{ query?: { cursor?: string; limit?: number } }, never, 200, MailList>
  }
  '/api/v1/mass-invitations': {
    /** `mass_invitation.begin` */
    post: Call<
      { header?: Repeatable },
      { cases?: string[]; matching?: CaseFilter; people?: string[]; days?: number; work?: string },
      201,
      WorkReference
    >
  }
  '/api/v1/mass-invitations/preview': {
    /** `mass_invitation.preview` */
    post: Call<
      { header?: Repeatable },
      { cases?: string[]; matching?: CaseFilter; people?: string[]; days?: number },
      200,
      MassInvitationPreview
    >
  }
  '/api/v1/notes/{note}': {
    /** `note.remove` */
    delete: Call<{ path: { note: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/operators': {
    /** `operator.list` */
    get: Call<{ query?: { cursor?: string; limit?: number } }, never, 200, OperatorList>
    /** `operator.create` */
    post: Call<{ header?: Repeatable }, NewPerson, 201, ConsolePerson>
  }
  '/api/v1/operators/{person}/disabling': {
    /** `operator.disable` */
    post: Call<
      { path: { person: string }; header?: Repeatable },
      { reason: string },
      200,
      ConsolePerson
    >
    /** `operator.enable` */
    delete: Call<{ path: { person: string }; header?: Repeatable }, never, 200, ConsolePerson>
  }
  '/api/v1/operators/{person}/second-factors/reset': {
    /** `operator.reset_factors` */
    post: Call<
      { path: { person: string }; header?: Repeatable },
      { reason: string },
      200,
      ConsolePerson
    >
  }
  '/api/v1/own-payment-methods': {
    /** `billing.methods` */
    get: Call<{}, never, 200, PaymentMethodList>
  }
  '/api/v1/own-payment-methods/{method}': {
    /** `method.remove` */
    delete: Call<{ path: { method: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/own-subscriptions': {
    /** `billing.subscriptions` */
    get: Call<{ query?: { cursor?: string; limit?: number } }, never, 200, OwnSubscriptionList>
  }
  '/api/v1/own-subscriptions/{subscription}/cancellation': {
    /** `billing.cancel` */
    post: Call<{ path: { subscription: string }; header?: Repeatable }, never, 204, never>
    /** `billing.keep` */
    delete: Call<{ path: { subscription: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/parked-payments': {
    /** `payment.parked` */
    get: Call<{}, never, 200, ParkedPaymentList>
  }
  '/api/v1/parked-payments/{attempt}/clearing': {
    /** `payment.clear` */
    post: Call<{ path: { attempt: string }; header?: Repeatable }, { reason: string }, 204, never>
  }
  '/api/v1/partners': {
    /** `partner.list` */
    get: Call<
      { query?: { search?: string; cursor?: string; limit?: number } },
      never,
      200,
      PartnerList
    >
    /** `partner.create` */
    post: Call<
      { header?: Repeatable },
      {
        name: string
        reference?: string
        billingName?: string
        billingEmail?: string
        timeZone?: string
        language?: 'en' | 'es'
      },
      201,
      Partner
    >
  }
  '/api/v1/partners/{partner}': {
    /** `partner.show` */
    get: Call<{ path: { partner: string } }, never, 200, Partner>
    /** `partner.configure` */
    patch: Call<
      { path: { partner: string }; header?: Versioned },
      {
        version?: number
        name?: string
        reference?: string | null
        billingName?: string | null
        billingEmail?: string | null
        timeZone?: string
        language?: 'en' | 'es'
      },
      200,
      Partner
    >
  }
  '/api/v1/partners/{partner}/people': {
    /** `partner.people` */
    get: Call<
      { path: { partner: string }; query?: { cursor?: string; limit?: number } },
      never,
      200,
      ConsolePersonList
    >
    /** `partner.invite_person` */
    post: Call<{ path: { partner: string }; header?: Repeatable }, NewPerson, 201, ConsolePerson>
  }
  '/api/v1/partners/{partner}/people/{person}': {
    /** `partner.person` */
    get: Call<{ path: { partner: string; person: string } }, never, 200, ConsolePerson>
  }
  '/api/v1/partners/{partner}/people/{person}/disabling': {
    /** `partner.disable_person` */
    post: Call<
      { path: { partner: string; person: string }; header?: Repeatable },
      { reason: string },
      200,
      ConsolePerson
    >
    /** `partner.enable_person` */
    delete: Call<
      { path: { partner: string; person: string }; header?: Repeatable },
      never,
      200,
      ConsolePerson
    >
  }
  '/api/v1/partners/{partner}/people/{person}/invitation': {
    /** `partner.invite_person_again` */
    post: Call<
      { path: { partner: string; person: string }; header?: Repeatable },
      never,
      200,
      ConsolePerson
    >
  }
  '/api/v1/partners/{partner}/people/{person}/second-factors/reset': {
    /** `partner.reset_factors` */
    post: Call<
      { path: { partner: string; person: string }; header?: Repeatable },
      { reason: string },
      200,
      ConsolePerson
    >
  }
  '/api/v1/partners/{partner}/prices': {
    /** `partner.prices` */
    get: Call<{ path: { partner: string } }, never, 200, PriceList>
    /** `partner.price` */
    post: Call<
      { path: { partner: string }; header?: Repeatable },
      { amount: string; currency: string },
      201,
      PriceList
    >
  }
  '/api/v1/partners/{partner}/reports': {
    /** `report.list` */
    get: Call<
      { path: { partner: string }; query?: { cursor?: string; limit?: number } },
      never,
      200,
      ReportList
    >
  }
  '/api/v1/partners/{partner}/reports/{report}': {
    /** `report.show` */
    get: Call<
      { path: { partner: string; report: string }; query?: { cursor?: string } },
      never,
      200,
      Report
    >
  }
  '/api/v1/partners/{partner}/reports/{report}/correction': {
    /** `report.correct` */
    post: Call<
      { path: { partner: string; report: string }; header?: Repeatable },
      { reason: string },
      201,
      CorrectedReport
    >
  }
  '/api/v1/partners/{partner}/reports/{report}/csv': {
    /** `report.csv` */
    get: Call<{ path: { partner: string; report: string } }, never, 200, never>
  }
  '/api/v1/partners/{partner}/reports/{report}/pdf': {
    /** `report.pdf` */
    get: Call<{ path: { partner: string; report: string } }, never, 200, never>
  }
  '/api/v1/partners/{partner}/webhooks': {
    /** `partner.webhooks` */
    get: Call<
      { path: { partner: string }; query?: { cursor?: string; limit?: number } },
      never,
      200,
      WebhookSummaryList
    >
    /** `partner.add_webhook` */
    post: Call<{ path: { partner: string }; header?: Repeatable }, NewWebhook, 201, WebhookSecret>
  }
  '/api/v1/partners/{partner}/webhooks/{webhook}': {
    /** `partner.webhook` */
    get: Call<{ path: { partner: string; webhook: string } }, never, 200, Webhook>
    /** `partner.change_webhook` */
    patch: Call<
      { path: { partner: string; webhook: string }; header?: Repeatable },
      WebhookChange,
      200,
      Webhook
    >
    /** `partner.remove_webhook` */
    delete: Call<
      { path: { partner: string; webhook: string }; header?: Repeatable },
      never,
      204,
      never
    >
  }
  '/api/v1/partners/{partner}/webhooks/{webhook}/deliveries': {
    /** `partner.webhook_deliveries` */
    get: Call<
      {
        path: { partner: string; webhook: string }
        query?: {
          state?: 'queued' | 'held' | 'succeeded' | 'failed'
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      DeliverySummaryList
    >
  }
  '/api/v1/partners/{partner}/webhooks/{webhook}/deliveries/{delivery}': {
    /** `partner.webhook_delivery` */
    get: Call<
      { path: { partner: string; webhook: string; delivery: string } },
      never,
      200,
      Delivery
    >
  }
  '/api/v1/partners/{partner}/webhooks/{webhook}/deliveries/{delivery}/resend': {
    /** `partner.resend_webhook` */
    post: Call<
      { path: { partner: string; webhook: string; delivery: string }; header?: Repeatable },
      never,
      202,
      SentAgain
    >
  }
  '/api/v1/partners/{partner}/webhooks/{webhook}/disabling': {
    /** `partner.disable_webhook` */
    post: Call<
      { path: { partner: string; webhook: string }; header?: Repeatable },
      never,
      200,
      Webhook
    >
    /** `partner.enable_webhook` */
    delete: Call<
      { path: { partner: string; webhook: string }; header?: Repeatable },
      never,
      200,
      Webhook
    >
  }
  '/api/v1/partners/{partner}/webhooks/{webhook}/failed/resend': {
    /** `partner.resend_failed_webhooks` */
    post: Call<
      { path: { partner: string; webhook: string }; header?: Repeatable },
      { since: string },
      202,
      AllSentAgain
    >
  }
  '/api/v1/partners/{partner}/webhooks/{webhook}/secret': {
    /** `partner.rotate_webhook_secret` */
    post: Call<
      { path: { partner: string; webhook: string }; header?: Repeatable },
      never,
      200,
      RotatedWebhookSecret
    >
  }
  '/api/v1/partners/{partner}/webhooks/{webhook}/test': {
    /** `partner.test_webhook` */
    post: Call<
      { path: { partner: string; webhook: string }; header?: Repeatable },
      never,
      202,
      SentAgain
    >
  }
  '/api/v1/password-meter': {
    /** `password.measure` */
    post: Call<{}, { password: string; beside?: boolean }, 200, PasswordStrength>
  }
  '/api/v1/payments-overview': {
    /** `payment.overview` */
    get: Call<{}, never, 200, PaymentsOverview>
  }
  '/api/v1/payments/{payment}/refunds': {
    /** `payment.refund` */
    post: Call<
      { path: { payment: string }; header?: Versioned },
      {
        amount?: string
        creditNote?: boolean
        reason?: string | null
        method?: 'bank_transfer' | 'cheque' | 'cash' | 'card' | 'other'
        paidOn?: string
        reference?: string | null
      },
      201,
      Invoice
    >
  }
  '/api/v1/payments/{payment}/withdrawal': {
    /** `payment.withdraw` */
    post: Call<{ path: { payment: string }; header?: Versioned }, never, 200, Invoice>
  }
  '/api/v1/people': {
    /** `person.list` */
    get: Call<
      {
        query?: {
          search?: string
          kind?: 'staff' | 'contact'
          registration?: RegistrationState
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      PersonList
    >
    /** `person.invite` */
    post: Call<
      { header?: Repeatable },
      {
        name: string
        email: string
        kind: 'staff' | 'contact'
        seat?: 'pro' | 'guest'
        language?: 'en' | 'es'
        digits?: string
        birthDate?: string
      },
      201,
      Person
    >
  }
  '/api/v1/people/{person}': {
    /** `person.show` */
    get: Call<{ path: { person: string } }, never, 200, Person>
  }
  '/api/v1/people/{person}/access': {
    /** `person.access` */
    get: Call<
      {
        path: { person: string }
        query?: {
          feature?:
            | 'sign_in'
            | 'home'
            | 'apps'
            | 'messages'
            | 'profile'
            | 'second_factor'
            | 'pay_invoice'
            | 'flow'
            | 'uploads'
            | 'settings'
            | 'people'
            | 'branding'
            | 'own_hosts'
            | 'audit'
            | 'files'
            | 'cases'
            | 'mass_invitations'
            | 'procedures'
            | 'flows'
            | 'forms'
            | 'invoices'
            | 'api'
            | 'tickets'
            | 'company_tickets'
            | 'company_accounts'
            | 'articles'
            | 'forums'
            | 'bookings'
            | 'orders'
            | 'licence_orders'
            | 'licence_keys'
            | 'company_information'
            | 'releases'
        }
      },
      never,
      200,
      Access
    >
  }
  '/api/v1/people/{person}/billing': {
    /** `person.billing` */
    get: Call<{ path: { person: string } }, never, 200, PersonBilling>
  }
  '/api/v1/people/{person}/code': {
    /** `person.issue_code` */
    post: Call<
      { path: { person: string }; header?: Repeatable },
      { userName?: string },
      201,
      RegistrationCode
    >
  }
  '/api/v1/people/{person}/disabling': {
    /** `person.disable` */
    post: Call<{ path: { person: string }; header?: Repeatable }, { reason: string }, 200, Person>
    /** `person.enable` */
    delete: Call<{ path: { person: string }; header?: Repeatable }, never, 200, Person>
  }
  '/api/v1/people/{person}/invitation': {
    /** `person.invite_again` */
    post: Call<{ path: { person: string }; header?: Repeatable }, never, 200, Person>
  }
  '/api/v1/people/{person}/new-email': {
    /** `person.resend_email_proof` */
    post: Call<{ path: { person: string }; header?: Repeatable }, never, 204, never>
    /** `person.withdraw_email` */
    delete: Call<{ path: { person: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/people/{person}/preview': {
    /** `preview.start` */
    post: Call<
      { path: { person: string }; header?: Repeatable },
      { reason: string; actOnBehalf?: boolean },
      201,
      StartedPreview
    >
  }
  '/api/v1/people/{person}/registration': {
    /** `person.registration` */
    get: Call<{ path: { person: string } }, never, 200, Registration>
  }
  '/api/v1/people/{person}/reset': {
    /** `person.send_reset` */
    post: Call<{ path: { person: string }; header?: Repeatable }, never, 200, Registration>
  }
  '/api/v1/people/{person}/seat': {
    /** `person.set_seat` */
    post: Call<
      { path: { person: string }; header?: Repeatable },
      { seat: 'pro' | 'guest' },
      200,
      Person
    >
  }
  '/api/v1/people/{person}/second-factors/reset': {
    /** `person.reset_factors` */
    post: Call<{ path: { person: string }; header?: Repeatable }, { reason: string }, 204, never>
  }
  '/api/v1/people/{person}/sessions': {
    /** `person.list_sessions` */
    get: Call<{ path: { person: string } }, never, 200, PersonSessionList>
    /** `person.end_sessions` */
    delete: Call<{ path: { person: string }; header?: Repeatable }, never, 200, EndedSessions>
  }
  '/api/v1/people/{person}/sessions/{session}': {
    /** `person.end_session` */
    delete: Call<
      { path: { person: string; session: string }; header?: Repeatable },
      never,
      204,
      never
    >
  }
  '/api/v1/people/{person}/unlocking': {
    /** `person.unlock` */
    post: Call<{ path: { person: string }; header?: Repeatable }, never, 200, Registration>
  }
  '/api/v1/plans': {
    /** `plan.list` */
    get: Call<{}, never, 200, PlanList>
    /** `plan.create` */
    post: Call<
      { header?: Repeatable },
      {
        name: string
        amount: string
        currency?: string
        taxRate?: string
        every?: number
        unit?: 'days' | 'weeks' | 'months' | 'years'
        trialDays?: number
        cycles?: number | null
        graceDays?: number
        retryDays?: number[]
      },
      201,
      Plan
    >
  }
  '/api/v1/plans/{plan}': {
    /** `plan.show` */
    get: Call<{ path: { plan: string } }, never, 200, Plan>
    /** `plan.change` */
    patch: Call<
      { path: { plan: string }; header?: Versioned },
      {
        version?: number
        name?: string
        amount?: string
        currency?: string
        taxRate?: string
        every?: number
        unit?: 'days' | 'weeks' | 'months' | 'years'
        trialDays?: number
        cycles?: number | null
        graceDays?: number
        retryDays?: number[]
      },
      200,
      Plan
    >
    /** `plan.archive` */
    delete: Call<{ path: { plan: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/plans/{plan}/moving': {
    /** `plan.move_subscribers` */
    post: Call<{ path: { plan: string }; header?: Versioned }, never, 200, Plan>
  }
  '/api/v1/portals': {
    /** `portal.list` */
    get: Call<
      {
        query?: {
          search?: string
          status?: 'trial_active' | 'trial_expired' | 'certified_secure' | 'suspended' | 'cancelled'
          partner?: string
          sort?: 'name' | '-name' | 'created' | '-created'
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      PortalList
    >
    /** `portal.create` */
    post: Call<
      { header?: Repeatable },
      {
        name: string
        slug?: string
        owner: NewPerson
        partner?: string
        partnerReference?: string
        timeZone?: string
        language?: 'en' | 'es'
      },
      201,
      Portal
    >
  }
  '/api/v1/portals/{portal}': {
    /** `portal.show` */
    get: Call<{ path: { portal: string } }, never, 200, Portal>
    /** `portal.configure` */
    patch: Call<{ path: { portal: string }; header?: Versioned }, SettingsChange, 200, Portal>
  }
  '/api/v1/portals/{portal}/branding': {
    /** `portal.brand` */
    post: Call<{ path: { portal: string }; header?: Versioned }, BrandingChange, 200, Portal>
  }
  '/api/v1/portals/{portal}/cancellation': {
    /** `portal.cancel` */
    post: Call<{ path: { portal: string }; header?: Versioned }, { name: string }, 200, Portal>
  }
  '/api/v1/portals/{portal}/certificate': {
    /** `portal.certificate` */
    get: Call<{ path: { portal: string } }, never, 200, DeletionCertificate>
  }
  '/api/v1/portals/{portal}/certification': {
    /** `portal.certify` */
    post: Call<{ path: { portal: string }; header?: Versioned }, never, 200, Portal>
  }
  '/api/v1/portals/{portal}/deletion': {
    /** `portal.delete_again` */
    post: Call<{ path: { portal: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/portals/{portal}/history': {
    /** `portal.history` */
    get: Call<
      { path: { portal: string }; query?: { cursor?: number; limit?: number } },
      never,
      200,
      History
    >
  }
  '/api/v1/portals/{portal}/hosts': {
    /** `portal.hosts` */
    get: Call<{ path: { portal: string } }, never, 200, Hosts>
    /** `portal.add_host` */
    post: Call<{ path: { portal: string }; header?: Repeatable }, NewHost, 201, Hosts>
  }
  '/api/v1/portals/{portal}/hosts/current': {
    /** `portal.make_host_current` */
    post: Call<{ path: { portal: string }; header?: Repeatable }, { host: string }, 200, Hosts>
  }
  '/api/v1/portals/{portal}/mails': {
    /** `portal.mails` */
    get: Call<
      { path: { portal: string }; query?: { cursor?: string; limit?: number } },
      never,
      200,
      MailList
    >
  }
  '/api/v1/portals/{portal}/people': {
    /** `portal.people` */
    get: Call<
      {
        path: { portal: string }
        query?: {
          search?: string
          kind?: 'staff' | 'contact'
          registration?: RegistrationState
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      PersonList
    >
  }
  '/api/v1/portals/{portal}/people/{person}/disabling': {
    /** `portal.disable_person` */
    post: Call<
      { path: { portal: string; person: string }; header?: Repeatable },
      { reason: string },
      200,
      Person
    >
    /** `portal.enable_person` */
    delete: Call<
      { path: { portal: string; person: string }; header?: Repeatable },
      never,
      200,
      Person
    >
  }
  '/api/v1/portals/{portal}/people/{person}/second-factors/reset': {
    /** `portal.reset_factors` */
    post: Call<
      { path: { portal: string; person: string }; header?: Repeatable },
      { reason: string },
      200,
      Person
    >
  }
  '/api/v1/portals/{portal}/suspension': {
    /** `portal.suspend` */
    post: Call<
      { path: { portal: string }; header?: Versioned },
      { cause: 'requested' | 'unpaid' | 'abuse' | 'security' | 'other'; note?: string },
      200,
      Portal
    >
    /** `portal.unsuspend` */
    delete: Call<
      { path: { portal: string }; header?: Versioned },
      { cause?: 'resolved' | 'paid' | 'mistake'; note?: string },
      200,
      Portal
    >
  }
  '/api/v1/portals/{portal}/trial-expiry': {
    /** `portal.expire_trial` */
    post: Call<{ path: { portal: string }; header?: Versioned }, never, 200, Portal>
  }
  '/api/v1/portals/{portal}/webhooks': {
    /** `portal.webhooks` */
    get: Call<
      { path: { portal: string }; query?: { cursor?: string; limit?: number } },
      never,
      200,
      WebhookSummaryList
    >
    /** `portal.add_webhook` */
    post: Call<{ path: { portal: string }; header?: Repeatable }, NewWebhook, 201, WebhookSecret>
  }
  '/api/v1/portals/{portal}/webhooks/{webhook}': {
    /** `portal.webhook` */
    get: Call<{ path: { portal: string; webhook: string } }, never, 200, Webhook>
    /** `portal.change_webhook` */
    patch: Call<
      { path: { portal: string; webhook: string }; header?: Repeatable },
      WebhookChange,
      200,
      Webhook
    >
    /** `portal.remove_webhook` */
    delete: Call<
      { path: { portal: string; webhook: string }; header?: Repeatable },
      never,
      204,
      never
    >
  }
  '/api/v1/portals/{portal}/webhooks/{webhook}/deliveries': {
    /** `portal.webhook_deliveries` */
    get: Call<
      {
        path: { portal: string; webhook: string }
        query?: {
          state?: 'queued' | 'held' | 'succeeded' | 'failed'
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      DeliverySummaryList
    >
  }
  '/api/v1/portals/{portal}/webhooks/{webhook}/deliveries/{delivery}': {
    /** `portal.webhook_delivery` */
    get: Call<{ path: { portal: string; webhook: string; delivery: string } }, never, 200, Delivery>
  }
  '/api/v1/portals/{portal}/webhooks/{webhook}/deliveries/{delivery}/resend': {
    /** `portal.resend_webhook` */
    post: Call<
      { path: { portal: string; webhook: string; delivery: string }; header?: Repeatable },
      never,
      202,
      SentAgain
    >
  }
  '/api/v1/portals/{portal}/webhooks/{webhook}/disabling': {
    /** `portal.disable_webhook` */
    post: Call<
      { path: { portal: string; webhook: string }; header?: Repeatable },
      never,
      200,
      Webhook
    >
    /** `portal.enable_webhook` */
    delete: Call<
      { path: { portal: string; webhook: string }; header?: Repeatable },
      never,
      200,
      Webhook
    >
  }
  '/api/v1/portals/{portal}/webhooks/{webhook}/failed/resend': {
    /** `portal.resend_failed_webhooks` */
    post: Call<
      { path: { portal: string; webhook: string }; header?: Repeatable },
      { since: string },
      202,
      AllSentAgain
    >
  }
  '/api/v1/portals/{portal}/webhooks/{webhook}/secret': {
    /** `portal.rotate_webhook_secret` */
    post: Call<
      { path: { portal: string; webhook: string }; header?: Repeatable },
      never,
      200,
      RotatedWebhookSecret
    >
  }
  '/api/v1/portals/{portal}/webhooks/{webhook}/test': {
    /** `portal.test_webhook` */
    post: Call<
      { path: { portal: string; webhook: string }; header?: Repeatable },
      never,
      202,
      SentAgain
    >
  }
  '/api/v1/preview': {
    /** `preview.end` */
    delete: Call<{}, never, 204, never>
    /** `preview.show` */
    get: Call<{}, never, 200, RunningPreview>
  }
  '/api/v1/procedures': {
    /** `procedure.list` */
    get: Call<{}, never, 200, ProcedureList>
    /** `procedure.create` */
    post: Call<
      { header?: Repeatable },
      { name: string; trigger: Trigger; conditions?: Condition[]; actions: Action[]; on?: boolean },
      201,
      Procedure
    >
  }
  '/api/v1/procedures/{procedure}': {
    /** `procedure.show` */
    get: Call<{ path: { procedure: string } }, never, 200, Procedure>
    /** `procedure.change` */
    patch: Call<
      { path: { procedure: string }; header?: Versioned },
      {
        version?: number
        name?: string
        trigger?: Trigger
        conditions?: Condition[]
        actions?: Action[]
      },
      200,
      Procedure
    >
    /** `procedure.remove` */
    delete: Call<{ path: { procedure: string }; header?: Versioned }, never, 204, never>
  }
  '/api/v1/procedures/{procedure}/runs': {
    /** `procedure.runs` */
    get: Call<
      {
        path: { procedure: string }
        query?: {
          state?: 'waiting' | 'done' | 'skipped' | 'failed'
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      ProcedureRunList
    >
  }
  '/api/v1/procedures/{procedure}/switch': {
    /** `procedure.switch_on` */
    post: Call<{ path: { procedure: string }; header?: Versioned }, never, 200, Procedure>
    /** `procedure.switch_off` */
    delete: Call<{ path: { procedure: string }; header?: Versioned }, never, 200, Procedure>
  }
  '/api/v1/procedures/{procedure}/trial': {
    /** `procedure.trial` */
    get: Call<
      { path: { procedure: string }; query?: { cursor?: string; limit?: number } },
      never,
      200,
      ProcedureTrialList
    >
  }
  '/api/v1/profile': {
    /** `profile.show` */
    get: Call<{}, never, 200, Profile>
    /** `profile.update` */
    patch: Call<
      { header?: Repeatable },
      { name: string; language: 'en' | 'es'; timeZone?: string },
      204,
      never
    >
  }
  '/api/v1/profile/factors': {
    /** `factor.list` */
    get: Call<{}, never, 200, SecondFactors>
  }
  '/api/v1/profile/factors/app': {
    /** `factor.begin_app` */
    post: Call<{}, ProofOfIdentity, 201, AuthenticatorApp>
  }
  '/api/v1/profile/factors/app/confirmation': {
    /** `factor.add_app` */
    post: Call<{}, { code: string }, 200, RecoveryCodes>
  }
  '/api/v1/profile/factors/app/removal': {
    /** `factor.remove_app` */
    post: Call<{}, ProofOfIdentity, 204, never>
  }
  '/api/v1/profile/factors/passkey-options': {
    /** `factor.passkey_options` */
    get: Call<{}, never, 200, PasskeyRequest>
    /** `factor.begin_passkey` */
    post: Call<{}, ProofOfIdentity, 200, PasskeyCreation>
  }
  '/api/v1/profile/factors/passkeys': {
    /** `factor.add_passkey` */
    post: Call<{}, { name: string; credential: MadeCredential }, 201, NewPasskey>
  }
  '/api/v1/profile/factors/passkeys/{passkey}/removal': {
    /** `factor.remove_passkey` */
    post: Call<{ path: { passkey: string } }, ProofOfIdentity, 204, never>
  }
  '/api/v1/profile/factors/recovery-codes': {
    /** `factor.renew_codes` */
    post: Call<{}, ProofOfIdentity, 200, RecoveryCodes>
  }
  '/api/v1/profile/new-email': {
    /** `profile.resend_email_proof` */
    post: Call<{ header?: Repeatable }, never, 204, never>
    /** `profile.withdraw_email` */
    delete: Call<{ header?: Repeatable }, never, 204, never>
  }
  '/api/v1/profile/password': {
    /** `password.change` */
    post: Call<{}, { current: string; password: string }, 200, EndedSessions>
  }
  '/api/v1/profile/previews': {
    /** `preview.list` */
    get: Call<{}, never, 200, PreviewList>
  }
  '/api/v1/recipients': {
    /** `recipient.list` */
    get: Call<{ query?: { search?: string } }, never, 200, Recipients>
  }
  '/api/v1/registration': {
    /** `person.register` */
    post: Call<
      {},
      { token: string; fact?: string; password?: string; credential?: MadeCredential },
      201,
      SignIn
    >
  }
  '/api/v1/registration/code': {
    /** `person.register_by_code` */
    post: Call<{}, { name: string; code: string; fact: string; password: string }, 201, SignIn>
  }
  '/api/v1/registration/link': {
    /** `person.request_link` */
    post: Call<{}, { token: string }, 204, never>
  }
  '/api/v1/requests': {
    /** `file_request.list` */
    get: Call<
      {
        query?: {
          about?: string
          state?: 'open' | 'answered' | 'accepted' | 'withdrawn'
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      FileRequestList
    >
    /** `file_request.make` */
    post: Call<
      { header?: Repeatable },
      { about: string; person: string; what: string; dueOn?: string | null; invite?: boolean },
      201,
      FileRequest
    >
  }
  '/api/v1/requests/{request}': {
    /** `file_request.show` */
    get: Call<{ path: { request: string } }, never, 200, FileRequest>
  }
  '/api/v1/requests/{request}/acceptance': {
    /** `file_request.accept` */
    post: Call<{ path: { request: string }; header?: Repeatable }, never, 200, FileRequest>
  }
  '/api/v1/requests/{request}/answers': {
    /** `file_request.answer` */
    post: Call<
      { path: { request: string }; header?: Repeatable },
      { uploads: string[] },
      200,
      FileRequest
    >
  }
  '/api/v1/requests/{request}/files': {
    /** `file_request.files` */
    get: Call<{ path: { request: string } }, never, 200, FileRequestFiles>
  }
  '/api/v1/requests/{request}/repeat': {
    /** `file_request.ask_again` */
    post: Call<
      { path: { request: string }; header?: Repeatable },
      { why: string; dueOn?: string | null },
      200,
      FileRequest
    >
  }
  '/api/v1/requests/{request}/withdrawal': {
    /** `file_request.withdraw` */
    post: Call<{ path: { request: string }; header?: Repeatable }, never, 200, FileRequest>
  }
  '/api/v1/reset': {
    /** `password.request_reset` */
    post: Call<{}, { email: string }, 204, never>
  }
  '/api/v1/reset/password': {
    /** `password.reset` */
    post: Call<{}, { token: string; password: string }, 201, SignIn>
  }
  '/api/v1/session': {
    /** `session.start` */
    post: Call<{}, { email: string; password: string }, 201, SignIn>
    /** `session.show` */
    get: Call<{}, never, 200, CurrentSession>
    /** `session.end` */
    delete: Call<{}, never, 204, never>
  }
  '/api/v1/session/code': {
    /** `code.request` */
    post: Call<{}, { email: string }, 201, SignInCodeRequest>
  }
  '/api/v1/session/code/entry': {
    /** `session.start_by_code` */
    post: Call<{}, { request: string; code: string }, 201, SignIn>
  }
  '/api/v1/session/passkey': {
    /** `session.start_by_passkey` */
    post: Call<{}, { credential: UsedCredential }, 201, SignIn>
  }
  '/api/v1/session/passkey-options': {
    /** `session.passkey_options` */
    get: Call<{}, never, 200, PasskeyOptions>
  }
  '/api/v1/session/second-step': {
    /** `session.second_step` */
    post: Call<{}, { pending?: string; code?: string; credential?: UsedCredential }, 201, SignIn>
  }
  '/api/v1/sessions': {
    /** `session.list` */
    get: Call<{}, never, 200, OwnSessionList>
    /** `session.end_others` */
    delete: Call<{ header?: Repeatable }, never, 200, EndedSessions>
  }
  '/api/v1/sessions/{session}': {
    /** `session.end_one` */
    delete: Call<{ path: { session: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/set-up': {
    /** `installation.set_up` */
    post: Call<{}, { name: string; email: string; password: string; code: string }, 201, SignIn>
  }
  '/api/v1/settings': {
    /** `settings.show` */
    get: Call<{}, never, 200, Settings>
    /** `settings.configure` */
    patch: Call<{ header?: Repeatable }, SettingsChange, 200, Settings>
  }
  '/api/v1/settings/audit': {
    /** `settings.audit` */
    get: Call<
      {
        query?: {
          operation?: string
          actor?: string
          subject?: string
          cursor?: number
          limit?: number
        }
      },
      never,
      200,
      AuditLineList
    >
  }
  '/api/v1/settings/branding': {
    /** `settings.brand` */
    post: Call<{ header?: Repeatable }, BrandingChange, 200, Settings>
  }
  '/api/v1/settings/files': {
    /** `settings.files` */
    get: Call<{}, never, 200, FileUsage>
  }
  '/api/v1/settings/gateways': {
    /** `payment_gateway.list` */
    get: Call<{}, never, 200, PaymentGateways>
    /** `payment_gateway.connect` */
    post: Call<
      { header?: Repeatable },
      { gateway: 'sandbox' | 'stripe'; apiKey?: string; webhookSecret?: string },
      200,
      PaymentGatewayNamed
    >
  }
  '/api/v1/settings/gateways/deliveries': {
    /** `payment_gateway.set_sandbox_deliveries` */
    post: Call<
      { header?: Repeatable },
      { deliveries: 'once' | 'twice' | 'late' | 'shuffled' | 'lost' },
      204,
      never
    >
  }
  '/api/v1/settings/gateways/disconnection': {
    /** `payment_gateway.disconnect` */
    post: Call<{ header?: Repeatable }, { gateway: 'sandbox' | 'stripe' }, 204, never>
  }
  '/api/v1/settings/gateways/secret': {
    /** `payment_gateway.rotate_secret` */
    post: Call<
      { header?: Repeatable },
      { gateway: 'sandbox' | 'stripe'; webhookSecret?: string },
      204,
      never
    >
  }
  '/api/v1/settings/gateways/test': {
    /** `payment_gateway.test` */
    post: Call<{ header?: Repeatable }, { gateway: 'sandbox' | 'stripe' }, 200, PaymentGatewayTest>
  }
  '/api/v1/settings/hosts': {
    /** `settings.hosts` */
    get: Call<{}, never, 200, Hosts>
    /** `settings.add_host` */
    post: Call<{ header?: Repeatable }, NewHost, 201, Hosts>
  }
  '/api/v1/settings/hosts/current': {
    /** `settings.make_host_current` */
    post: Call<{ header?: Repeatable }, { host: string }, 200, Hosts>
  }
  '/api/v1/settings/mails': {
    /** `portal.mail_texts` */
    get: Call<{}, never, 200, MailTextList>
    /** `portal.set_mail_text` */
    post: Call<
      { header?: Repeatable },
      { kind: string; language: 'en' | 'es'; subject: string; body: string },
      200,
      MailTextList
    >
  }
  '/api/v1/settings/mails/reset': {
    /** `portal.reset_mail_text` */
    post: Call<{ header?: Repeatable }, { kind: string; language: 'en' | 'es' }, 200, MailTextList>
  }
  '/api/v1/settings/work-accounts': {
    /** `work_account.show_provider` */
    get: Call<{}, never, 200, WorkAccountProvider>
    /** `work_account.configure` */
    post: Call<
      {},
      {
        issuer: string
        clientId: string
        clientSecret?: string
        label: string
        joinsByEmail?: boolean
        countsAsTwo?: boolean
      },
      204,
      never
    >
    /** `work_account.remove_provider` */
    delete: Call<{ header?: Repeatable }, never, 204, never>
  }
  '/api/v1/sign-in-rule': {
    /** `console.show_sign_in` */
    get: Call<{}, never, 200, ConsoleSignIn>
    /** `console.configure` */
    patch: Call<{ header?: Repeatable }, { staffSecondFactor: boolean }, 200, ConsoleSignIn>
  }
  '/api/v1/submissions/{submission}': {
    /** `submission.show` */
    get: Call<{ path: { submission: string } }, never, 200, Submission>
  }
  '/api/v1/submissions/{submission}/differences': {
    /** `submission.accept` */
    post: Call<{ path: { submission: string }; header?: Repeatable }, never, 200, Submission>
    /** `submission.dismiss` */
    delete: Call<{ path: { submission: string }; header?: Repeatable }, never, 200, Submission>
  }
  '/api/v1/subscriptions': {
    /** `subscription.list` */
    get: Call<
      {
        query?: {
          state?: 'pending' | 'trialing' | 'active' | 'past_due' | 'paused' | 'inactive' | 'ended'
          plan?: string
          person?: string
          cursor?: string
          limit?: number
        }
      },
      never,
      200,
      SubscriptionList
    >
    /** `subscription.start` */
    post: Call<{ header?: Repeatable }, { person: string; plan: string }, 201, Subscription>
  }
  '/api/v1/subscriptions/{subscription}': {
    /** `subscription.show` */
    get: Call<{ path: { subscription: string } }, never, 200, Subscription>
  }
  '/api/v1/subscriptions/{subscription}/cancellation': {
    /** `subscription.cancel` */
    post: Call<
      { path: { subscription: string }; header?: Versioned },
      { when?: 'period_end' | 'now' },
      200,
      Subscription
    >
    /** `subscription.keep` */
    delete: Call<{ path: { subscription: string }; header?: Versioned }, never, 200, Subscription>
  }
  '/api/v1/subscriptions/{subscription}/pause': {
    /** `subscription.pause` */
    post: Call<
      { path: { subscription: string }; header?: Versioned },
      { resumesOn?: string | null },
      200,
      Subscription
    >
    /** `subscription.resume` */
    delete: Call<{ path: { subscription: string }; header?: Versioned }, never, 200, Subscription>
  }
  '/api/v1/subscriptions/{subscription}/plan': {
    /** `subscription.preview_change` */
    get: Call<
      { path: { subscription: string }; query?: { plan?: string } },
      never,
      200,
      PlanChangePreview
    >
    /** `subscription.change` */
    post: Call<
      { path: { subscription: string }; header?: Versioned },
      { plan: string; when?: 'now' | 'renewal'; at?: string },
      200,
      Subscription
    >
  }
  '/api/v1/threads': {
    /** `thread.list` */
    get: Call<{ query?: { cursor?: string } }, never, 200, ThreadList>
    /** `thread.start` */
    post: Call<
      { header?: Repeatable },
      { subject: string; body: string; to: string[]; files?: string[] },
      201,
      SentMessage
    >
  }
  '/api/v1/threads/{thread}': {
    /** `thread.show` */
    get: Call<{ path: { thread: string }; query?: { cursor?: string } }, never, 200, Thread>
  }
  '/api/v1/threads/{thread}/messages': {
    /** `message.send` */
    post: Call<
      { path: { thread: string }; header?: Repeatable },
      { body: string; files?: string[]; seen?: string },
      201,
      SentMessage
    >
  }
  '/api/v1/threads/{thread}/reading': {
    /** `thread.read` */
    post: Call<{ path: { thread: string }; header?: Repeatable }, { seen: string }, 200, ReadThread>
  }
  '/api/v1/uploads': {
    /** `upload.begin` */
    post: Call<{ header?: Repeatable }, { name: string; bytes: number }, 201, Upload>
    /** `upload.list` */
    get: Call<{}, never, 200, UploadList>
  }
  '/api/v1/uploads/{upload}': {
    /** `upload.go_on` */
    patch: Call<{ path: { upload: string } }, never, 204, never>
    /** `upload.show` */
    get: Call<{ path: { upload: string } }, never, 200, Upload>
    /** `upload.withdraw` */
    delete: Call<{ path: { upload: string }; header?: Repeatable }, never, 204, never>
  }
  '/api/v1/works': {
    /** `work.list` */
    get: Call<{ query?: { cursor?: string } }, never, 200, WorkList>
  }
  '/api/v1/works/{work}': {
    /** `work.show` */
    get: Call<{ path: { work: string } }, never, 200, WorkProgress>
  }
  '/api/v1/works/{work}/cancellation': {
    /** `work.cancel` */
    post: Call<{ path: { work: string }; header?: Repeatable }, never, 200, WorkReference>
  }
  '/api/v1/works/{work}/resumption': {
    /** `work.resume` */
    post: Call<{ path: { work: string }; header?: Repeatable }, never, 200, WorkReference>
  }
  '/api/v1/works/{work}/rows': {
    /** `work.rows` */
    get: Call<
      { path: { work: string }; query?: { cursor?: number; outcome?: string } },
      never,
      200,
      WorkRowList
    >
  }
  '/payment-events/{gateway}': {
    /** `payment_gateway.tell` */
    post: Call<{ path: { gateway: string } }, never, 204, never>
  }
}

export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  instance?: string
  errors?: { field: string; code: string; detail: string }[]
  more?: number
}

export interface AuditLineList {
  lines: AuditLine[]
  next: string | null
}

export interface AuditLine {
  number: number
  at: string
  operation: string
  outcome: string
  actor: Named
  onBehalfOf: Reference | null
  through: 'page' | 'api' | 'cli' | 'timer' | 'job' | 'procedure'
  subject: Reference | null
  reason: string | null
  details: { [name: string]: unknown }
  ip: string | null
  request: string | null
}

export interface Named {
  id: string
  name: string
}

export interface Reference {
  id: string
  name: string | null
}

export interface OwnInvoiceList {
  invoices: InvoiceSummary[]
  next: string | null
}

export interface InvoiceSummary {
  id: string
  number: string | null
  state: 'draft' | 'open' | 'processing' | 'paid' | 'void' | 'uncollectible'
  stateAt: string
  overdue: boolean
  person: string
  name: string
  title: string
  currency: string
  issuedOn: string | null
  dueOn: string | null
  net: string
  tax: string
  total: string
  paid: string
  credited: string
  refunded: string
  outstanding: string
  sentAt: string | null
  remindedAt: string | null
  reminders: number
  version: number
}

export interface Statement {
  person: string
  from: string
  to: string
  cut: boolean
  accounts: StatementAccount[]
}

export interface StatementAccount {
  currency: string
  opening: string
  closing: string
  rows: StatementRow[]
}

export interface StatementRow {
  on: string
  kind:
    | 'invoice'
    | 'void'
    | 'write_off'
    | 'reinstatement'
    | 'payment'
    | 'payment_withdrawal'
    | 'credit_used'
    | 'credit_note'
    | 'refund'
    | 'pay_out'
  number: string | null
  change: string
  balance: string
}

export interface Invoice {
  id: string
  number: string | null
  state: 'draft' | 'open' | 'processing' | 'paid' | 'void' | 'uncollectible'
  stateAt: string
  overdue: boolean
  person: string
  name: string
  title: string
  currency: string
  issuedOn: string | null
  dueOn: string | null
  net: string
  tax: string
  total: string
  paid: string
  credited: string
  refunded: string
  outstanding: string
  sentAt: string | null
  remindedAt: string | null
  reminders: number
  version: number
  taxIncluded: boolean
  seller: InvoiceParty
  buyer: InvoiceParty
  note: string | null
  items: InvoiceItem[]
  taxes: InvoiceTax[]
  payments: Payment[]
  refunds: Refund[]
  creditNotes: CreditNote[]
}

export interface InvoiceParty {
  name: string | null
  address: string | null
  taxNumber: string | null
}

export interface InvoiceItem {
  position: number
  text: string
  quantity: string
  unitAmount: string
  taxRate: string
  discount: string | null
  net: string
  tax: string
  total: string
}

export interface InvoiceTax {
  taxRate: string
  net: string
  tax: string
  total: string
}

export interface Payment {
  id: string
  state: 'succeeded' | 'withdrawn'
  gateway: string
  method: string
  currency: string
  amount: string
  applied: string
  refunded: string
  receivedOn: string
  reference: string | null
}

export interface Refund {
  id: string
  payment: string | null
  creditNote: string | null
  method: string
  currency: string
  amount: string
  paidOn: string
  reference: string | null
}

export interface CreditNote {
  id: string
  number: string
  invoice: string
  person: string
  name: string
  issuedOn: string
  currency: string
  net: string
  tax: string
  total: string
  reason: string | null
}

export interface CaseLabels {
  types: CaseLabel[]
  stages: CaseLabel[]
}

export interface CaseLabel {
  name: string
  cases: number
}

export interface CaseLabelName {
  kind: 'type' | 'stage'
  name: string
}

export type RegistrationState =
  | 'not_invited'
  | 'invited'
  | 'expired'
  | 'used_up'
  | 'registered'
  | 'locked'
  | 'disabled'

export interface CaseList {
  cases: Case[]
  next: string | null
}

export interface Case {
  id: string
  number: string
  title: string
  type: string | null
  stage: string | null
  openedOn: string
  closedOn: string | null
  parties: Party[]
  others: number
  clients: number
  registered: number
  version: number
}

export interface Party {
  person: string
  name: string
  side: 'client' | 'other'
  registration: RegistrationState
}

export interface NoteList {
  notes: Note[]
  next: string | null
}

export interface Note {
  id: string
  author: Named
  body: string | null
  writtenAt: string
}

export interface WrittenNote {
  note: string
}

export interface PartyList {
  parties: Party[]
  next: string | null
}

export interface Clock {
  now: string
  movable: boolean
  aheadMs: number
}

export interface MovedClock {
  now: string
  movable: boolean
  aheadMs: number
  happened: {
    portal: string
    at: string
    what: 'trial_expired' | 'cancelled' | 'warned'
    days: number | null
  }[]
  due: { [name: string]: number }
}

export interface CompanyLineList {
  companies: CompanyLine[]
  next: string | null
}

export interface CompanyLine {
  id: string
  name: string
  contacts: number
}

export interface Company {
  id: string
  name: string
}

export interface ContactList {
  contacts: Contact[]
  next: string | null
}

export interface Contact {
  id: string
  name: string
  email: string | null
  newEmail: string | null
  userName: string | null
  role: 'lead' | 'prospect' | 'client'
  phone: string | null
  company: Named | null
  birthDate: string | null
  digitsKnown: boolean
  language: string | null
  registration: RegistrationState
  fields: { [name: string]: string | number }
  addedAt: string
  registeredAt: string | null
  lastLoginAt: string | null
  version: number
}

export interface DuplicateList {
  duplicates: Duplicate[]
}

export interface Duplicate {
  person: DuplicateCard
  other: DuplicateCard
  reason: 'name_birth' | 'phone' | 'name'
}

export interface DuplicateCard {
  id: string
  name: string
  email: string | null
  registered: boolean
}

export interface Credit {
  credit: CreditOfCurrency[]
}

export interface CreditOfCurrency {
  currency: string
  amount: string
}

export interface Entitlements {
  person: string
  held: boolean
  until: string | null
  invoice: string | null
  entitlements: Entitlement[]
}

export interface Entitlement {
  form: string
  invoice: string
  number: string | null
  state:
    | 'paid'
    | 'open'
    | 'processing'
    | 'waived'
    | 'closed'
    | 'kept'
    | 'past_due'
    | 'paused'
    | 'inactive'
    | 'ended'
  subscription: string | null
  outstanding: string
  currency: string
  reason: string | null
  createdAt: string
}

export interface CreditNoteList {
  creditNotes: CreditNote[]
  next: string | null
}

export interface Dashboard {
  portals: {
    trial_active: number
    trial_expired: number
    certified_secure: number
    suspended: number
    cancelled: number
  }
  days: string[]
  portalsByDay: {
    trial_active: number[]
    trial_expired: number[]
    certified_secure: number[]
    suspended: number[]
    cancelled: number[]
  }
  trials: { month: string; began: number; certified: number; expired: number }[]
  billed:
    | {
        month: string
        proUsers: number
        revenue: { minor: number; currency: string; proUsers: number }[]
      }[]
    | null
  trialsEnding: EndingPortal[]
  suspensionsEnding: EndingPortal[]
}

export interface EndingPortal {
  id: string
  name: string
  endsAt: string
  daysLeft: number
}

export interface DocumentList {
  files: File[]
  next: string | null
}

export interface File {
  id: string
  about: string | null
  folder: string | null
  name: string
  note: string | null
  type: string
  bytes: number
  state: 'checking' | 'ready' | 'refused'
  held: boolean
  threat: string | null
  number: number
  addedBy: string
  addedAt: string
  expiresAt: string | null
  version: number
}

export interface OwnFileRequestList {
  requests: FileRequest[]
  next: string | null
}

export interface FileRequest {
  id: string
  about: string | null
  person: string
  name: string
  what: string
  why: string | null
  dueOn: string | null
  late: boolean
  state: 'open' | 'answered' | 'accepted' | 'withdrawn'
  stateAt: string
  askedBy: string
  askedAt: string
  remindAt: string | null
  reminders: number
}

export interface ProvedEmail {
  email: string
}

export interface FieldList {
  fields: Field[]
}

export interface Field {
  id: string
  name: string
  label: string
  kind: 'text' | 'number' | 'date' | 'choice'
  choices: string[]
}

export interface FileList {
  files: File[]
  next: string | null
}

export interface FileDownloadList {
  downloads: FileDownload[]
}

export interface FileDownload {
  person: string
  name: string
  number: number
  at: string
}

export interface FileShareList {
  shares: FileShare[]
}

export interface FileShare {
  audience: string
  name: string
  people: FileSeer[]
  sharedBy: string
  sharedAt: string
}

export interface FileSeer {
  person: string
  name: string
}

export interface FileShared {
  people: number
  told: number
  invited: number
}

export interface FileVersionList {
  versions: FileVersion[]
}

export interface FileVersion {
  number: number
  bytes: number
  type: string
  state: 'checking' | 'ready' | 'refused'
  threat: string | null
  addedBy: string
  addedAt: string
}

export interface OwnFlowList {
  flowRuns: FlowRun[]
  next: null
}

export interface FlowRun {
  id: string
  flow: string
  number: number
  name: string
  person: Named
  mandatory: boolean
  state: 'open' | 'done' | 'ended'
  assignedAt: string
  startedAt: string | null
  finished: number
  steps: FlowRunStep[]
  stepSince: string
  stuckAt: string | null
  stuck: string | null
  endedAt: string | null
  reason: string | null
}

export interface FlowRunStep {
  id: string
  kind: string
  title: string
  state: 'waiting' | 'current' | 'done' | 'skipped'
  at: string | null
  by: Named | null
  language: string | null
  reason: string | null
}

export interface FlowRunList {
  flowRuns: FlowRun[]
  next: string | null
}

export interface FlowList {
  flows: Flow[]
  next: null
}

export interface Flow {
  id: string
  name: FlowText
  mandatory: boolean
  state: 'draft' | 'published' | 'changed' | 'removed'
  steps: FlowStep[]
  published: number | null
  helpers: Named[]
  open: number
  stuck: number
  done: number
  createdAt: string
  version: number
}

export interface FlowText {
  en?: string
  es?: string
}

export interface FlowStep {
  id: string
  kind: string
  title: FlowText
  text: FlowText | null
  link: string | null
  files: string[]
  target: string | null
}

export interface FlowTitle {
  en?: string
  es?: string
}

export interface FlowLines {
  en?: string
  es?: string
}

export interface FolderList {
  folders: Folder[]
  next: string | null
}

export interface Folder {
  id: string
  about: string
  parent: string | null
  name: string
  files: number
  createdBy: string | null
  createdAt: string
  version: number
}

export interface FormList {
  forms: Form[]
  next: null
}

export interface Form {
  id: string
  name: string
  link: string
  state: 'draft' | 'open' | 'archived'
  role: 'lead' | 'prospect' | 'client'
  invites: boolean
  title: Words
  intro: Words | null
  confirmation: Words | null
  goTo: string | null
  origins: string[]
  notifies: string[]
  fields: FormField[]
  version: number
}

export interface Words {
  en: string
  es?: string
}

export interface FormField {
  formField: string
  kind:
    | 'text'
    | 'long_text'
    | 'email'
    | 'phone'
    | 'choice'
    | 'many_choices'
    | 'date'
    | 'number'
    | 'address'
    | 'file'
    | 'consent'
    | 'section'
  label: Words
  help?: Words
  required: boolean
  choices: Words[]
  maps: string
  shownIf?: { field: string; is: string }
}

export interface ShortWords {
  en: string
  es?: string
}

export interface LongWords {
  en: string
  es?: string
}

export interface FormAccess {
  form: string
  amount: string | null
  plan: string | null
  currency: string | null
  title: string | null
  item: string | null
  taxRate: string | null
  closesOnRefund: boolean
  closesOnDispute: boolean
  remindDays: number[]
  flow: string | null
  version: number
}

export interface SubmissionLineList {
  submissions: SubmissionLine[]
  next: string | null
}

export interface SubmissionLine {
  id: string
  state: 'received' | 'waiting' | 'completed'
  sentAt: string
  person: string | null
  name: string | null
  email: string | null
  created: boolean
  invited: boolean
  registered: boolean
}

export interface Submission {
  id: string
  form: string
  state: 'received' | 'waiting' | 'completed'
  sentAt: string
  person: string | null
  firstName: string
  lastName: string
  email: string
  answers: FormAnswer[]
  differences: FormDifferences
}

export interface FormAnswer {
  formField: string
  label: string
  answer: string | string[]
  files?: string[]
}

export interface FormDifferences {
  name?: string
  role?: string
  phone?: string
  birthDate?: string
  company?: string
  files?: number
  fields?: { [name: string]: string }
}

export interface UploadedImport {
  import: string
}

export interface ImportPreview {
  lines: number
  good: number
  invitations: number
  problems: ImportProblem[]
  moreProblems: number
}

export interface ImportProblem {
  line: number
  column: string | null
  code: string
  detail: string
}

export interface WorkReference {
  work: string
}

export interface Funnel {
  weeks: FunnelWeek[]
}

export interface FunnelWeek {
  from: string
  invited: number
  opened: number
  registered: number
  returned: number
}

export interface InvoiceSummaryList {
  invoices: InvoiceSummary[]
  next: string | null
}

export interface InvoiceItemInput {
  text: string
  quantity?: string
  unitAmount: string
  taxRate?: string
  discount?: string | null
}

export interface ItemCredit {
  position: number
  amount: string
}

export interface Jobs {
  queues: Queue[]
  parked: ParkedJob[]
  next: string | null
  refused: RefusedPortal[]
}

export interface Queue {
  queue: string
  waiting: number
  running: number
  failed: number
  trouble: string | null
}

export interface ParkedJob {
  id: string
  queue: string
  portal: string | null
  failure: string
  tries: number
  since: string
  failedAt: string
}

export interface RefusedPortal {
  portal: string
  why: 'deleted' | 'key_missing'
  restored: 'database' | 'database_and_keys' | null
  deletedAt: string | null
  foundAt: string
}

export interface KeyList {
  keys: Key[]
  next: string | null
}

export interface Key {
  id: string
  name: string
  state: 'active' | 'expired' | 'revoked'
  scopes: ('read' | 'provision' | 'billing' | 'operate')[]
  partner: Named | null
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

export interface NewKey {
  id: string
  secret: string
}

export interface Ledger {
  balances: Balance[]
}

export interface Balance {
  currency: string
  account: 'receivable' | 'clearing' | 'revenue' | 'tax' | 'refunds' | 'credit' | 'write_offs'
  amount: string
}

export interface MonthTotals {
  month: string
  rows: MonthTotal[]
}

export interface MonthTotal {
  section:
    | 'invoices'
    | 'voided'
    | 'credit_notes'
    | 'payments'
    | 'withdrawn'
    | 'refunds'
    | 'write_offs'
    | 'receivable'
    | 'credit'
  currency: string
  taxRate: string | null
  method: string | null
  count: number
  net: string
  tax: string
  total: string
}

export interface MailList {
  mails: Mail[]
  next: string | null
}

export interface Mail {
  id: string
  kind: string
  state: 'queued' | 'held' | 'kept' | 'sent' | 'failed'
  queuedAt: string
  to: string
  subject: string
  text: string
  html: string
  attachments: string[]
}

export interface CaseFilter {
  search?: string
  type?: string
  stage?: string
  state?: 'open' | 'closed'
  registration?: RegistrationState
}

export interface MassInvitationPreview {
  total: number
  invited: number
  skipped: { [name: string]: number }
  mailsPerMinute: number
}

export interface OperatorList {
  operators: ConsolePerson[]
  next: string | null
}

export interface ConsolePerson {
  id: string
  name: string
  email: string
  registration: RegistrationState
  language: string | null
  addedAt: string
  activatedAt: string | null
  lastLoginAt: string | null
  disabledAt: string | null
  disabledReason: string | null
}

export interface NewPerson {
  name: string
  email: string
  language?: 'en' | 'es'
}

export interface PaymentMethodList {
  methods: PaymentMethod[]
  next: null
}

export interface PaymentMethod {
  id: string
  gateway: string
  kind: 'card' | 'bank'
  brand: string
  last4: string
  expires: string | null
  usable: boolean
}

export interface OwnSubscriptionList {
  subscriptions: Subscription[]
  next: string | null
}

export interface Subscription {
  id: string
  person: string
  name: string
  plan: string
  planName: string
  planNumber: number
  nextNumber: number | null
  state: 'pending' | 'trialing' | 'active' | 'past_due' | 'paused' | 'inactive' | 'ended'
  stateAt: string
  amount: string
  currency: string
  period: number
  periodBegins: string | null
  periodEnds: string | null
  renews: boolean
  accessUntil: string | null
  invoice: string | null
  retries: number
  resumesAt: string | null
  endedWhy: string | null
  method: PaymentMethod | null
  createdAt: string
  version: number
}

export interface ParkedPaymentList {
  payments: ParkedPayment[]
  next: null
}

export interface ParkedPayment {
  id: string
  invoice: string
  number: string | null
  name: string
  gateway: string
  reference: string | null
  why: 'amount' | 'currency' | 'invoice' | 'portal' | 'payment'
  amount: string
  currency: string
  since: string
}

export interface PartnerList {
  partners: Partner[]
  next: string | null
}

export interface Partner {
  id: string
  name: string
  reference: string | null
  billingName: string | null
  billingEmail: string | null
  timeZone: string
  language: string
  createdAt: string
  portals: number
  proUsers: number
  price: Price | null
  version: number
}

export interface Price {
  from: string
  amount: string
  currency: string
}

export interface ConsolePersonList {
  people: ConsolePerson[]
  next: string | null
}

export interface PriceList {
  prices: Price[]
}

export interface ReportList {
  reports: ReportSummary[]
  next: string | null
}

export interface ReportSummary {
  id: string
  partner: string
  month: string
  version: number
  issuedAt: string
  begins: string
  ends: string
  timeZone: string
  billTo: string
  reference: string | null
  portals: number
  proUsers: number
  unitPrice: Money | null
  total: Money | null
  reason: string | null
}

export interface Money {
  minor: number
  currency: string
}

export interface Report {
  id: string
  partner: string
  month: string
  version: number
  issuedAt: string
  begins: string
  ends: string
  timeZone: string
  billTo: string
  reference: string | null
  portals: number
  proUsers: number
  unitPrice: Money | null
  total: Money | null
  reason: string | null
  changes: ReportChanges | null
  lines: ReportLine[]
  next: string | null
}

export interface ReportChanges {
  unit?: { from: Money | null; to: Money | null }
  portals: { portal: string; from: ReportCounts | null; to: ReportCounts | null }[]
  persons: { portal: string; person: string; from: CountedDays | null; to: CountedDays | null }[]
}

export interface ReportCounts {
  billableDays: number
  proUsers: number
  peak: number
  monthEnd: number
  amount: number | null
}

export interface CountedDays {
  firstDay: string
  lastDay: string
  billableDays: number
  began: 'month' | 'portal' | 'added' | 'upgraded' | 'enabled'
  ended: 'month' | 'portal' | 'downgraded' | 'disabled' | 'removed'
}

export interface ReportLine {
  portal: { id: string; name: string; slug: string; reference: string | null }
  billableDays: number
  proUsers: number
  peak: number
  monthEnd: number
  amount: Money | null
  persons: {
    id: string
    name: string | null
    firstDay: string
    lastDay: string
    billableDays: number
    began: 'month' | 'portal' | 'added' | 'upgraded' | 'enabled'
    ended: 'month' | 'portal' | 'downgraded' | 'disabled' | 'removed'
  }[]
}

export interface CorrectedReport {
  report: string
  version: number
}

export interface WebhookSummaryList {
  webhooks: WebhookSummary[]
  next: string | null
}

export interface WebhookSummary {
  id: string
  url: string
  description: string
  events: string[] | null
  state: 'enabled' | 'disabled'
  stateSince: string
  disabledWhy: 'by_hand' | 'failing' | 'gone' | null
  failingSince: string | null
  createdAt: string
}

export interface NewWebhook {
  url: string
  description?: string
  events?: string[] | null
}

export interface WebhookSecret {
  id: string
  secret: string
}

export interface Webhook {
  id: string
  url: string
  description: string
  events: string[] | null
  state: 'enabled' | 'disabled'
  stateSince: string
  disabledWhy: 'by_hand' | 'failing' | 'gone' | null
  failingSince: string | null
  createdAt: string
  oldSecretUntil: string | null
}

export interface WebhookChange {
  url?: string
  description?: string
  events?: string[] | null
}

export interface DeliverySummaryList {
  deliveries: DeliverySummary[]
  next: string | null
}

export interface DeliverySummary {
  id: string
  event: string
  state: 'queued' | 'held' | 'succeeded' | 'failed'
  createdAt: string
  attempts: number
  nextAttemptAt: string | null
  settledAt: string | null
  lastStatus: number | null
  lastError: string | null
}

export interface Delivery {
  id: string
  event: string
  state: 'queued' | 'held' | 'succeeded' | 'failed'
  createdAt: string
  attempts: number
  nextAttemptAt: string | null
  settledAt: string | null
  lastStatus: number | null
  lastError: string | null
  payload: unknown
  tries: {
    number: number
    at: string
    status: number | null
    milliseconds: number
    error: string | null
    answer: string
  }[]
}

export interface SentAgain {
  delivery: string
}

export interface AllSentAgain {
  sent: number
}

export interface RotatedWebhookSecret {
  id: string
  secret: string
  oldSecretUntil: string
}

export interface PasswordStrength {
  score: number
  allowed: boolean
  help: string | null
}

export interface PaymentsOverview {
  months: string[]
  money: MoneyByMonth[]
  recurring: RecurringRevenue[]
  failures: RenewalFailures[]
  held: HeldClient[]
  heldCount: number
  waiting: UninvitedContact[]
  waitingCount: number
}

export interface MoneyByMonth {
  currency: string
  amounts: string[]
}

export interface RecurringRevenue {
  currency: string
  amount: string
  subscriptions: number
}

export interface RenewalFailures {
  month: string
  failed: number
  recovered: number
}

export interface HeldClient {
  person: string
  name: string
  since: string
  invoice: string | null
}

export interface UninvitedContact {
  person: string
  name: string
  form: string
  since: string
}

export interface PersonList {
  people: Person[]
  next: string | null
}

export interface Person {
  id: string
  name: string
  email: string | null
  kind: 'staff' | 'contact'
  seat: 'pro' | 'guest'
  registration: RegistrationState
  language: string | null
  addedAt: string
  activatedAt: string | null
  lastLoginAt: string | null
  lastIp: string | null
  badAttempts: number
  lockedUntil: string | null
  disabledAt: string | null
  disabledReason: string | null
}

export interface Access {
  person: Named
  feature: string
  allowed: boolean
  reason: string | null
  why: AccessWhy | null
  rules: AccessRule[]
  passkeysElsewhere: string[]
}

export interface AccessWhy {
  cause: string
  sentence: string
  since: string | null
  until: string | null
  by: Named | null
  mend: 'invite' | 'code' | 'card' | 'case' | 'enable' | 'unlock' | 'reset' | null
  button: string | null
}

export interface AccessRule {
  reason: string
  passes: boolean
  remedy: string | null
  since: string | null
  until: string | null
}

export interface PersonBilling {
  month: string
  timeZone: string
  counted: CountedDays | null
  seatSince: string | null
  portal: {
    status: 'trial_active' | 'trial_expired' | 'certified_secure' | 'suspended' | 'cancelled'
    since: string
    billable: boolean
  }
}

export interface RegistrationCode {
  name: string
  code: string
  expires: string
}

export interface StartedPreview {
  id: string
  person: string
  expires: string
  actOnBehalf: boolean
  secret: string
}

export interface Registration {
  person: string
  name: string
  registration: RegistrationState
  tokenActive: boolean
  invitationRefused: string | null
  tokenExpired: boolean
  registrationAttempts: number
  registrationEmail: string | null
  tokenIssued: string | null
  tokenUsed: string | null
  badLoginAttempts: number
  userActivated: boolean
  userEnabled: boolean
  userLocked: boolean
  lastIpAddress: string | null
  lastLogin: string | null
  userName: string | null
  actions: RegistrationAction[]
}

export interface RegistrationAction {
  action: string
  available: boolean
  code: string | null
  reason: string | null
}

export interface PersonSessionList {
  sessions: PersonSession[]
}

export interface PersonSession {
  id: string
  browser: string | null
  system: string | null
  ip: string | null
  startedAt: string
  seenAt: string
}

export interface EndedSessions {
  ended: number
}

export interface PlanList {
  plans: Plan[]
  next: null
}

export interface Plan {
  id: string
  name: string
  amount: string
  currency: string
  taxRate: string
  every: number
  unit: 'days' | 'weeks' | 'months' | 'years'
  trialDays: number
  cycles: number | null
  graceDays: number
  retryDays: number[]
  number: number
  subscribers: number
  earlier: number
  archivedAt: string | null
  createdAt: string
  version: number
}

export interface PortalList {
  portals: PortalSummary[]
  next: string | null
}

export interface PortalSummary {
  id: string
  name: string
  slug: string
  host: string
  address: string | null
  status: 'trial_active' | 'trial_expired' | 'certified_secure' | 'suspended' | 'cancelled'
  since: string
  endsAt: string | null
  daysLeft: number | null
  partner: Named | null
  partnerReference: string | null
  built: boolean
  proUsers: number
  people: number
  lastActivityAt: string | null
  createdAt: string
}

export interface Portal {
  id: string
  name: string
  slug: string
  host: string
  address: string | null
  status: 'trial_active' | 'trial_expired' | 'certified_secure' | 'suspended' | 'cancelled'
  since: string
  endsAt: string | null
  daysLeft: number | null
  partner: Named | null
  partnerReference: string | null
  built: boolean
  proUsers: number
  people: number
  lastActivityAt: string | null
  createdAt: string
  trialEndsAt: string
  suspension: {
    from: 'trial_active' | 'trial_expired' | 'certified_secure' | 'suspended' | 'cancelled'
    cause: string
    note: string | null
    postponedFrom: string | null
  } | null
  owner: { id: string; name: string; email: string; activated: boolean } | null
  language: string
  timeZone: string
  registrationFact: 'digits' | 'birth_date' | 'case_number'
  invitationHours: number
  lockoutAttempts: number
  signInByCode: boolean
  mailsPerMinute: number
  staffSecondFactor: boolean
  actOnBehalf: boolean
  largestFileMb: number
  filesMb: number | null
  invoiceCurrency: string
  taxIncluded: boolean
  paymentTermsDays: number
  invoiceSeries: string
  creditNoteSeries: string
  paymentInstructions: string | null
  lateMoney: string
  sellerName: string | null
  sellerAddress: string | null
  sellerTaxNumber: string | null
  bankAccess: string
  afterTrial: string[]
  fileBytes: number
  fileBytesMost: number
  brandColor: string
  accentColor: string
  logo: string | null
  version: number
  possible: string[]
  building: Building | null
  certificate: string | null
}

export interface Building {
  steps: { name: string; state: 'done' | 'doing' | 'failed' | 'waiting' }[]
  done: number
  of: number
  finished: boolean
  failure: { attempts: number; message: string | null } | null
}

export interface SettingsChange {
  version?: number
  name?: string
  language?: 'en' | 'es'
  timeZone?: string
  registrationFact?: 'digits' | 'birth_date' | 'case_number'
  invitationHours?: number
  lockoutAttempts?: number
  signInByCode?: boolean
  mailsPerMinute?: number
  staffSecondFactor?: boolean
  actOnBehalf?: boolean
  largestFileMb?: number
  filesMb?: number | null
  invoiceCurrency?: string
  taxIncluded?: boolean
  paymentTermsDays?: number
  invoiceSeries?: string
  creditNoteSeries?: string
  paymentInstructions?: string | null
  lateMoney?: 'credit' | 'refund'
  sellerName?: string | null
  sellerAddress?: string | null
  sellerTaxNumber?: string | null
  bankAccess?: 'immediately' | 'cleared'
  afterTrial?: (
    | 'people'
    | 'branding'
    | 'own_hosts'
    | 'audit'
    | 'files'
    | 'cases'
    | 'mass_invitations'
    | 'procedures'
    | 'flows'
    | 'forms'
    | 'invoices'
    | 'api'
    | 'tickets'
    | 'company_tickets'
    | 'company_accounts'
    | 'articles'
    | 'forums'
    | 'bookings'
    | 'orders'
    | 'licence_orders'
    | 'licence_keys'
    | 'company_information'
    | 'releases'
  )[]
}

export interface BrandingChange {
  version?: number
  brandColor?: string
  accentColor?: string
  logo?: string | null
}

export interface DeletionCertificate {
  certificate: string
  portal: string
  finishedAt: string
  onWhoseWord: string
  deleted: { [name: string]: number }
  sha256: string
  [name: string]: unknown
}

export interface History {
  history: HistoryEntry[]
  next: string | null
}

export interface HistoryEntry {
  from: 'trial_active' | 'trial_expired' | 'certified_secure' | 'suspended' | 'cancelled' | null
  to: 'trial_active' | 'trial_expired' | 'certified_secure' | 'suspended' | 'cancelled'
  at: string
  actor: Reference
  through: 'page' | 'api' | 'cli' | 'timer' | 'job'
  cause: string | null
  note: string | null
}

export interface Hosts {
  hosts: Host[]
  waiting: HostClaim[]
}

export interface Host {
  host: string
  current: boolean
  passkeyHolders: number
  addedAt: string
  quarantinedUntil: string | null
}

export interface HostClaim {
  host: string
  until: string
  record: { type: 'TXT'; name: string; value: string }
}

export interface NewHost {
  host?: string
  slug?: string
}

export interface RunningPreview {
  id: string
  staff: Named
  person: Named
  expires: string
  actOnBehalf: boolean
}

export interface ProcedureList {
  procedures: Procedure[]
  next: null
}

export interface Procedure {
  id: string
  name: string
  state: 'on' | 'off' | 'removed'
  trigger: {
    on: 'case_opened' | 'stage_entered' | 'party_added' | 'contact_imported'
    stage?: string
    days: number
  }
  conditions: {
    about:
      | 'case_type'
      | 'case_stage'
      | 'role'
      | 'email'
      | 'registration'
      | 'invited'
      | 'registered'
      | 'company'
      | 'field'
    is: boolean
    field?: string
    value?: string
  }[]
  actions: {
    do: 'invite' | 'remind' | 'message' | 'start_flow' | 'change_stage'
    subject?: string
    body?: string
    flow?: string
    stage?: string
  }[]
  author: Named
  activeSince: string | null
  createdAt: string
  version: number
}

export type Trigger =
  | { on: 'case_opened'; days?: number }
  | { on: 'stage_entered'; stage: string; days?: number }
  | { on: 'party_added'; days?: number }
  | { on: 'contact_imported'; days?: number }

export type Condition =
  | { about: 'case_type'; is: boolean; value: string }
  | { about: 'case_stage'; is: boolean; value: string }
  | { about: 'role'; is: boolean; value: 'lead' | 'prospect' | 'client' }
  | { about: 'email'; is: boolean }
  | { about: 'registration'; is: boolean; value: RegistrationState }
  | { about: 'invited'; is: boolean }
  | { about: 'registered'; is: boolean }
  | { about: 'company'; is: boolean; value: string }
  | { about: 'field'; is: boolean; field: string; value: string }

export type Action =
  | { do: 'invite' }
  | { do: 'remind' }
  | { do: 'message'; subject: string; body: string }
  | { do: 'start_flow'; flow: string }
  | { do: 'change_stage'; stage: string }

export interface ProcedureRunList {
  runs: ProcedureRun[]
  next: string | null
}

export interface ProcedureRun {
  id: string
  state: 'waiting' | 'running' | 'done' | 'skipped' | 'failed'
  case: NamedCase | null
  person: Named | null
  dueAt: string
  finishedAt: string | null
  why: ProcedureReason | null
  after: string[]
  steps: ProcedureStep[]
}

export interface NamedCase {
  id: string
  number: string
  title: string
}

export interface ProcedureReason {
  code: string
  text: string
}

export interface ProcedureStep {
  do: 'invite' | 'remind' | 'message' | 'start_flow' | 'change_stage'
  person: Named | null
  state: 'waiting' | 'done' | 'skipped' | 'failed'
  why: ProcedureReason | null
}

export interface ProcedureTrialList {
  trials: ProcedureTrial[]
  next: string | null
}

export interface ProcedureTrial {
  case: NamedCase | null
  person: Named | null
  fires: boolean
  why: ProcedureReason | null
  steps: ProcedureStep[]
  ranBefore: boolean
}

export interface Profile {
  name: string
  email: string | null
  newEmail: string | null
  userName: string | null
  language: string
  timeZone: string
}

export interface SecondFactors {
  app: boolean
  passkeys: Passkey[]
  recoveryCodesLeft: number
  required: boolean
}

export interface Passkey {
  id: string
  name: string
  addedAt: string
  usedAt: string | null
  host: string
  usable: boolean
}

export interface ProofOfIdentity {
  current?: string
  credential?: UsedCredential
}

export interface UsedCredential {
  id: string
  rawId: string
  type: 'public-key'
  response: {
    clientDataJSON: string
    authenticatorData: string
    signature: string
    userHandle?: string | null
    [name: string]: unknown
  }
  [name: string]: unknown
}

export interface AuthenticatorApp {
  secret: string
  address: string
}

export interface RecoveryCodes {
  recoveryCodes: string[]
}

export interface PasskeyRequest {
  get: PasskeyOptions | null
}

export interface PasskeyOptions {
  challenge: string
  [name: string]: unknown
}

export interface PasskeyCreation {
  create: PasskeyOptions
}

export interface MadeCredential {
  id: string
  rawId: string
  type: 'public-key'
  response: {
    clientDataJSON: string
    attestationObject: string
    transports?: string[]
    [name: string]: unknown
  }
  [name: string]: unknown
}

export interface NewPasskey {
  recoveryCodes: string[]
  id: string
}

export interface PreviewList {
  previews: Preview[]
}

export interface Preview {
  id: string
  staff: string
  actOnBehalf: boolean
  startedAt: string
  endedAt: string | null
}

export interface Recipients {
  people: { id: string; name: string; email: string | null }[]
  more: boolean
}

export type SignIn = NewSession | PendingSignIn

export interface NewSession {
  session: string
  expires: string
  person: SessionPerson
  portal: SessionPortal
  recoveryCodes?: string[]
}

export interface SessionPerson {
  id: string
  name: string
  email: string | null
  kind: 'operator' | 'partner' | 'staff' | 'contact'
  seat: 'pro' | 'guest'
}

export interface SessionPortal {
  id: string
  name: string
  status: string
}

export interface PendingSignIn {
  pending: string
  expires: string
}

export interface FileRequestList {
  requests: FileRequest[]
  next: string | null
}

export interface FileRequestFiles {
  files: File[]
}

export interface CurrentSession {
  person: SessionPerson
  portal: SessionPortal
  features: string[]
  expires: string
}

export interface SignInCodeRequest {
  request: string
  expires: string
}

export interface OwnSessionList {
  sessions: OwnSession[]
}

export interface OwnSession {
  id: string
  browser: string | null
  system: string | null
  ip: string | null
  startedAt: string
  seenAt: string
  current: boolean
  expiresAt: string
}

export interface Settings {
  name: string
  language: string
  timeZone: string
  registrationFact: 'digits' | 'birth_date' | 'case_number'
  invitationHours: number
  lockoutAttempts: number
  signInByCode: boolean
  mailsPerMinute: number
  staffSecondFactor: boolean
  actOnBehalf: boolean
  largestFileMb: number
  filesMb: number | null
  invoiceCurrency: string
  taxIncluded: boolean
  paymentTermsDays: number
  invoiceSeries: string
  creditNoteSeries: string
  paymentInstructions: string | null
  lateMoney: string
  sellerName: string | null
  sellerAddress: string | null
  sellerTaxNumber: string | null
  bankAccess: string
  afterTrial: string[]
  fileBytes: number
  fileBytesMost: number
  brandColor: string
  accentColor: string
  logo: string | null
  version: number
}

export interface FileUsage {
  fileBytes: number
  fileBytesMost: number
  byKind: FileUsageOfKind[]
  largestHolders: FileUsageOfHolder[]
  largestFiles: FileUsageOfFile[]
}

export interface FileUsageOfKind {
  kind: string | null
  files: number
  bytes: number
}

export interface FileUsageOfHolder {
  about: string
  name: string | null
  files: number
  bytes: number
}

export interface FileUsageOfFile {
  id: string
  name: string | null
  about: string
  versions: number
  bytes: number
}

export interface PaymentGateways {
  gateways: PaymentGateway[]
  events: PaymentGatewayEvent[]
}

export interface PaymentGateway {
  gateway: 'sandbox' | 'stripe'
  account: string
  live: boolean
  connectedAt: string
}

export interface PaymentGatewayEvent {
  id: string
  gateway: 'sandbox' | 'stripe'
  kind: string
  at: string
  receivedAt: string
  outcome: 'changed' | 'nothing_new' | 'not_ours' | 'parked' | 'failed' | null
}

export interface PaymentGatewayNamed {
  gateway: 'sandbox' | 'stripe'
}

export interface PaymentGatewayTest {
  gateway: 'sandbox' | 'stripe'
  account: string
  live: boolean
}

export interface MailTextList {
  mails: MailText[]
}

export interface MailText {
  kind: string
  language: 'en' | 'es'
  own: boolean
  placeholders: string[]
  needsLink: boolean
  subject: string
  body: string
}

export interface WorkAccountProvider {
  issuer: string
  clientId: string
  label: string
  joinsByEmail: boolean
  countsAsTwo: boolean
  redirectAddress: string
}

export interface ConsoleSignIn {
  staffSecondFactor: boolean
}

export interface SubscriptionList {
  subscriptions: Subscription[]
  next: string | null
}

export interface PlanChangePreview {
  at: string
  credit: string | null
  charge: string | null
  currency: string
  renews: string
  amount: string
}

export interface ThreadList {
  threads: ThreadSummary[]
  next: string | null
}

export interface ThreadSummary {
  id: string
  subject: string | null
  others: Named[]
  messages: number
  unread: number
  lastMessageAt: string
}

export interface SentMessage {
  thread: string
  message: string
}

export interface Thread {
  id: string
  subject: string | null
  startedAt: string
  participants: Named[]
  unread: number
  messages: Message[]
  next: string | null
}

export interface Message {
  id: string
  author: Named
  writtenBy: string | null
  body: string | null
  sentAt: string
  isNew: boolean
  files: File[]
}

export interface ReadThread {
  unread: number
}

export interface Upload {
  id: string
  name: string
  bytes: number
  held: number
  arrived: boolean
  expiresAt: string
}

export interface UploadList {
  uploads: Upload[]
}

export interface WorkList {
  works: Work[]
  next: string | null
}

export interface Work {
  id: string
  kind: string
  state: 'running' | 'cancelled' | 'finished'
  begunBy: Named
  begunAt: string
  changedAt: string
  total: number
  done: number
  outcomes: { [name: string]: number }
}

export interface WorkProgress {
  id: string
  kind: string
  state: 'running' | 'cancelled' | 'finished'
  begunBy: Named
  begunAt: string
  changedAt: string
  total: number
  done: number
  outcomes: { [name: string]: number }
  pace: { perMinute: number; secondsLeft: number } | null
  mails: { total: number; waiting: number; undelivered: number; perMinute: number }
  invitations: { [name: string]: number } | null
}

export interface WorkRowList {
  rows: WorkRow[]
  next: string | null
}

export interface WorkRow {
  number: number
  person: { id: string; name: string | null; email: string | null } | null
  outcome: string | null
  mailRefused: string | null
  line: {
    number: number
    case: string | null
    caseOutcome: 'opened' | 'joined' | 'already' | null
    invitation: string | null
    problems: { column: string | null; detail: string }[]
  } | null
}
