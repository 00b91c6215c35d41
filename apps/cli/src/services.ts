/** What one process can serve, each with the port that it has where it stands alone. */
const ports = { 'content-api': 4000, 'admin-api': 4001, worker: 4002 } as const
/** Everything together. */
const commonPort = 4000

export type Service = keyof typeof ports

export const serviceNames = Object.keys(ports) as Service[]

export interface Services {
  names: Set<Service>
  /** False for a whole server: it has its data folder to itself. */
  isPart: boolean
  /** Where it listens unless told otherwise. */
  defaultPort: number
}

/**
 * What `verso start` was asked to serve. Without a name that is all; then `VERSO_WORKER` may leave the worker out. Whoever names
 * the worker gets it.
 */
export function servicesOf(asked: readonly string[], { hasWorker }: { hasWorker: boolean }): Services {
  if (asked.length === 0 || asked.includes('all'))
    return {
      names: new Set(serviceNames.filter((name) => name !== 'worker' || hasWorker || asked.includes('worker'))),
      isPart: false,
      defaultPort: commonPort,
    }
  const names = serviceNames.filter((name) => asked.includes(name))
  return { names: new Set(names), isPart: true, defaultPort: ports[names[0] ?? 'content-api'] }
}
