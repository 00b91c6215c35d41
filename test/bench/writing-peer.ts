import { httpClient } from '../support/http-client.ts'
import { article } from './articles.ts'

interface Addresses {
  verso: string
  byHand: string
  accessToken: string
}

/** What a client of the bench of writes does, and whether it was answered as it should be. */
export function writingPeer({ verso, byHand, accessToken }: Addresses) {
  const hand = httpClient(byHand)
  const admin = httpClient(`${verso}/admin/v1`, { authorization: `Bearer ${accessToken}` })
  const saved: { id: string; revision: number }[] = []
  let count = 0

  function nextFields() {
    count += 1
    const { author: _, categories: __, ...fields } = article(count)
    return fields
  }

  return {
    async pairByHand() {
      const fields = nextFields()
      const { status, body } = await hand.ask('POST', '/articles', fields)
      expect(status === 201 && body.slug === fields.slug, body)
    },
    async pair() {
      const fields = nextFields()
      const made = await admin.ask('POST', '/entries', { type: 'article', fields })
      expect(made.status === 201 && made.body.status === 'draft' && made.body.fields.title === fields.title, made.body)
      const published = await admin.ask('POST', `/entries/${made.body.id}/publish`, { revision: 1 })
      expect(
        published.status === 200 && published.body.status === 'published' && published.body.publications.en.revision === 1,
        published.body,
      )
    },
    async prepareSaves(clients: number) {
      for (let client = 0; client < clients; client += 1) {
        const { body } = await admin.ask('POST', '/entries', { type: 'article', fields: nextFields() })
        saved[client] = { id: body.id, revision: 1 }
      }
    },
    async save(client: number) {
      const entry = saved[client]
      if (entry === undefined) throw new Error('There is no entry to save')
      const title = `Saved ${entry.revision} times`
      const { status, body } = await admin.ask('PATCH', `/entries/${entry.id}`, {
        fields: { title },
        baseRevision: entry.revision,
      })
      expect(status === 200 && body.revision === entry.revision + 1 && body.fields.title === title, body)
      entry.revision += 1
    },
    close() {
      hand.close()
      admin.close()
    },
  }
}

function expect(isRight: boolean, body: unknown): void {
  if (!isRight) throw new Error(`A wrong answer: ${JSON.stringify(body).slice(0, 600)}`)
}
