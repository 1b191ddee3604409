import type { Addition } from '../../kit/place.ts'
import type { PanelPlace } from '../../web/index.ts'
import { holders, onHolderPage, type Holder } from '../file/index.ts'
import { filesPanel } from './panel.tsx'

/**
 * Says that a kind of thing has files, and shows them on its page: `additions: hasFiles({ … }, onCasePage)`.
 * @param isShown of what stands on that page, whether it is one
 * @param on its page, where staff look after its files; none where they are shown in another way
 */
export const hasFiles = <T extends { id: string }>(
  holder: Holder,
  on?: PanelPlace<T>,
  isShown: (thing: T) => boolean = () => true,
): readonly Addition[] => [
  holders.with({ ...holder, hasFolders: on !== undefined }),
  ...(on
    ? [
        on.with(async (ctx, thing) =>
          isShown(thing) ? filesPanel(ctx, { kind: holder.kind, id: thing.id }) : null,
        ),
        on.with(async (ctx, thing) =>
          isShown(thing) ? onHolderPage.drawn(ctx, { kind: holder.kind, id: thing.id }) : null,
        ),
      ]
    : []),
]
