import { type ChildProcess, fork } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { FileRefusal } from '../file-refusal.ts'

/** A drawing is a few hundred kilobytes; what is larger is data that a parser would need gigabytes for. */
const maxBytes = 10 * 2 ** 20
const maxSeconds = 60
const idleMs = 10_000
const maxMemoryMb = 512

/**
 * Rewrites an SVG file so that it holds nothing that runs or loads: what isn't known to be harmless is taken out. A process of its own parses it and ends
 * with it, whatever it was fed.
 */
export async function cleanSvg(path: string): Promise<void> {
  const text = decoded(await readFile(path))
  if (text.length > maxBytes) throw new FileRefusal('too_large', `A drawing may have ${maxBytes / 2 ** 20} MB`)
  const clean = await inTurn(() => runProcess(text))
  if (clean === null) throw new FileRefusal('damaged_file', 'The drawing is damaged, or too much to check')
  await writeFile(path, clean)
}

function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  return new TextDecoder(mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8').decode(bytes)
}

let last: Promise<unknown> = Promise.resolve()

/** One at a time: each process may take much memory. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work)
  last = mine.catch(() => {})
  return mine
}

let idle: ChildProcess | null = null

/** The process of the drawing before, where it is there still: drawings come in handfuls, and a process takes longer to begin than a drawing to be read. */
function openProcess(): ChildProcess {
  const kept = idle
  idle = null
  if (kept?.connected === true) return kept
  // Beside this file, in whichever form that runs. It is given no variable of this process.
  const file = import.meta.url.endsWith('.ts') ? './svg-process.ts' : './svg-process.js'
  const child = fork(new URL(file, import.meta.url), {
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

/** Null where the process ended without an answer: out of time, out of memory, or a fault of the parser. */
async function runProcess(text: string): Promise<string | null> {
  const child = openProcess()
  const clean = await new Promise<unknown>((resolve) => {
    const timer = setTimeout(() => done(undefined), maxSeconds * 1000)
    const done = (answer: unknown) => {
      clearTimeout(timer)
      child.removeAllListeners('message').removeAllListeners('exit')
      resolve(answer)
    }
    child.once('message', done)
    child.once('exit', () => done(undefined))
    child.send(text, (error) => {
      if (error !== null) done(undefined)
    })
  })
  if (clean === undefined) child.kill('SIGKILL')
  else keep(child)
  return typeof clean === 'string' ? clean : null
}

function keep(child: ChildProcess): void {
  idle = child
  setTimeout(() => {
    if (idle !== child) return
    idle = null
    child.kill()
  }, idleMs).unref()
}
