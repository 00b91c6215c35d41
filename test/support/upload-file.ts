import { multipart, type Part } from './multipart.ts'
import type { Person, TestApp } from './test-app.ts'

/** Uploads one file as a person, and gives how the admin API shows it. */
export async function uploadFile(
  { app }: Pick<TestApp, 'app'>,
  person: Person,
  { filename, content, description }: { filename: string; content: Buffer | string; description?: object },
) {
  const parts: Part[] = [{ name: 'file', filename, content }]
  if (description !== undefined) parts.push({ name: 'description', type: 'application/json', content: JSON.stringify(description) })
  const { payload, headers } = multipart(...parts)
  const reply = await app.inject({
    method: 'POST',
    url: '/admin/v1/media',
    payload,
    headers: { ...headers, authorization: `Bearer ${person.accessToken}` },
  })
  if (reply.statusCode !== 201) throw new Error(`The upload was answered ${reply.statusCode}: ${reply.body}`)
  return reply.json().data
}
