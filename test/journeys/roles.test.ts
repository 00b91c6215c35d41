import type { Page } from 'playwright-core'
import t from 'tap'
import { journey } from '../support/browser.ts'
import { aVerso, owner } from './a-verso.ts'
import { asOwner, type Owner } from './as-owner.ts'
import { becomes } from './becomes.ts'
import { fieldOf, signIn } from './entry-form.ts'
import { looksRight } from './looks-right.ts'
import { picture } from './picture.ts'

interface Role {
  id: string
  name: string
  label: string
  rules: Record<string, unknown>[]
  manage: string[]
}

// One server for the file: each journey makes roles of its own.
let place: ReturnType<typeof aPlace> | undefined
const thePlace = () => (place ??= aPlace())

async function aPlace() {
  const house = await aVerso(t, { isSetUp: true })
  const admin = await asOwner(house)
  const fields = [
    { name: 'title', label: 'Title', kind: 'text' },
    { name: 'rating', label: 'Rating', kind: 'integer' },
    { name: 'wage', label: 'Wage', kind: 'integer', private: true },
  ]
  for (const [name, label] of [
    ['article', 'Articles'],
    ['page', 'Pages'],
  ])
    await admin.ask('POST', '/types', { name, label, titleField: 'title', fields })
  await admin.ask('POST', '/locales', { code: 'de', label: 'German', fallback: 'en' })
  const { id } = await admin.ask<{ id: string }>('POST', '/entries', { type: 'article', fields: { title: 'Maps of paper', rating: 4 } })
  return { house, admin, entry: id }
}

async function roleCalled({ ask }: Owner, name: string): Promise<Role | undefined> {
  return (await ask<{ data: Role[] }>('GET', '/roles')).data.find((role) => role.name === name)
}

const box = (page: Page, name: string | RegExp) => page.getByRole('checkbox', { name })

journey('a role is made by ticking what it may do, narrowed by a condition, and saved as rules', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const { page } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(`${house.url}/admin/settings/roles`)
  await signIn(page, owner)
  await page.getByRole('link', { name: 'Administrator' }).waitFor()
  await looksRight(t, page, 'roles')
  await picture(page, 'roles')

  await page.getByRole('button', { name: 'Make role' }).click()
  await page.getByLabel('Name', { exact: true }).fill('News desk')
  t.equal(await page.getByLabel('Name in the API').inputValue(), 'newsDesk')
  await box(page, 'Read All types').check()
  await box(page, 'Create Pages').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  t.ok(await box(page, 'Edit Pages').isChecked(), 'arrows move, Space gives')
  await page.getByRole('button', { name: 'More on Articles' }).click()
  await page.getByRole('menuitem', { name: 'Add a rule with limits' }).click()
  const rule = page.getByRole('list', { name: 'Rules with limits' }).getByRole('listitem')
  await rule.getByRole('checkbox', { name: 'Edit', exact: true }).check()
  await rule.getByRole('checkbox', { name: 'Read', exact: true }).uncheck()
  await rule.getByRole('button', { name: 'Add condition' }).click()
  await page.getByRole('combobox', { name: 'Field', exact: true }).fill('Rating')
  await page.getByRole('option', { name: 'Rating' }).click()
  await page.getByRole('textbox', { name: 'Value' }).fill('4')
  await page.getByRole('button', { name: 'Add filter' }).click()
  await rule.getByText('Holds of 1 entry of Articles today.').waitFor()
  await looksRight(t, page, 'a new role with a rule that is open')
  await picture(page, 'role-new')

  await page.reload()
  await page.getByText('These changes were kept on this device').waitFor()
  t.ok(await box(page, 'Edit Pages').isChecked(), 'what was ticked outlives a reload')
  await page.getByRole('button', { name: 'Make role' }).click()
  await page.waitForURL(/settings\/roles\/[0-9a-f-]{36}$/)
  t.match(await roleCalled(admin, 'newsdesk'), {
    label: 'News desk',
    rules: [
      { actions: ['create', 'edit'], types: ['page'] },
      { actions: ['read'], types: ['*'] },
      { actions: ['edit'], types: ['article'], where: { rating: { eq: 4 } } },
    ],
  })

  for (const width of [1440, 768, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await looksRight(t, page, `a role, ${width} pixels wide`)
    await picture(page, `role-${width}`)
  }
})

journey('what a role is refused with stands at its place, and what one can not give is out of reach', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const maker = { email: 'mia@example.org', password: 'walruses compose sonatas' }
  await admin.ask('POST', '/roles', {
    name: 'maker',
    label: 'Maker',
    manage: ['roles'],
    rules: [{ actions: ['read', 'edit'], types: ['article'] }],
  })
  await admin.ask('POST', '/users', { ...maker, name: 'Mia', roles: ['maker'] })
  const { page, expectFault } = await visit()
  // The second is the condition that is tried while it is written.
  expectFault(/status of 422/)
  expectFault(/status of 400 .*filter/)
  await page.goto(`${house.url}/admin/settings/roles/new`)
  await signIn(page, maker)
  await page.getByLabel('Name', { exact: true }).fill('Helper')
  await box(page, 'Edit Articles').check()
  const publish = box(page, /^Publish Articles: You can’t give more than you have/)
  await publish.focus()
  await page.keyboard.press('Space')
  t.equal(await publish.isChecked(), false)

  await page.getByRole('button', { name: 'More on Articles' }).click()
  await page.getByRole('menuitem', { name: 'Add a rule with limits' }).click()
  await page.getByRole('button', { name: 'Write it as JSON' }).click()
  await page.getByLabel('Condition as JSON').fill('{ "colour": ')
  await page.getByText('Not JSON yet').waitFor()
  await page.getByLabel('Condition as JSON').fill('{ "colour": { "eq": "red" } }')
  await page.getByRole('button', { name: 'Make role' }).click()
  await page.getByRole('alert').waitFor()
  t.ok(
    await page
      .getByRole('listitem')
      .filter({ has: page.getByLabel('Condition as JSON') })
      .getByText(/colour/)
      .count(),
    'told at the condition',
  )
  await page.getByLabel('Condition as JSON').fill('')
  await page.getByRole('button', { name: 'Make role' }).click()
  await becomes(t, async () => (await roleCalled(admin, 'helper'))?.rules, [{ actions: ['edit'], types: ['article'] }])
})

journey('somebody asks why, and sees everything as a role does without being able to change it', async (t, { visit }) => {
  const { house, admin, entry } = await thePlace()
  await admin.ask('POST', '/roles', {
    name: 'reviewer',
    label: 'Reviewer',
    rules: [
      { actions: ['read'], types: ['article'] },
      { actions: ['edit'], types: ['article'], own: true, fields: { write: ['title'] } },
    ],
  })
  const { page } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(`${house.url}/admin/settings/explain?role=reviewer&type=article`)
  await signIn(page, owner)
  await page.getByRole('combobox', { name: 'May they' }).click()
  await page.getByRole('option', { name: 'Edit' }).click()
  await page.getByText('Some of them.').waitFor()
  await page.getByRole('combobox', { name: 'Field' }).click()
  await page.getByRole('option', { name: 'Rating' }).click()
  await page.getByText('the rule does not give this field').waitFor()
  t.equal(new URL(page.url()).searchParams.get('field'), 'rating', 'the question stands in the address')
  for (const width of [1440, 768, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await looksRight(t, page, `explained, ${width} pixels wide`)
    await picture(page, `explain-${width}`)
  }

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('link', { name: 'Reviewer' }).click()
  await page.getByRole('button', { name: 'View as' }).click()
  const bar = page.getByRole('region', { name: 'Viewing as a role' })
  await bar.getByText('Reviewer').waitFor()
  await page.getByRole('navigation', { name: 'Main' }).getByText('Settings').waitFor({ state: 'hidden' })
  t.equal(
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Pages' }).count(),
    0,
    'types that the role does not see',
  )
  await page.goto(`${house.url}/admin/content/article/${entry}`)
  await bar.waitFor()
  await fieldOf(page, 'Title').waitFor()
  t.equal(await fieldOf(page, 'Title').isEditable(), false)
  await page.setViewportSize({ width: 360, height: 740 })
  await looksRight(t, page, 'an entry viewed as a role, on a phone')
  await picture(page, 'view-as-360')
  await bar.getByRole('button', { name: 'Stop viewing' }).click()
  await bar.waitFor({ state: 'hidden' })
  await page.waitForFunction(() => document.querySelector('[data-viewing]') === null)
  await becomes(t, () => fieldOf(page, 'Title').isEditable(), true)
})

journey('a token is made of rules, with the same matrix', async (t, { visit }) => {
  const { house, admin } = await thePlace()
  const { page } = await visit({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.goto(`${house.url}/admin/settings/tokens`)
  await signIn(page, owner)
  await page.getByRole('button', { name: 'Create token' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Create token' })
  await dialog.getByLabel('Name', { exact: true }).fill('Reader of titles')
  await dialog.getByText('Rules', { exact: true }).click()
  await dialog.getByRole('button', { name: 'More on Articles' }).click()
  await page.getByRole('menuitem', { name: 'Add a rule with limits' }).click()
  await dialog.getByRole('combobox', { name: 'Fields that are read', exact: true }).click()
  await page.getByRole('option', { name: 'Only these' }).click()
  await dialog.getByRole('combobox', { name: 'Fields that are read: only these' }).click()
  await page.getByRole('option', { name: 'Title' }).click()
  await page.keyboard.press('Escape')
  for (const width of [1440, 768, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await looksRight(t, page, `a token of rules, ${width} pixels wide`)
    await picture(page, `token-${width}`)
  }
  await dialog.getByRole('button', { name: 'Create token' }).click()
  await page.getByRole('button', { name: 'I have copied it' }).waitFor()
  const { data } = await admin.ask<{ data: { name: string; rules: unknown[]; expiresAt: string | null }[] }>('GET', '/tokens')
  t.match(
    data.find(({ name }) => name === 'Reader of titles'),
    { rules: [{ actions: ['read'], types: ['article'], fields: { read: ['title'] } }], expiresAt: null },
  )
})
