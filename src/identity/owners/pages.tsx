import { Room, type RoomProps, type Visit } from '../../web/index.ts'
import { CONSOLE } from '../../kit/ids.ts'
import type { Crumb } from '../../ui/index.ts'
import { INSTALLATION, type FoundOwner, type Owner, type Section } from './owner.ts'

/** The place one is in: a portal on its own host, the installation on the console. */
const ownerHere = ({ portal: { id } }: Visit): Owner =>
  id === CONSOLE ? INSTALLATION : { kind: 'portal', portal: id, partner: null }

/** Pages of the place one is in, which lead there from its navigation. */
export const here = (kind: 'portal' | 'installation'): Section => ({
  kind,
  owner: async (visit) => ownerHere(visit),
  page: async (visit) => ({
    owner: ownerHere(visit),
    names: {},
    language: visit.language,
    above: [],
    Tab: ({ title, subtitle, action, children }) => (
      <Room title={title} subtitle={subtitle} action={action}>
        {children}
      </Room>
    ),
  }),
})

interface BelowProps extends RoomProps {
  found: FoundOwner
  /** The tab that the page is below. */
  list: Crumb
  /** A page between the two. */
  under?: Crumb
}

/** The frame of a page below one of an owner's tabs. */
export const BelowTab = ({ found, list, under, ...props }: BelowProps) => (
  <Room {...props} crumbs={[...found.above, list, ...(under ? [under] : [])]} />
)
