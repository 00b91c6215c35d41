import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { variables as known } from '../../apps/cli/src/variables.ts'
import { cleanEnvironment } from './clean-environment.ts'
import { formsOf, foundIn, secretsOfHouse } from './hold-secrets.ts'

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

/**
 * Runs the `verso` command as people do, from its bundle, and kills it when the test ends. Nothing that it prints or logs may hold a secret
 * of its configuration, one that is planted in its database, or the hash of a password: else the test fails.
 */
export function runVerso(
  t: { teardown: (run: () => unknown) => void },
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
  const secrets = [...secretsOfHouse(null), ...secretsOf(variables)]
  const check = () => {
    const found = foundIn(secrets, output.stdout + output.stderr)
    if (found !== null) throw new Error(`verso ${args.join(' ')} said ${found}`)
  }
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...output }))).then((end) => {
    check()
    return end
  })
  ended.catch(() => {})
  t.teardown(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    check()
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
      const fail = () => reject(new Error(`verso ended without a line "${start}…": ${output.stdout}${output.stderr}`))
      ended.then(fail, reject)
    })
  }

  return { child, ended, line, said: () => output.stdout + output.stderr, ready: async () => (await line('READY ')).slice('READY '.length) }
}

/** The secrets among variables; of an address it is the password. */
function secretsOf(given: Record<string, string>) {
  const isSecret = (name: string) => Object.entries(known).some(([own, variable]) => own === name && 'isSecret' in variable)
  return Object.entries(given).flatMap(([name, value]) => {
    const text = /^\w+:\/\//.test(value) && URL.canParse(value) ? decodeURIComponent(new URL(value).password) : value
    // What is that short is said by chance.
    return isSecret(name) && text.length >= 12 ? [{ what: `the secret of ${name}`, givenBy: '', forms: formsOf(text) }] : []
  })
}
