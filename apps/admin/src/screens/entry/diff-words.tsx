import type { DiffPart } from './word-diff.ts'

/** What was put in and what was taken out, underlined and struck out, so that it reads without colour. */
export function DiffWords({ parts }: { parts: readonly DiffPart[] }) {
  return parts.map(({ kind, text }, index) =>
    // A part has no identity but its place.
    kind === 'same' ? <span key={index}>{text}</span> : kind === 'added' ? <ins key={index}>{text}</ins> : <del key={index}>{text}</del>,
  )
}
