import { defineConfig } from 'vitest/config'

export default defineConfig({
  // As in tsconfig.json: pages are rendered by Hono's JSX.
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    globalSetup: './test/setup.ts',
    pool: 'forks',
    // All tests share one PostgreSQL; more workers than this only make each other wait.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
