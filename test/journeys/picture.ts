import type { Page } from 'playwright-core'

/** A picture of the screen in light and dark for whoever wants to look: `VERSO_PICTURES` names the folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['VERSO_PICTURES']
  if (folder === undefined) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true })
  }
}
