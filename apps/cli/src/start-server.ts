import { createFirstOwner, issueSetupLink, plantSample, Refusal, systemContext } from '@verso/core'
import type { Logger } from 'pino'
import { bringUpToDate } from './bring-up-to-date.ts'
import type { Config } from './config.ts'
import { createPost } from './create-post.ts'
import { type DatabaseAddress, openDatabase } from './open-database.ts'
import { type House, openHouse } from './open-house.ts'
import { createMetrics, listenForMetrics, type Metrics } from './metrics.ts'
import type { Output } from './output.ts'
import type { Services } from './services.ts'
import { listen } from './server.ts'
import { welcome } from './welcome.ts'
import { buildApps, openWorker } from './wire.ts'

interface Start {
  config: Config
  services: Services
  /** Whether an empty Verso gets the sample magazine. */
  wantsSample: boolean
  output: Output
  logger: Logger
  /** Takes what ends a thing that was started; they run in reverse order. */
  onClose: (close: () => Promise<void>) => void
}

/** From nothing to ready. The port comes first: when it is taken, nothing has been made yet. */
export async function startServer({ config, services, wantsSample, output, logger, onClose }: Start): Promise<void> {
  const server = await listen({ host: config.host, port: config.port ?? services.defaultPort })
  onClose(server.close)

  const startedAt = performance.now()
  const database = await openDatabase(config, { mayShare: services.isPart, mayMake: true })
  onClose(database.close)
  if (database.started !== null)
    output.step('PostgreSQL 18', database.started.isNew ? `new, in ${config.dataDir}` : `data in ${config.dataDir}`, startedAt)

  await migrate(database, output)
  const house = await openHouse(config, database)
  onClose(house.close)
  if (house.auditFault !== null)
    logger.warn(
      `The rights of the database don't keep rows of the audit from being changed: ${house.auditFault}. \`verso doctor\` says more.`,
    )
  if (wantsSample) await plant(house, output)
  const setupCode = services.names.has('admin-api') ? await settleOwner(house, config) : null
  const metrics = await openMetrics(config, house, onClose)
  const app = await buildApps(config, { house, services, server, logger, metrics })
  onClose(() => app.close())
  const post = createPost({ mail: config.mail, origin: config.publicUrl ?? server.url, say: output.say })
  const worker = services.names.has('worker') ? await openWorker({ house, post, logger, config, metrics }) : null
  // Closed first: requests and jobs end before anything that they need.
  onClose(async () => void (await Promise.allSettled([worker?.stop(), server.drain(config.drainMs)])))
  await welcome({ config, services, output, house, url: server.url, setupCode })
}

/** Figures cost memory and time of the start: they are there for who asks for them. */
async function openMetrics({ metrics: { port, token } }: Config, { base }: House, onClose: Start['onClose']): Promise<Metrics | null> {
  if (port === null && token === null) return null
  const metrics = await createMetrics(base)
  if (port !== null) onClose((await listenForMetrics(metrics, port)).close)
  return metrics
}

async function migrate(database: DatabaseAddress, output: Output): Promise<void> {
  const startedAt = performance.now()
  const { applied } = await bringUpToDate(database, () => output.say('  Another server is migrating; waiting for it …'))
  if (applied.length > 0)
    output.step('Database', `${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied`, startedAt)
}

async function plant(house: House, output: Output): Promise<void> {
  const startedAt = performance.now()
  try {
    const { entries, media } = await plantSample(systemContext(house.base))
    output.step('Sample magazine', `${entries} entries, ${media} pictures`, startedAt)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    output.say(`  No sample: ${error.message}.`)
  }
}

/** The code of the set-up link, where there is no owner and the configuration names none. */
async function settleOwner(house: House, { owner }: Config): Promise<string | null> {
  const context = systemContext(house.base)
  if (owner !== null && (await house.base.store.users.countOwners()) === 0) {
    await createFirstOwner(context, { ...owner, name: owner.email.split('@')[0] ?? owner.email })
  }
  return issueSetupLink(context)
}
