import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** The test files that arguments name, by file or by folder (`test/data`, `data`); all of them when there are none. */
export function testFiles(testDir: string, names: string[]): string[] {
  const starts = names.length === 0 ? [testDir] : names.map((name) => locate(testDir, name)).filter((file) => file !== null)
  return starts.flatMap(testsIn)
}

function locate(testDir: string, name: string): string | null {
  return [path.resolve(testDir, '..', name), path.resolve(testDir, name)].find((file) => existsSync(file)) ?? null
}

function testsIn(start: string): string[] {
  if (statSync(start).isFile()) return [start]
  return readdirSync(start, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .sort((one, other) => one.name.localeCompare(other.name))
    .flatMap((entry) => {
      const file = path.join(start, entry.name)
      if (entry.isDirectory()) return testsIn(file)
      return entry.name.endsWith('.test.ts') ? [file] : []
    })
}
