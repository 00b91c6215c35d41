import { tellRefusal } from '@verso/core'
import type { FastifyInstance } from 'fastify'

const writes = ['POST', 'PATCH', 'PUT', 'DELETE']

/**
 * Whoever is known and wants to change what they may not is told of in the audit, before the answer leaves. To be called before the hooks that
 * end the transaction of a request, where it has one.
 */
export function toldRefusals(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { ctx, method, params, routeOptions } = request
    // Who isn't known was never let in.
    if (reply.statusCode !== 403 || !writes.includes(method) || ctx === undefined) return payload
    const { code } = JSON.parse(String(payload)) as { code: string }
    const { id } = params as { id?: string }
    await tellRefusal(ctx, { method, route: routeOptions.url ?? '', id, code })
    return payload
  })
}
