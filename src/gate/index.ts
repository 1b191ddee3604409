export * from './decide.ts'
export * from './features.ts'
export * from './portal-status.ts'
export * from './rights.ts'
