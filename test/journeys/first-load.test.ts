import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { signIn } from './entry-form.ts'

/** What somebody on a train waits for before they can sign in and see what there is to do. */
const mostBytes = 200_000

journey('signing in takes at most 200 kB of scripts, gzipped, and so does Home', async (t, { visit }) => {
  const { url } = await aVerso(t, { isSetUp: true })
  const { page } = await visit()
  const atSignIn = scriptsOf(page)
  await page.goto(`${url}/admin/`)
  await page.getByLabel('Password', { exact: true }).waitFor()
  await page.waitForLoadState('networkidle')
  within(t, 'sign-in', await atSignIn())

  await signIn(page, owner)
  await page.getByRole('heading', { level: 2, name: 'My work' }).waitFor()
  // Somebody who is signed in still and comes back: everything is asked for anew.
  const atHome = scriptsOf(page)
  await page.reload()
  await page.getByRole('heading', { level: 2, name: 'My work' }).waitFor()
  await page.waitForLoadState('networkidle')
  within(t, 'Home', await atHome())
})

function within(t: Test, screen: string, scripts: Map<string, number>): void {
  const sizes = [...scripts].sort(([, one], [, other]) => other - one)
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0)
  const largest = sizes.slice(0, 5).map(([name, bytes]) => `${name} ${bytes}`)
  t.comment(`${screen}: ${total} bytes in ${sizes.length} scripts; the largest: ${largest.join(', ')}`)
  t.ok(total > 100_000, `the scripts of ${screen} were seen`)
  t.ok(total <= mostBytes, `${screen} takes ${total} bytes, ${mostBytes} at most`)
  t.same(
    sizes.filter(([name]) => name.startsWith('de-')),
    [],
    'English loads no catalog',
  )
}

/** Every script that the page has fetched, with its size as it is sent compressed. */
function scriptsOf(page: Page): () => Promise<Map<string, number>> {
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('.js')) bodies.set(pathname.split('/').at(-1) ?? '', response.body())
  })
  return async () => new Map(await Promise.all([...bodies].map(async ([name, body]) => [name, gzipSync(await body).length] as const)))
}
