import { colors } from './colors.ts'

/** What a command says. With `--json` standard output holds one JSON document and nothing else. */
export interface Output {
  isJson: boolean
  /** A line for people. */
  say: (line?: string) => void
  /** A step that is done: what, the count or fact, and how long it took. */
  step: (what: string, fact: string, startedAt: number) => void
  /** What the command found, for programs. */
  result: (value: unknown) => void
}

export function createOutput(isJson: boolean): Output {
  // Whoever read our output may go before we do (`| head`); a server must not end for that.
  process.stdout.on('error', () => {})
  const say = (line = '') => {
    if (!isJson) process.stdout.write(`${line}\n`)
  }
  return {
    isJson,
    say,
    step: (what, fact, startedAt) => say(`  ${what}: ${fact}${colors.dim(`, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)}`),
    result: (value) => {
      if (isJson) process.stdout.write(`${JSON.stringify(value)}\n`)
    },
  }
}
