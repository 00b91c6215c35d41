import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, type ConsoleMessage, chromium, type Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { findChromium } from './chromium.mjs'

const screenshots = fileURLToPath(new URL('../../.cache/journeys', import.meta.url))
const isRequired = process.env.VERSO_REQUIRE_BROWSER === '1'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Many times what a page needs on a quiet machine: a journey fails on what doesn't come, not on what comes slowly. */
const patienceMs = 30_000

export interface Visitor {
  page: Page
  /** From now on the console may say this; everything else that it calls an error fails the journey. */
  expectFault: (pattern: RegExp) => void
}

export interface Visitors {
  /** Someone of their own: nothing of other visitors' cookies or storage is there. */
  visit: (options?: BrowserContextOptions) => Promise<Visitor>
}

interface Witness extends Visitor {
  faults: string[]
}

/** A walk through the product in a real browser. Where there is none it is skipped, or fails when one is required. */
export function journey(name: string, walk: (t: Test, visitors: Visitors) => Promise<void>): void {
  const executablePath = findChromium()
  if (executablePath === null && !isRequired) {
    t.test(name, { skip: 'no Chromium was found; CHROMIUM_PATH names one' }, async () => {})
    return
  }
  t.test(name, async (t) => {
    if (executablePath === null) throw new Error('No Chromium was found, and VERSO_REQUIRE_BROWSER asks for one')
    const browser = await theBrowser(executablePath)
    const witnesses: Witness[] = []
    try {
      await walk(t, { visit: (options) => visit(browser, { options, witnesses }) })
    } catch (error) {
      // The stack names the step; tap's own report would name the inside of the browser's driver.
      t.comment(error instanceof Error ? error.stack : error)
      t.fail('the walk came to a halt')
    }
    const faults = witnesses.flatMap((witness) => witness.faults)
    t.same(faults, [], 'the console tells of no error')
    if (!t.passing()) await picture(t, { name, witnesses })
    await Promise.all(witnesses.map(({ page }) => page.context().close()))
  })
}

let launched: Promise<Browser> | undefined

/** One browser for all journeys of a file: what they must not share lies in their visitors' contexts. */
function theBrowser(executablePath: string): Promise<Browser> {
  launched ??= chromium.launch({ executablePath, args }).then((browser) => {
    t.teardown(() => browser.close())
    return browser
  })
  return launched
}

async function visit(
  browser: Browser,
  { options, witnesses }: { options: BrowserContextOptions | undefined; witnesses: Witness[] },
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  // The first request of a page asks whether there is a session; that there is none is an answer.
  const expected = [/status of 401 .*\/admin\/v1\/sessions\/refresh$/]
  const faults: string[] = []
  const note = (fault: string) => {
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault)
  }
  page.on('console', (message) => message.type() === 'error' && note(wordsOf(message)))
  page.on('pageerror', (error) => note(error.stack ?? error.message))
  await page.exposeFunction('noteViolation', note)
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const tell = (globalThis as unknown as { noteViolation: (fault: string) => void }).noteViolation
      tell(`Against the content security policy: ${violatedDirective} ${blockedURI}`)
    })
  })
  const witness = { page, faults, expectFault: (pattern: RegExp) => void expected.push(pattern) }
  witnesses.push(witness)
  return witness
}

function wordsOf(message: ConsoleMessage): string {
  return `${message.text()} ${message.location().url}`.trim()
}

async function picture(t: Test, { name, witnesses }: { name: string; witnesses: Witness[] }): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
  for (const [index, { page }] of witnesses.entries()) {
    if (page.isClosed()) continue
    const path = `${screenshots}/${words}-${index + 1}.png`
    await page.screenshot({ path }).then(
      () => t.comment(`At ${page.url()} it looked like this: ${path}`),
      (error: unknown) => t.comment(`No picture of ${page.url()}: ${String(error)}`),
    )
  }
}
