import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../start-error.ts'
import { readDocument, type SourceDocument } from './read-document.ts'
import type { DocumentLanguage } from './to-record.ts'

/** A document and what it is called: its way from the folder, without the ending. */
export interface NamedDocument {
  key: string
  document: SourceDocument
}

const endings: Record<DocumentLanguage, readonly string[]> = { markdown: ['.md', '.markdown'], html: ['.html', '.htm'] }
const maxBytes = 4 * 1024 * 1024

/** The documents of a folder and all that is below it, in the order of their names; or one file. */
export function readDocuments(from: string, language: DocumentLanguage): NamedDocument[] {
  const isFolder = statSync(from, { throwIfNoEntry: false })?.isDirectory()
  if (isFolder === undefined) throw new StartError(`There is no file or folder ${from}.`)
  const files = isFolder ? readdirSync(from, { recursive: true, encoding: 'utf8' }) : [path.basename(from)]
  const folder = isFolder ? from : path.dirname(from)
  return files
    .filter((file) => !isFolder || isDocument(file, language))
    .map((file) => ({ key: keyOf(file), document: read(path.join(folder, file)) }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
}

function isDocument(file: string, language: DocumentLanguage): boolean {
  const isHidden = file.split(path.sep).some((name) => name.startsWith('.') || name === 'node_modules')
  return !isHidden && endings[language].includes(path.extname(file).toLowerCase())
}

function keyOf(file: string): string {
  return file.slice(0, file.length - path.extname(file).length).replaceAll(path.sep, '/')
}

function read(file: string): SourceDocument {
  if (statSync(file).size > maxBytes) throw new StartError(`${file} is larger than ${maxBytes / 1024 / 1024} MiB.`)
  try {
    return readDocument(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new StartError(`${file}: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
