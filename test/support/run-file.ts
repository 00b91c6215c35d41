import { spawn } from 'node:child_process'
import { readTap, type TapReport } from './read-tap.ts'

/** One file may take so long before tap ends its tests; a little later it is ended altogether. */
const timeoutSeconds = 400

interface FileReport extends Omit<TapReport, 'text'> {
  seconds: number
  report: string
}

/**
 * Runs one test file in a process of its own. tap's command isn't used: it would rebuild tap inside of node_modules to leave
 * its TypeScript loader out, and a rebuild that is interrupted leaves it broken.
 */
export async function runFile(file: string, { env, signal }: { env: NodeJS.ProcessEnv; signal: AbortSignal }): Promise<FileReport> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, file], {
    env: { ...env, TAP_TIMEOUT: String(timeoutSeconds) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: (timeoutSeconds + 10) * 1000,
    killSignal: 'SIGKILL',
    signal,
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (output.stdout += String(chunk)))
  child.stderr.on('data', (chunk) => (output.stderr += String(chunk)))
  child.on('error', () => {})
  const code = await new Promise((resolve) => child.on('close', resolve))

  const { text, ...counts } = readTap(output.stdout)
  // It didn't load, or stopped early: no test of its own says so.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  if (code === 0 && counts.passed + counts.skipped === 0) counts.failed = 1
  return {
    ...counts,
    seconds: (performance.now() - startedAt) / 1000,
    report: [text, counts.failed > 0 ? output.stderr : ''].filter(Boolean).join('\n'),
  }
}
