import type { Test } from 'tap'

/** What was typed is saved after a moment: asks until the answer is what is expected, or for so long that it never will be. */
export async function becomes<T>(t: Test, ask: () => Promise<T>, expected: T): Promise<void> {
  const patience = Date.now() + 20_000
  let found = await ask()
  while (JSON.stringify(found) !== JSON.stringify(expected) && Date.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    found = await ask()
  }
  t.same(found, expected)
}
