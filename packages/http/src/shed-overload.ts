import type { FastifyInstance } from 'fastify'
import { HttpFault } from './http-fault.ts'
import { watchLoopDelay } from './loop-delay.ts'

/** Some hundred times as many as are worked on at once; whoever came behind them would wait for longer than a statement may take. */
const usualMost = 1_000
/** Whoever has waited for so long on average waits for a process that has more to do than it can. */
const usualDelayMs = 1_000

export interface ShedOptions {
  /** So many requests may be under way. */
  mostAtOnce?: number | undefined
  /** By so much the process may come too late to what is due. */
  mostDelayMs?: number | undefined
  /** Paths that are under way for as long as somebody listens, and cost nothing meanwhile. */
  except: readonly string[]
}

/**
 * Answers 503 at once, and before anything is asked of the database, where too much is under way already, or where the process comes to nothing in time: a queue without end would make
 * everybody wait until they have given up. To be called in the scope that it is for; what is outside, such as health and administration, is answered all the same.
 */
export function shedOverload(app: FastifyInstance, { mostAtOnce = usualMost, mostDelayMs = usualDelayMs, except }: ShedOptions): void {
  let underWay = 0
  const delay = watchLoopDelay(mostDelayMs)
  app.addHook('onClose', async () => delay.end())

  app.addHook('onRequest', (request, reply, done) => {
    if (except.includes(request.routeOptions.url ?? '')) return done()
    if (underWay >= mostAtOnce || delay.isLate())
      return done(new HttpFault('overloaded', 'More is asked at once than this server can answer; try again in a moment'))
    underWay += 1
    let isOver = false
    const end = () => {
      if (!isOver) underWay -= 1
      isOver = true
    }
    // Also where the asker is gone before the answer.
    reply.raw.once('finish', end).once('close', end)
    done()
  })
}
