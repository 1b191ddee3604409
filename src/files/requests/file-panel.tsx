import { looksAfter, onFilePage } from '../file/index.ts'
import { requestOfFile } from './answer-queries.ts'
import { RequestOfFile } from './page.tsx'
import { requestById } from './queries.ts'
import { requestsInClear } from './view.ts'

/** On a file's page the request that it came in with, for those who look after it. */
export const requestOfFilePanel = onFilePage.with(async (ctx, file) => {
  const request = await ctx.read(async (tx) => {
    const id = await requestOfFile(tx, file.id)
    return id === null ? undefined : requestById(tx, id)
  })
  if (!request || !looksAfter(ctx, request)) return null
  return <RequestOfFile request={(await requestsInClear(ctx, [request]))[0]!} />
})
