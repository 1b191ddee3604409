import { createContext, useContext, type Child } from 'hono/jsx'
import { ReaderContext, renderFor } from '../kit/reader.ts'
import type { SignedInVisit, Visit } from './visit.ts'

const VisitContext = createContext<Visit | null>(null)

/** HTML of what is shown to whoever makes the visit, in their language and by their clock. */
export const renderPage = (visit: Visit, content: unknown): string =>
  renderFor(visit, <VisitContext value={visit}>{content as Child}</VisitContext>)

/** Shows its children to a visit other than the one that is answered, such as one in another language. */
export const ShownTo = ({ visit, children }: { visit: Visit; children: Child }) => (
  <ReaderContext value={visit}>
    <VisitContext value={visit}>{children}</VisitContext>
  </ReaderContext>
)

/** The visit that a page is rendered for. Only components ask; throws where no page is rendered. */
export function useVisit(): Visit {
  const visit = useContext(VisitContext)
  if (!visit) throw new Error('no page of a visit is being rendered')
  return visit
}

/** As `useVisit`, on pages that nobody sees without a sign-in. */
export function useSignedInVisit(): SignedInVisit {
  const visit = useVisit()
  if (!isSignedIn(visit)) throw new Error('a page for who is signed in is rendered for a visitor')
  return visit
}

const isSignedIn = (visit: Visit): visit is SignedInVisit =>
  visit.person !== null && visit.session !== null
