import { looksAfter, onFilePage } from '../file/index.ts'
import { filesOfRequest, requestOfFile } from './answer-queries.ts'
import { RequestOfFile } from './page.tsx'
import { requestById } from './queries.ts'
import { FILES } from './reading.tsx'
import { requestsInClear } from './view.ts'

/** On a file's page the request that it came in with, for those who look after it. */
export const requestOfFilePanel = onFilePage.with(async (ctx, file) => {
  const [request, files] = await ctx.read(async (tx) => {
    const id = await requestOfFile(tx, file.id)
    return id === null ? [] : [await requestById(tx, id), await filesOfRequest(tx, id, FILES)]
  })
  if (!request || !files || !looksAfter(ctx, request)) return null
  return <RequestOfFile request={(await requestsInClear(ctx, [request]))[0]!} files={files} />
})
