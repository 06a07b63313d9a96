import { defineConfig } from '@playwright/test'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { browserArgs } from './support/browser-args.ts'

process.env.TZ = 'UTC'
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
// `npm test` finds the browser and says where; a run by hand takes what is already on the machine.
const { findBrowser } = createRequire(import.meta.url)('./support/browser.cjs') as {
  findBrowser: () => string | undefined
}
const browser = process.env.CHROMIUM_PATH ?? findBrowser()
process.env.CHROMIUM_PATH = browser

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  outputDir: path.join(root, 'test-results'),
  forbidOnly: true,
  retries: 0,
  // One after the other: the tests share one server and the demo county's people.
  workers: 1,
  timeout: 60_000,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_REPORT ?? path.join(root, '.cache', 'playwright.json') }],
  ],
  use: {
    baseURL: process.env.BASE_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: browser, args: browserArgs },
  },
  projects: [
    // What has no screen is tried once, by the other.
    { name: 'phone', use: phone, testIgnore: '**/staying-up.spec.ts' },
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
  ],
})
