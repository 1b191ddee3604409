/**
 * What the web offers to the domains above: a request and its context, pages, forms, endpoints, lists, frames;
 * no domain words.
 */
export * from './action.ts'
export * from './rate-limits.ts'
export * from './cookies.ts'
export * from './csv.ts'
export * from './endpoint.ts'
export * from './feature.ts'
export * from './forms.ts'
export * from './unsent-form.tsx'
export * from './body-limits.ts'
export * from './local-path.ts'
export * from './paging.ts'
export * from './panels.ts'
export * from './request-headers.ts'
export * from './resource.ts'
export * from './layouts.tsx'
export * from './retry-after.ts'
export * from './request-context.ts'
export * from './whole-number.ts'
export * from './component-context.tsx'
