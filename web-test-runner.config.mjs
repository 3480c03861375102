import { chromeLauncher } from '@web/test-runner-chrome'
import { findBrowser } from './scripts/browser.mjs'
import { bundledTests } from './scripts/bundled-tests.mjs'

const browser = await findBrowser({ log: console.log })
Object.assign(process.env, browser.env)

// Limits of time are nets, not measures: a machine with much else to do is slow, not wrong.
const minuteMs = 60_000

export default {
  files: '{widget,admin}/**/*.wtr.test.ts',
  // One more than the cores of a small machine: tests also wait.
  concurrency: 3,
  browserStartTimeout: 5 * minuteMs,
  testsStartTimeout: 5 * minuteMs,
  testsFinishTimeout: 15 * minuteMs,
  testFramework: { config: { timeout: minuteMs } },
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: browser.executablePath,
        headless: browser.source === '@sparticuz/chromium' ? 'shell' : true,
        args: browser.args,
      },
      createPage: ownWindow,
    }),
  ],
  plugins: [bundledTests()],
}

/**
 * Of the tabs of one window only the last is shown, and what is not shown draws no frames: who waits for one waits for
 * ever. So every page has a window, which is shown and has the focus, and storage of its own.
 */
async function ownWindow({ browser }) {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.emulateFocusedPage(true)
  return page
}
