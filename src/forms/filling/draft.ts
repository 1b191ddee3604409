/** How long a draft is kept. */
export const DRAFT_DAYS = 30

/** What a visitor has typed so far, as it was typed. */
export interface Draft {
  firstName: string
  lastName: string
  email: string
  answers: Readonly<Record<string, string | readonly string[]>>
}

export const draftPlace = (portal: string, draft: string) => ({
  portal,
  table: 'form_drafts',
  row: draft,
  column: 'sealed',
})
