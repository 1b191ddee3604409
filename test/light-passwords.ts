import { vi } from 'vitest'

// Worlds hash with Argon2id as everybody does, but some thousand times: at full cost that is a third of all
// the work of a run. What it costs in truth is held by the rules of passwords, and by the applications that
// tests start as processes of their own.
vi.mock('../src/identity/passwords/cost.ts', () => ({
  COST: { memory: 256, passes: 1, parallelism: 1, tagLength: 32 },
}))
