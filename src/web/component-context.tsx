import { createContext, useContext, type Child } from 'hono/jsx'
import { ReaderContext, renderFor } from '../kit/reader.ts'
import type { SignedInContext, RequestContext } from './request-context.ts'

const RequestContextContext = createContext<RequestContext | null>(null)

/** HTML of what is shown to whoever makes the request, in their language and by their clock. */
export const renderPage = (ctx: RequestContext, content: unknown): string =>
  renderFor(ctx, <RequestContextContext value={ctx}>{content as Child}</RequestContextContext>)

/** Shows its children as to a request other than the one that is answered, such as one in another language. */
export const ShownTo = ({ ctx, children }: { ctx: RequestContext; children: Child }) => (
  <ReaderContext value={ctx}>
    <RequestContextContext value={ctx}>{children}</RequestContextContext>
  </ReaderContext>
)

/** The request that a page is rendered for. Only components ask; throws where no page is rendered. */
export function useRequestContext(): RequestContext {
  const ctx = useContext(RequestContextContext)
  if (!ctx) throw new Error('no page of a visit is being rendered')
  return ctx
}

/** As `useRequestContext`, on pages that nobody sees without a sign-in. */
export function useSignedInContext(): SignedInContext {
  const ctx = useRequestContext()
  if (!isSignedIn(ctx)) throw new Error('a page for who is signed in is rendered for a visitor')
  return ctx
}

const isSignedIn = (ctx: RequestContext): ctx is SignedInContext =>
  ctx.person !== null && ctx.session !== null
