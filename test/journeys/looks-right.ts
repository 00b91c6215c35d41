import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is on the screen now breaks no rule of WCAG 2.2 AA that a machine can judge, in light and dark, and nothing is cut at the side. */
export async function looksRight(t: Test, page: Page, screen: string): Promise<void> {
  await page.evaluate(axe.source)
  await turn(page, 'light')
  t.same(await faultsOf(page, rules), [], `${screen}, light`)
  t.equal(await page.evaluate(sidewaysPx), 0, `${screen} does not scroll sideways`)
  await turn(page, 'dark')
  // All but the colours is the same as in light.
  t.same(await faultsOf(page, ['color-contrast']), [], `${screen}, dark`)
}

/** Light or dark, with no colour on its way from one to the other any more. */
async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}

async function faultsOf(page: Page, names: string[]): Promise<string[]> {
  return page.evaluate(async (runOnly) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await run(document, { runOnly, resultTypes: ['violations'] })
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, any }) => `${id}: ${help}\n${html}\n${any[0]?.message ?? ''}`))
  }, names)
}

/** How far the page, or a part of it that scrolls up and down, could be moved to the side; a line of code may. */
function sidewaysPx(): number {
  const parts = [...document.querySelectorAll('body *:not(pre, code, textarea)')].filter((element) =>
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowY),
  )
  return Math.max(...[document.documentElement, ...parts].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
}
