import { Layout, type LayoutProps, type RequestContext } from '../../web/index.ts'
import { CONSOLE } from '../../kit/ids.ts'
import type { Crumb } from '../../ui/index.ts'
import { INSTALLATION, type OwnerPage, type Owner, type Section } from './owner.ts'

/** The place one is in: a portal on its own host, the installation on the console. */
const ownerHere = ({ portal: { id } }: RequestContext): Owner =>
  id === CONSOLE ? INSTALLATION : { kind: 'portal', portal: id, partner: null }

/** Pages of the place one is in, which lead there from its navigation. */
export const here = (kind: 'portal' | 'installation'): Section => ({
  kind,
  owner: async (ctx) => ownerHere(ctx),
  page: async (ctx) => ({
    owner: ownerHere(ctx),
    names: {},
    language: ctx.language,
    above: [],
    Tab: ({ title, subtitle, action, children }) => (
      <Layout title={title} subtitle={subtitle} action={action}>
        {children}
      </Layout>
    ),
  }),
})

interface BelowProps extends LayoutProps {
  ownerPage: OwnerPage
  /** The tab that the page is below. */
  list: Crumb
  /** A page between the two. */
  under?: Crumb
}

/** The frame of a page below one of an owner's tabs. */
export const BelowTab = ({ ownerPage, list, under, ...props }: BelowProps) => (
  <Layout {...props} crumbs={[...ownerPage.above, list, ...(under ? [under] : [])]} />
)
