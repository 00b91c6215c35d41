import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** An empty folder that is gone after the test. */
export function tempFolder(t: { teardown: (run: () => void) => void }): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'verso-test-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
