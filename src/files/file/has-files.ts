import type { Addition } from '../../kit/place.ts'
import type { PanelPlace } from '../../web/index.ts'
import { holders, type Holder } from './holder.ts'
import { filesPanel } from './panel.tsx'
import { onHolderPage } from './panels.ts'

/**
 * Says that a kind of thing has files, and shows them on its page: `additions: hasFiles({ … }, onCasePage)`.
 * @param on its page, where staff look after its files; none where they are shown in another way
 */
export const hasFiles = <T extends { id: string }>(
  holder: Holder,
  on?: PanelPlace<T>,
): readonly Addition[] => [
  holders.with(holder),
  ...(on
    ? [
        on.with((ctx, { id }) => filesPanel(ctx, { kind: holder.kind, id })),
        on.with((ctx, { id }) => onHolderPage.drawn(ctx, { kind: holder.kind, id })),
      ]
    : []),
]
