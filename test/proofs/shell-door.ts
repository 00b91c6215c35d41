import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runVerso } from '../support/run-verso.ts'

interface OddFile {
  name: string
  content: Buffer
}

/** `verso media add` over a database, with a data folder of its own: what it makes of some files, in the words of the other doors. */
export function shellDoor(connectionString: string) {
  const folder = mkdtempSync(join(tmpdir(), 'verso-shell-'))
  return {
    async verdictsOf(files: readonly OddFile[]): Promise<string[]> {
      // Each in a folder of its own, since their names tell what they say they are, and come again.
      const paths = files.map(({ name, content }, index) => {
        mkdirSync(join(folder, String(index)), { recursive: true })
        writeFileSync(join(folder, String(index), name), content)
        return join(folder, String(index), name)
      })
      const variables = { DATABASE_URL: connectionString, VERSO_DATA_DIR: join(folder, 'verso') }
      const { code, stdout, stderr } = await runVerso({ teardown: () => {} }, ['media', 'add', '--json', ...paths], variables).ended
      if ((code !== 0 && code !== 1) || stdout === '') throw new Error(`verso media add ended with ${code}: ${stderr}`)
      const found: { refused?: string; mimeType: string; sha256: string; width: number; height: number }[] = JSON.parse(stdout)
      return found.map(({ refused, mimeType, sha256, width, height }) => refused ?? `${mimeType} ${sha256} ${width}x${height}`)
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
