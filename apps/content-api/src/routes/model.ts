import { type ContentModel, readPublishedModel } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { contentOpenApi } from '@verso/contract'
import type { Answers } from '../answers.ts'

/** What this reader may see of the model, as data and as an OpenAPI description. */
export async function modelRoutes(app: FastifyInstance, { answers }: { answers: Answers }): Promise<void> {
  app.get('/model', async (request, reply) =>
    answers.send(request, reply, async () => {
      const read = await readPublishedModel(request.reader)
      return answerOf(read, { data: read.view })
    }),
  )

  app.get('/openapi.json', async (request, reply) =>
    answers.send(request, reply, async () => {
      const read = await readPublishedModel(request.reader)
      return answerOf(read, contentOpenApi(read.model, request.reader.now()))
    }),
  )
}

function answerOf({ model, seq, kept }: ContentModel, body: unknown) {
  const types = model.types.map((type) => type.name)
  return { body: JSON.stringify(body), seq, pinned: false, shown: { entries: [], media: [], types }, kept }
}
