import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Test } from 'tap'
import { type Person, type TestApp, testApp } from '../support/test-app.ts'

export async function aSite(t: Test): Promise<{ app: TestApp; owner: Person; list: (query: string) => Promise<string[]> }> {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  const list = async (query: string) => {
    const reply = await app.ask('GET', `/content/v1/entries/sample?${query}`)
    if (reply.statusCode !== 200) throw new Error(`${query}: ${reply.body}`)
    return reply.json().data.map((entry: { name: string }) => entry.name)
  }
  return { app, owner, list }
}

export async function make(owner: Person, path: string, body: object): Promise<{ id: string } & Record<string, unknown>> {
  const reply = await owner.ask('POST', path, body)
  if (reply.statusCode > 201) throw new Error(`${path}: ${reply.body}`)
  return reply.json()
}

export async function publish(owner: Person, type: string, fields: Record<string, unknown>): Promise<string> {
  const { id } = await make(owner, '/entries', { type, fields })
  await make(owner, `/entries/${id}/publish`, {})
  return id
}

export async function keepsItsDescription(t: Test, app: TestApp, entry: unknown): Promise<void> {
  const ajv = new Ajv2020({ strict: false })
  formats.default(ajv)
  ajv.addSchema((await app.ask('GET', '/content/v1/openapi.json')).json(), 'api')
  const validate = ajv.getSchema('api#/components/schemas/Sample')
  t.ok(validate?.(entry), JSON.stringify(validate?.errors))
}
