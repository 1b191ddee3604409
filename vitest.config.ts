import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The long ones first, so that at the end no worker waits for the other; the rest as Vitest has them. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(e2e|faults)\//.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  // As in tsconfig.json: pages are rendered by Hono's JSX.
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    projects: [
      // A world of its own for each file; the modules keep nothing, so they are loaded once for all of them,
      // and one Chromium serves all that drive one.
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.{ts,tsx}'],
          isolate: false,
          setupFiles: './test/light-passwords.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['{src,bin}/**/*.test.{ts,tsx}'],
          isolate: false,
          setupFiles: './test/seed.ts',
        },
      },
    ],
    globalSetup: './test/setup.ts',
    pool: 'forks',
    // All tests share one PostgreSQL; more workers than this only make each other wait.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // These end what hangs, and nothing that is only slow: other work may be beside it.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
