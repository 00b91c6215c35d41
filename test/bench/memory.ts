import { readdirSync, readFileSync } from 'node:fs'

/** The most memory that a process and all that it started have held together, in MiB, shared pages counted once; looked at ten times a second. */
export function watchMemory(pid: number): { peakMb: () => number; stop: () => void } {
  let peak = 0
  const look = () => {
    peak = Math.max(
      peak,
      treeOf(pid).reduce((sum, one) => sum + megabytesOf(one), 0),
    )
  }
  const timer = setInterval(look, 100)
  return {
    peakMb: () => peak,
    stop: () => clearInterval(timer),
  }
}

function treeOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const)
  const tree = [pid]
  for (const one of tree) tree.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child))
  return tree
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    // It has ended since the folder was read.
    return -1
  }
}

function megabytesOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
