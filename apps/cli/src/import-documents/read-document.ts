import { parse, YAMLParseError } from 'yaml'

/** A file of words with facts in front of them. */
export interface SourceDocument {
  /** What stands between the lines of `---`; empty where there is none. */
  facts: Record<string, unknown>
  text: string
}

/** Front matter as static sites write it: YAML between two lines of `---` at the beginning. Throws an error that says what is wrong with it. */
export function readDocument(file: string): SourceDocument {
  const whole = file.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const found = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(whole)
  if (found === null) return { facts: {}, text: whole.trim() }
  const facts = parseFacts(found[1] ?? '')
  return { facts, text: whole.slice(found[0].length).trim() }
}

function parseFacts(yaml: string): Record<string, unknown> {
  try {
    // Aliases are no use here, and a few of them can stand for gigabytes.
    const facts: unknown = parse(yaml, { maxAliasCount: 0, schema: 'core' })
    if (facts === null || facts === undefined) return {}
    if (typeof facts === 'object' && !Array.isArray(facts)) return facts as Record<string, unknown>
  } catch (error) {
    if (error instanceof YAMLParseError || error instanceof ReferenceError)
      throw new Error(`the front matter is no YAML: ${error.message.split('\n')[0]}`)
    throw error
  }
  throw new Error('the front matter is no list of names and values')
}
