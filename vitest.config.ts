import { defineConfig } from 'vitest/config'

const IN_BROWSER = '**/*.wtr.test.ts'
const API = '**/*.api.test.ts'
// Limits of time are nets, not measures: a machine with much else to do is slow, not wrong.
const minuteMs = 60_000

// *.test.ts runs here, *.wtr.test.ts in a real browser (web-test-runner.config.mjs), *.api.test.ts on both runtimes.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{shared,server,widget,admin,scripts}/**/*.test.ts',
            'test/*.test.ts',
            'test/contract/**/*.test.ts',
          ],
          exclude: [IN_BROWSER, API],
          // Half of the time went into loading the same modules again for each file; these tests share no state.
          isolate: false,
          testTimeout: minuteMs,
          hookTimeout: minuteMs,
        },
      },
      ...(['node', 'workerd'] as const).map((runtime) => ({
        test: {
          name: `api-${runtime}`,
          include: ['test/api/**/*.test.ts', `server/${API}`],
          env: { AMENDS_RUNTIME: runtime },
          // Each file starts a shop of its own; the modules are the same.
          isolate: false,
          // Two, also where there are two cores: most of the time is spent waiting for the other process.
          maxWorkers: 2,
          testTimeout: 2 * minuteMs,
          hookTimeout: 5 * minuteMs,
        },
      })),
      {
        test: {
          name: 'e2e',
          include: ['test/{e2e,embed}/**/*.test.ts'],
          globalSetup: ['test/e2e/start-server.ts'],
          fileParallelism: false,
          testTimeout: 5 * minuteMs,
          hookTimeout: 5 * minuteMs,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          // Of several threads one may be quicker today, and a seed must be the same world again. Read when a process starts.
          pool: 'forks',
          env: { UV_THREADPOOL_SIZE: '1' },
          testTimeout: 15 * minuteMs,
          hookTimeout: 5 * minuteMs,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/{faults,load}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 10 * minuteMs,
          hookTimeout: 5 * minuteMs,
        },
      },
    ],
  },
})
