import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { Refusal } from '@verso/core'
import { HttpFault, parseJson, shapeIssues } from '@verso/http'
import { StartError } from './start-error.ts'

/** A JSON document of a file, or of standard input (`-`), in the shape that a request would have; every fault is told with its place. */
export async function readJson(file: string, schema: object): Promise<unknown> {
  const bytes = await bytesOf(file)
  const value = parsed(bytes, file)
  const issues = shapeIssues(schema, value)
  if (issues.length > 0) throw new Refusal('invalid_value', `${nameOf(file)} does not have the shape that is needed`, { issues })
  return value
}

async function bytesOf(file: string): Promise<Buffer> {
  if (file === '-') return buffer(process.stdin)
  try {
    return readFileSync(file)
  } catch {
    throw new StartError(`${file} can not be read.`)
  }
}

function parsed(bytes: Buffer, file: string): unknown {
  try {
    return parseJson(bytes)
  } catch (error) {
    if (error instanceof HttpFault) throw new StartError(`${nameOf(file)}: ${error.message}.`)
    throw error
  }
}

function nameOf(file: string): string {
  return file === '-' ? 'Standard input' : file
}
