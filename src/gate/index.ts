export * from './decide.ts'
export * from './features.ts'
