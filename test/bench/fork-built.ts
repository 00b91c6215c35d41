import { type ChildProcess, fork } from 'node:child_process'
import { heapFlag } from '../../apps/cli/src/heap-flag.ts'

/**
 * A process of a bench whose rooms are those that were built, since what runs from source is slower, and takes more memory. Memory is cleared up as
 * often as `verso start` does, and there is as much for the young.
 */
export function forkBuilt(program: URL, args: string[]): ChildProcess {
  const flags = process.execArgv.filter((flag) => flag !== '--conditions=@verso/source')
  return fork(program, args, { execArgv: [...flags, heapFlag, '--max-semi-space-size=8'] })
}
