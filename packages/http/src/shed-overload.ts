import type { FastifyInstance } from 'fastify'
import { HttpFault } from './http-fault.ts'

/** Some hundred times as many as are worked on at once; whoever came behind them would wait for longer than a statement may take. */
const usualMost = 1_000

export interface ShedOptions {
  /** So many requests may be under way. */
  mostAtOnce?: number | undefined
  /** Paths that are under way for as long as somebody listens, and cost nothing meanwhile. */
  except: readonly string[]
}

/**
 * Answers 503 at once, and before anything is asked of the database, where too much is under way already: a queue without end would make
 * everybody wait until they have given up. To be called in the scope that it is for; what is outside, such as health and administration, is answered all the same.
 */
export function shedOverload(app: FastifyInstance, { mostAtOnce = usualMost, except }: ShedOptions): void {
  let underWay = 0

  app.addHook('onRequest', (request, reply, done) => {
    if (except.includes(request.routeOptions.url ?? '')) return done()
    if (underWay >= mostAtOnce)
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
