'use strict'
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const { run } = require('../../app/server/child-process.cjs')

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Whether it runs: Ubuntu's chromium-browser only says where to get one, and a download may lack system libraries. */
function runs(file) {
  if (!fs.existsSync(file)) return false
  const tried = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return tried.status === 0 && /Chrom(e|ium)\S* .*\d+\.\d+/.test(tried.stdout)
}

const playwrightsOwn = () => require('@playwright/test').chromium.executablePath()

/** A browser that is already here, or undefined. CHROMIUM_PATH is taken at its word. */
function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!runs(named)) throw new Error(`CHROMIUM_PATH=${named} is no Chromium that runs here.`)
    return named
  }
  return [...PLACES, playwrightsOwn()].find(runs)
}

/** Whether Chinese can be drawn; without a font every character is a box. macOS brings its own. */
function hasChineseFont() {
  if (process.platform === 'darwin') return true
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

/** A closed network would keep the download waiting for minutes. */
async function canDownload() {
  if (process.env.HTTPS_PROXY || process.env.https_proxy || process.env.PLAYWRIGHT_DOWNLOAD_HOST) return true
  try {
    await fetch('https://cdn.playwright.dev', { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    return true
  } catch {
    return false // whatever the reason, the system's packages are tried next
  }
}

const isDebianRoot = () => process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')

async function installPackages(packages) {
  console.log(`Installing ${packages.join(', ')} with apt-get …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { status, output } = await run('apt-get', ['-q', ...args], { env, output: 'keep' })
    if (status !== 0) console.error(output.trim().split('\n').slice(-15).join('\n'))
  }
}

/**
 * Finds Chromium and a Chinese font, or brings them: Playwright's own browser where the network lets it, else Debian's
 * packages. Resolves with the browser's path; throws with what to do by hand. Only `npm test` calls this, once.
 */
async function ensureBrowser() {
  let browser = findBrowser()
  if (!browser && (await canDownload())) {
    console.log("Downloading Playwright's Chromium …")
    const cli = require.resolve('@playwright/test/cli')
    await run(process.execPath, [cli, 'install', 'chromium'], { output: 'keep', timeout: 300_000 })
    browser = findBrowser()
  }
  const fonts = hasChineseFont() ? [] : ['fontconfig', 'fonts-noto-cjk']
  const packages = [...(browser ? [] : ['chromium']), ...fonts]
  if (packages.length > 0 && isDebianRoot()) {
    await installPackages(packages)
    browser ??= findBrowser()
  }
  if (!browser)
    throw new Error(
      'No Chromium was found for the browser tests. Install one (Debian: apt-get install chromium fonts-noto-cjk; ' +
        'anywhere: npx playwright install --with-deps chromium), or name one: CHROMIUM_PATH=/path/to/chromium npm test',
    )
  if (!hasChineseFont())
    throw new Error(
      'No Chinese font was found, so pages cannot be looked at. Install one (Debian: apt-get install fontconfig ' +
        'fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts), then run npm test again.',
    )
  return browser
}

module.exports = { ensureBrowser, findBrowser }
