import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment } from './clean-environment.ts'

const main = fileURLToPath(new URL('../../apps/cli/bundle/main.js', import.meta.url))

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface RunningVerso {
  child: ChildProcess
  ended: Promise<Ended>
  /** The first line of standard output that begins so; rejects when the process ends without it. */
  line: (start: string) => Promise<string>
  /** All output so far. */
  said: () => string
  /** The address behind READY. */
  ready: () => Promise<string>
}

/** Runs the `verso` command as people do, from its bundle, and kills it when the test ends. */
export function runVerso(
  t: { teardown: (run: () => void) => void },
  args: string[],
  { input, ...variables }: Record<string, string> & { input?: string } = {},
): RunningVerso {
  const child = spawn(process.execPath, [main, ...args], {
    env: cleanEnvironment(variables),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  const output = { stdout: '', stderr: '' }
  const watchers = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      output[name] += String(chunk)
      for (const watch of watchers) watch()
    })
  }
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...output })))
  t.teardown(() => {
    child.kill('SIGKILL')
  })

  function line(start: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = output.stdout
          .split('\n')
          .slice(0, -1)
          .find((one) => one.startsWith(start))
        if (found === undefined) return
        watchers.delete(look)
        resolve(found)
      }
      watchers.add(look)
      look()
      ended.then(() => reject(new Error(`verso ended without a line "${start}…": ${output.stdout}${output.stderr}`)))
    })
  }

  return { child, ended, line, said: () => output.stdout + output.stderr, ready: async () => (await line('READY ')).slice('READY '.length) }
}
