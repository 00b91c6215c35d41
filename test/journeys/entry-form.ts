import type { Locator, Page } from 'playwright-core'

/** The control of one field; a required one says so in its name. */
export function fieldOf(page: Page | Locator, label: string): Locator {
  return page.getByRole('textbox', { name: new RegExp(`^${label}( \\*)?$`) })
}

/** Resolves when all that was typed is the draft; asks for it, since by itself that takes a longer pause. */
export async function saved(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+s')
  await page
    .getByRole('main')
    .getByText(/^\s*Saved \d\d:\d\d\s*$/)
    .first()
    .waitFor()
}

export async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Publish( changes)?$/ }).click()
  await page.getByText('Readers see this version.').waitFor()
}

export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
