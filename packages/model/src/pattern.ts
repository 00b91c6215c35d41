import { RE2JS } from 're2js'

export const maxPatternLength = 500

// The size of the compiled program bounds the work per character; counted repetitions can make a short pattern a large program.
const maxProgramSize = 2_000
const maxKept = 500
const kept = new Map<string, RE2JS>()

/** What is wrong with a pattern, or null. Patterns run on RE2, whose time grows with the length of the text only. */
export function findPatternFault(pattern: string): string | null {
  if (pattern === '' || pattern.length > maxPatternLength) return `A pattern has 1 to ${maxPatternLength} characters`
  try {
    return compile(pattern).programSize() > maxProgramSize ? 'This pattern is too costly; use smaller repetitions' : null
  } catch (error) {
    return `This is not a pattern of RE2 (no look-around, no back-references): ${error instanceof Error ? error.message : 'unreadable'}`
  }
}

/** Whether the whole text matches. A pattern that was refused when saved never comes here. */
export function matchesPattern(text: string, pattern: string): boolean {
  return compile(pattern).matches(text)
}

/** Whether the pattern is found anywhere in a text, as JSON Schema means it. Throws for what `findPatternFault` finds fault with. */
export function searchPattern(pattern: string): (text: string) => boolean {
  const fault = pattern === '' ? null : findPatternFault(pattern)
  if (fault !== null) throw new Error(fault)
  const compiled = RE2JS.compile(pattern)
  return (text) => compiled.matcher(text).find()
}

/** The pattern for JSON Schema, whose dialect is that of browsers; undefined where the two dialects part. */
export function toSchemaPattern(pattern: string): string | undefined {
  const anchored = `^(?:${pattern})$`
  try {
    new RegExp(anchored, 'u')
    return anchored
  } catch {
    return undefined
  }
}

function compile(pattern: string): RE2JS {
  const known = kept.get(pattern)
  if (known !== undefined) return known
  const compiled = RE2JS.compile(pattern)
  if (kept.size >= maxKept) kept.clear()
  kept.set(pattern, compiled)
  return compiled
}
