import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** An S3 server that checks signatures, for the time of a test. */
export interface Swift {
  endpoint: string
  region: string
  key: string
  secret: string
  stop: () => Promise<void>
}

const servers = ['account', 'container', 'object'] as const
const startTimeoutMs = 120_000

/** Where OpenStack Swift isn't installed there is no S3 to test against. */
export function hasSwift(): boolean {
  return [...servers, 'proxy'].every((name) => existsSync(`/usr/bin/swift-${name}-server`))
}

/** Debian's Swift with its `s3api`: one of each server, one copy of everything, in a folder and on ports of its own. */
export async function startSwift(): Promise<Swift> {
  const folder = mkdtempSync(join(tmpdir(), 'verso-swift-'))
  const [proxyPort = 0, ...ports] = await freePorts(1 + servers.length)
  mkdirSync(join(folder, 'devices', 'd1'), { recursive: true })
  writeFileSync(join(folder, 'swift.conf'), '[swift-hash]\nswift_hash_path_suffix = verso\nswift_hash_path_prefix = verso\n')
  const common = { user: userInfo().username, swift_dir: folder, bind_ip: '127.0.0.1', workers: '0', log_level: 'ERROR' }
  servers.forEach((name, index) => {
    const ring = join(folder, `${name}.builder`)
    const build = (...args: string[]) => execFileSync('swift-ring-builder', [ring, ...args], { stdio: 'pipe' })
    build('create', '4', '1', '1')
    build('add', `r1z1-127.0.0.1:${ports[index]}/d1`, '1')
    build('rebalance')
    const paste = { DEFAULT: { ...common, bind_port: ports[index], devices: join(folder, 'devices'), mount_check: 'false' } }
    writeFileSync(
      join(folder, `${name}.conf`),
      iniOf({ ...paste, 'pipeline:main': { pipeline: `${name}-server` }, [`app:${name}-server`]: { use: `egg:swift#${name}` } }),
    )
  })
  writeFileSync(join(folder, 'proxy.conf'), iniOf(proxySettings({ ...common, bind_port: proxyPort })))
  const children = [...servers, 'proxy'].map((name) => spawn(`swift-${name}-server`, [join(folder, `${name}.conf`)], { stdio: 'ignore' }))
  const stop = async () => {
    await Promise.all(children.map(ended))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (const port of [...ports, proxyPort]) await answering(`http://127.0.0.1:${port}/healthcheck`)
  } catch (error) {
    await stop()
    throw error
  }
  return { endpoint: `http://127.0.0.1:${proxyPort}`, region: 'us-east-1', key: 'test:tester', secret: 'testing', stop }
}

/** `s3api` asks for a cache of tokens that nothing here uses: the address of one that isn't there is enough. */
function proxySettings(common: Record<string, unknown>): Record<string, Record<string, unknown>> {
  return {
    DEFAULT: common,
    'pipeline:main': { pipeline: 'catch_errors healthcheck cache bulk s3api tempauth slo dlo proxy-server' },
    'app:proxy-server': { use: 'egg:swift#proxy', account_autocreate: 'true', allow_account_management: 'true' },
    'filter:catch_errors': { use: 'egg:swift#catch_errors' },
    'filter:healthcheck': { use: 'egg:swift#healthcheck' },
    'filter:cache': { use: 'egg:swift#memcache', memcache_servers: '127.0.0.1:1' },
    'filter:bulk': { use: 'egg:swift#bulk' },
    'filter:s3api': { use: 'egg:swift#s3api', s3_acl: 'false', location: 'us-east-1' },
    'filter:tempauth': { use: 'egg:swift#tempauth', user_test_tester: 'testing .admin' },
    'filter:slo': { use: 'egg:swift#slo' },
    'filter:dlo': { use: 'egg:swift#dlo' },
  }
}

function iniOf(sections: Record<string, Record<string, unknown>>): string {
  return Object.entries(sections)
    .map(([name, values]) => [`[${name}]`, ...Object.entries(values).map(([key, value]) => `${key} = ${String(value)}`), ''].join('\n'))
    .join('\n')
}

async function freePorts(count: number): Promise<number[]> {
  const listening = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = net.createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  return Promise.all(
    listening.map((server) => {
      const { port } = server.address() as net.AddressInfo
      return new Promise<number>((resolve) => server.close(() => resolve(port)))
    }),
  )
}

/** With whatever: not each of them knows this address. */
async function answering(address: string): Promise<void> {
  const until = Date.now() + startTimeoutMs
  while (
    !(await fetch(address).then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > until) throw new Error('Swift does not answer')
    await sleep(100)
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
