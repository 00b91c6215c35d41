import { readPublishedModel } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { contentOpenApi } from '@verso/contract'
import { sendAnswer } from '../send-answer.ts'

/** What this reader may see of the model, as data and as an OpenAPI description. */
export async function modelRoutes(app: FastifyInstance): Promise<void> {
  app.get('/model', async (request, reply) => {
    const { view, seq } = await readPublishedModel(request.reader)
    return sendAnswer(request, reply, {
      body: JSON.stringify({ data: view }),
      seq,
      pinned: false,
      shown: { entries: [], media: [], types: view.types.map((type) => type.name) },
    })
  })

  app.get('/openapi.json', async (request, reply) => {
    const { model, seq } = await readPublishedModel(request.reader)
    return sendAnswer(request, reply, {
      body: JSON.stringify(contentOpenApi(model)),
      seq,
      pinned: false,
      shown: { entries: [], media: [], types: model.types.map((type) => type.name) },
    })
  })
}
