import { Refusal } from '@verso/core'
import { UnavailableError, UnusableDatabaseError } from '@verso/data'
import type { Command } from 'commander'
import { type Config, readConfig } from './config.ts'
import { createOutput, type Output } from './output.ts'
import { StartError } from './start-error.ts'

export interface Surroundings {
  config: Config
  output: Output
}

/**
 * Runs the action of a command. It returns the exit code (nothing: 0); what can be said in a sentence is said in one and exits
 * with 1. Wrong use (exit code 2) is commander's.
 */
export async function runCommand(command: Command, action: (surroundings: Surroundings) => Promise<number | undefined>): Promise<void> {
  const output = createOutput(command.optsWithGlobals().json === true)
  try {
    process.exitCode = (await action({ config: readConfig(), output })) ?? 0
  } catch (error) {
    process.exitCode = 1
    tell(error, output)
  }
}

function tell(error: unknown, output: Output): void {
  const isAnswer =
    error instanceof StartError || error instanceof UnusableDatabaseError || error instanceof Refusal || error instanceof UnavailableError
  const message = error instanceof Error ? error.message : String(error)
  const issues = error instanceof Refusal ? error.issues : []
  output.result({ error: { message, ...(issues.length > 0 ? { issues } : {}) } })
  // A fault of ours: only where it happened helps whoever has to mend it.
  process.stderr.write(`${isAnswer ? message : error instanceof Error ? (error.stack ?? message) : message}\n`)
  for (const issue of issues) process.stderr.write(`  ${issue.path ?? issue.parameter ?? ''} ${issue.message}\n`)
}
