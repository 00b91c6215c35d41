import { type ChildProcess, fork } from 'node:child_process'

/** A process of a bench whose rooms are those that were built, as they run in production: what runs from source is slower, and takes more memory. */
export function forkBuilt(program: URL, args: string[]): ChildProcess {
  return fork(program, args, { execArgv: process.execArgv.filter((flag) => flag !== '--conditions=@verso/source') })
}
