import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../start-error.ts'
import { localesFile, type ModelDocument } from './model-files.ts'

/** The model of a folder as the document that a plan is made of, and which file each part of it came from. */
export interface ModelFolder {
  document: Record<keyof ModelDocument, unknown[]>
  /** Files of the types, in the order in which the document has them. */
  typeFiles: string[]
}

/** Reads `locales.json` and `types/*.json`. What isn't JSON is said with its file; what the JSON means is for the plan to judge. */
export function readModelFiles(folder: string): ModelFolder {
  if (!isFolder(folder)) throw new StartError(`There is no folder ${folder}. \`verso model pull\` makes it.`)
  const { locales } = readObject(folder, localesFile)
  if (!Array.isArray(locales)) throw new StartError(`${path.join(folder, localesFile)} needs a list "locales".`)
  const typesFolder = path.join(folder, 'types')
  const typeFiles = isFolder(typesFolder)
    ? readdirSync(typesFolder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => `types/${name}`)
    : []
  const types = typeFiles.map((file) => {
    const { $schema: _, ...type } = readObject(folder, file)
    return type
  })
  return { document: { locales, types }, typeFiles }
}

/** Where a fault of the document stands: `/types/0/fields/2` is in the file of the first type, at `/fields/2`. */
export function placeInFiles({ typeFiles }: ModelFolder, pointer: string): string {
  const [, list, index, ...rest] = pointer.split('/')
  const file = list === 'types' ? typeFiles[Number(index)] : list === 'locales' ? localesFile : undefined
  if (file === undefined) return pointer
  return `${file}#${list === 'types' ? ['', ...rest].join('/') : pointer}`
}

function readObject(folder: string, file: string): Record<string, unknown> {
  const whole = path.join(folder, file)
  const text = readText(whole)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new StartError(`${whole} isn't JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new StartError(`${whole} needs to hold an object.`)
  return value as Record<string, unknown>
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new StartError(`${file} can't be read.`)
  }
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
}
