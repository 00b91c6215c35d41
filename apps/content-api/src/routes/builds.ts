import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { BuildBody } from '@verso/contract'
import { type PageRecorder, reportBuild } from '@verso/core'
import type { FastifyInstance } from 'fastify'

/** What sites tell of themselves: up to which `seq` what was public is live there. */
export async function buildRoutes(instance: FastifyInstance, { recorder }: { recorder: PageRecorder }): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.post('/builds', { schema: { body: BuildBody } }, async (request, reply) => {
    const { site = 'default', seq, url } = request.body
    const { name, builtSeq, builtAt } = await reportBuild(request.reader, { site, seq, url })
    // Whoever asks for events next is told by all that the build has read; where that isn't kept yet it has to be said again.
    await recorder.flush()
    return reply
      .code(201)
      .header('cache-control', 'no-store')
      .send({ site: name, seq: Number(builtSeq), at: builtAt?.toISOString() ?? null })
  })
}
