import { createConfig, lintFromString } from '@redocly/openapi-core'

/** What `redocly lint` has to say of a description, by its recommended rules; warnings too. */
export async function lintOpenApi(document: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(document), config })
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer ?? '/'}`)
}
