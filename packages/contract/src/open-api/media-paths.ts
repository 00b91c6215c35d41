import { contentMediaSchema, type JsonSchema } from '@verso/model'
import { listParameters, readParameters } from './content-parameters.ts'
import { acrossTag, contentOperation, uuid } from './open-api-parts.ts'

const viewpoint = ['locale', 'seq', 'at', 'minSeq', 'perspective']
const ofList = [...viewpoint, 'limit', 'offset', 'after', 'count']

const list = contentOperation({
  name: ['listMedia'],
  tag: acrossTag,
  summary: 'Files that a publication shows that one may read, and those in public folders; none that are private',
  parameters: listParameters.filter(({ name }) => ofList.includes(String(name))),
  schema: {
    type: 'object',
    required: ['data', 'page'],
    properties: { data: { type: 'array', items: contentMediaSchema }, page: { $ref: '#/components/schemas/List_Page' } },
    additionalProperties: false,
  },
})

const one = contentOperation({
  name: ['getMedia'],
  tag: acrossTag,
  summary: 'One of these files',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: uuid },
    ...readParameters.filter(({ name }) => viewpoint.includes(String(name))),
  ],
  schema: { type: 'object', required: ['data'], properties: { data: contentMediaSchema }, additionalProperties: false },
})

export const mediaPaths: [string, Record<string, JsonSchema>][] = [
  ['/content/v1/media', { get: list }],
  ['/content/v1/media/{id}', { get: one }],
]
