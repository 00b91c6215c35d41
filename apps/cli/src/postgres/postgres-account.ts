import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { StartError } from '../start-error.ts'

/** How to run PostgreSQL's programs: PostgreSQL refuses to be root, so root runs them as someone else. */
export interface PostgresAccount {
  ids: { uid?: number; gid?: number }
  /** Puts in front of a command what it takes to run it. */
  command: (file: string, args: string[]) => { file: string; args: string[]; ids: { uid?: number; gid?: number } }
}

/** `paths`: the programs and the folder that the account must get at; `owned`: the data of an earlier start, whose owner is kept. */
export function postgresAccount({ paths, owned }: { paths: string[]; owned: string }): PostgresAccount {
  if (process.getuid?.() !== 0) return { ids: {}, command: (file, args) => ({ file, args, ids: {} }) }
  const ids = ownerOf(owned) ?? accountNamed('postgres') ?? makeAccount()
  if (canReach(ids, paths)) return { ids, command: (file, args) => ({ file, args, ids }) }
  return { ids, command: throughSetpriv(ids, paths) }
}

interface Ids {
  uid: number
  gid: number
}

function ownerOf(folder: string): Ids | null {
  const stat = existsSync(folder) ? statSync(folder) : null
  return stat === null || stat.uid === 0 ? null : { uid: stat.uid, gid: stat.gid }
}

function accountNamed(name: string): Ids | null {
  const number = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const [uid, gid] = [number('-u'), number('-g')]
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null
}

function makeAccount(): Ids {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const made = accountNamed('postgres')
  if (made === null) {
    throw new StartError(
      'PostgreSQL refuses to run as root, and no user `postgres` could be made for it. Run Verso as another user, or set DATABASE_URL.',
    )
  }
  return made
}

function canReach(ids: Ids, paths: string[]): boolean {
  return spawnSync('/bin/sh', ['-c', 'for path do test -x "$path" || exit 1; done', 'sh', ...paths], { ...ids, cwd: '/' }).status === 0
}

/** The folder lies where only root may go (`/root`, `mktemp -d`). Its programs and data stay there, so PostgreSQL gets the one right to pass. */
function throughSetpriv(ids: Ids, paths: string[]): PostgresAccount['command'] {
  const right = passingRight()
  const prefix = [
    `--reuid=${ids.uid}`,
    `--regid=${ids.gid}`,
    '--clear-groups',
    `--inh-caps=-all,+${right}`,
    `--ambient-caps=-all,+${right}`,
    '--',
  ]
  const works = right !== null && spawnSync('setpriv', [...prefix, 'test', '-x', ...paths.slice(0, 1)], { cwd: '/' }).status === 0
  if (!works) {
    throw new StartError(
      `PostgreSQL can't run as root, and the user it runs as can't get at ${paths.at(-1)}. Put Verso where other users may pass (not below /root), set VERSO_DATA_DIR to such a place, or set DATABASE_URL.`,
    )
  }
  return (file, args) => ({ file: 'setpriv', args: [...prefix, file, ...args], ids: {} })
}

/** The smallest capability that this process may hand on: containers often lack the first. */
function passingRight(): string | null {
  const bounding = /^CapBnd:\s*([0-9a-f]+)/m.exec(readStatus())?.[1]
  const has = (bit: bigint) => bounding !== undefined && ((BigInt(`0x${bounding}`) >> bit) & 1n) === 1n
  if (has(2n)) return 'dac_read_search'
  return has(1n) ? 'dac_override' : null
}

function readStatus(): string {
  return existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
}
