import { type ChildProcess, fork } from 'node:child_process'

export interface ProcessBounds {
  maxMemoryMb: number
  maxSeconds: number
}

const idleMs = 10_000

/**
 * Work on what strangers made, in a process of its own without environment variables: one message at a time, since each may take much memory. Gives its
 * answer; undefined where it ended without one: out of time, out of memory, or by a fault. It stays for a while, since files come in handfuls, and a
 * process takes longer to begin than a file to be read. `url` is the program as TypeScript or as what was made of it.
 */
export function ownProcess(url: URL, { maxMemoryMb, maxSeconds }: ProcessBounds): (message: string) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve()
  let idle: ChildProcess | null = null

  function openProcess(): ChildProcess {
    const kept = idle
    idle = null
    if (kept?.connected === true) return kept
    const child = fork(url, {
      env: {},
      execArgv: [...process.execArgv, `--max-old-space-size=${maxMemoryMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // Nobody waits for its end.
    child.unref()
    child.channel?.unref()
    child.on('error', () => {})
    return child
  }

  function keep(child: ChildProcess): void {
    idle = child
    setTimeout(() => {
      if (idle !== child) return
      idle = null
      child.kill()
    }, idleMs).unref()
  }

  async function run(message: string): Promise<unknown> {
    const child = openProcess()
    const answer = await answerOf(child, message, maxSeconds)
    if (answer === undefined) child.kill('SIGKILL')
    else keep(child)
    return answer
  }

  return (message) => {
    const mine = last.then(() => run(message))
    last = mine.catch(() => {})
    return mine
  }
}

function answerOf(child: ChildProcess, message: string, maxSeconds: number): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(undefined), maxSeconds * 1000)
    const done = (answer: unknown) => {
      clearTimeout(timer)
      child.removeAllListeners('message').removeAllListeners('exit')
      resolve(answer)
    }
    child.once('message', done)
    child.once('exit', () => done(undefined))
    child.send(message, (error) => {
      if (error !== null) done(undefined)
    })
  })
}
