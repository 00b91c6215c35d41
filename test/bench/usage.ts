import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds that PostgreSQL's processes have used so far, those that are over included. Null where `/proc` is not. */
export function postgresCpuMs(backendPid: number): number | null {
  try {
    const postmaster = statOf(backendPid).parent
    const processes = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          return [statOf(Number(name))]
        } catch {
          // It has ended since the folder was read.
          return []
        }
      })
    const running = processes.filter(({ parent }) => parent === postmaster).reduce((sum, { ticks }) => sum + ticks, 0)
    return (running + statOf(postmaster).childTicks) * msPerTick
  } catch {
    return null
  }
}

// What Linux counts in, on every machine that Node runs on.
const msPerTick = 10

function statOf(pid: number): { parent: number; ticks: number; childTicks: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the program may hold blanks; what follows its bracket doesn't.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [parent = 0, user = 0, system = 0, childUser = 0, childSystem = 0] = [1, 11, 12, 13, 14].map((index) => fields[index])
  return { parent, ticks: user + system, childTicks: childUser + childSystem }
}
