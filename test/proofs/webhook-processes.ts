import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type HttpClient, httpClient, type HttpReply } from '../support/http-client.ts'
import { type RunningVerso, runVerso } from '../support/run-verso.ts'

export interface Processes {
  /** Asks a server that lives, again and again until there is an answer that stands; the key makes that one effect. */
  ask: (wish: { method: string; path: string; body: object; key: string }) => Promise<HttpReply>
  /** Asks one server once, as visitors do; null where it is being killed. */
  askOnce: (path: string) => Promise<HttpReply | null>
  /** SIGKILL of a server or a worker in turn, and another one started in its place. */
  killNext: () => Promise<void>
  killed: { servers: number; workers: number }
  /** What the worker that nobody kills takes of the memory, in MB. */
  workerMb: () => number
  stop: () => void
}

interface House {
  connectionString: string
  dataDir: string
  secret: Buffer
  token: string
}

interface Place {
  running: RunningVerso
  client: HttpClient | null
}

/** Two servers and three workers on one database, as they are delivered; one worker lives throughout, so that its memory can be watched. */
export async function startProcesses(house: House): Promise<Processes> {
  const [servers, workers] = await Promise.all([
    Promise.all([start(house, 'server'), start(house, 'server')]),
    Promise.all([start(house, 'worker'), start(house, 'worker'), start(house, 'worker')]),
  ])
  const killed = { servers: 0, workers: 0 }
  let [turn, asked] = [0, 0]

  async function replace(places: Place[], index: number, what: 'server' | 'worker'): Promise<void> {
    places[index]?.running.child.kill('SIGKILL')
    places[index]?.client?.close()
    places[index] = await start(house, what)
  }

  return {
    killed,
    async ask({ method, path, body, key }) {
      for (;;) {
        asked += 1
        const { client } = servers[asked % servers.length] as Place
        const headers = { authorization: `Bearer ${house.token}`, 'idempotency-key': key }
        const reply = await client?.ask(method, path, body, headers).catch(() => null)
        if (reply !== null && reply !== undefined && reply.status < 500 && reply.body?.code !== 'in_progress') return reply
        await sleep(20)
      }
    },
    async askOnce(path) {
      asked += 1
      const { client } = servers[asked % servers.length] as Place
      return (await client?.ask('GET', path).catch(() => null)) ?? null
    },
    async killNext() {
      const nth = Math.floor(turn / 2)
      turn += 1
      if (turn % 2 === 1) {
        killed.workers += 1
        await replace(workers, 1 + (nth % 2), 'worker')
      } else {
        killed.servers += 1
        await replace(servers, nth % 2, 'server')
      }
    },
    workerMb: () => residentMb(workers[0]?.running.child.pid ?? 0),
    stop() {
      for (const { running, client } of [...servers, ...workers]) {
        client?.close()
        running.child.kill('SIGKILL')
      }
    },
  }
}

/** Started again where it couldn't start, as whoever runs it would: a database that is busy may take longer than a start waits. */
async function start(house: House, what: 'server' | 'worker'): Promise<Place> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(house, what)
    } catch (error) {
      if (attempt === 5) throw error
    }
  }
}

async function startOnce({ connectionString, dataDir, secret }: House, what: 'server' | 'worker'): Promise<Place> {
  const running = runVerso({ teardown: () => {} }, what === 'server' ? ['start', 'admin-api', 'content-api'] : ['start', 'worker'], {
    DATABASE_URL: connectionString,
    VERSO_DATA_DIR: dataDir,
    VERSO_SECRET: secret.toString('base64url'),
    VERSO_PORT: '0',
    VERSO_RATE_LIMIT: 'off',
    VERSO_LOG_LEVEL: 'error',
    VERSO_OUTBOUND_ALLOW: '127.0.0.0/8',
    VERSO_WEBHOOK_DELAYS: Array.from({ length: 20_000 }, (_, failures) => (failures < 4 ? '0.02' : '0.5')).join(','),
  })
  const origin = await running.ready()
  return { running, client: what === 'server' ? httpClient(origin) : null }
}

function residentMb(pid: number): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kb) / 1024)
}
