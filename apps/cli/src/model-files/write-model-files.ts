import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type ModelDocument, type ModelFile, toModelFiles, toText } from './model-files.ts'
import { localesSchema, typeSchema } from './model-schemas.ts'

export interface WrittenFiles {
  written: string[]
  removed: string[]
  unchanged: number
}

/** Makes a folder say what the model is: files that say it already stay untouched, files of types that are gone are removed. */
export function writeModelFiles(folder: string, document: ModelDocument): WrittenFiles {
  const files: ModelFile[] = [
    ...toModelFiles(document),
    { path: 'locales.schema.json', text: toText(localesSchema) },
    { path: 'type.schema.json', text: toText(typeSchema) },
  ]
  mkdirSync(path.join(folder, 'types'), { recursive: true })
  const written = files.filter(({ path: file, text }) => textOf(path.join(folder, file)) !== text)
  for (const { path: file, text } of written) replaceFile(path.join(folder, file), text)
  const kept = new Set(files.map((file) => file.path))
  const removed = readdirSync(path.join(folder, 'types'))
    .map((name) => `types/${name}`)
    .filter((file) => file.endsWith('.json') && !kept.has(file))
  for (const file of removed) rmSync(path.join(folder, file))
  return { written: written.map((file) => file.path), removed, unchanged: files.length - written.length }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Moved into place, so that whoever is interrupted leaves no half-written file. */
function replaceFile(file: string, text: string): void {
  const next = `${file}.new`
  writeFileSync(next, text)
  renameSync(next, file)
}
