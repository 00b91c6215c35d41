import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readPublishedModel, systemContext } from '@verso/core'
import { type ReadableTypeView, typescriptFile } from '@verso/model'
import type { Command } from 'commander'
import type { Config } from '../config.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { StartError } from '../start-error.ts'
import { withHouse } from '../with-house.ts'

interface Options {
  url?: string
  out?: string
  check?: true
}

interface ReadableModel {
  modelHash: string
  types: ReadableTypeView[]
}

const help = `
With --url the types are those that VERSO_TOKEN (or VERSO_TOKEN_FILE) may read there, or that everyone may without one; else those
of this installation that a token for everything may read.

Exit codes: 0 written, or as it should be; 3 with --check: the file is missing or of another model; 1 failed; 2 wrong use.`

export function registerTypes(program: Command): void {
  program
    .command('types')
    .description('write TypeScript types of the content model, for `createClient` of @verso/client')
    .option('--url <address>', 'a running Verso, such as https://cms.example.org')
    .option('--out <file>', 'where to write; standard output if not said')
    .option('--check', 'write nothing; say whether the file fits the model')
    .addHelpText('after', help)
    .action((options: Options, command: Command) => runCommand(command, (surroundings) => types(surroundings, options)))
}

async function types({ config, output }: Surroundings, { url, out, check }: Options): Promise<number> {
  if (check === true && out === undefined) throw new StartError('--check looks at a file: name it with --out.')
  const model = url === undefined ? await ownModel(config) : await remoteModel(url, config.token)
  const text = typescriptFile(model.types, model.modelHash)
  const isSame = out !== undefined && existsSync(out) && readFileSync(out, 'utf8') === text
  output.result({ modelHash: model.modelHash, types: model.types.map(({ name }) => name), ...(out === undefined ? { text } : { isSame }) })
  if (out === undefined) output.say(text.trimEnd())
  else if (isSame) output.say(`${out} fits the model.`)
  else if (check === true)
    output.say(`${out} is ${existsSync(out) ? 'of another model' : 'not there'}; \`verso types --out ${out}\` writes it.`)
  else {
    writeFileSync(out, text)
    output.say(`Wrote ${model.types.length} types to ${out}.`)
  }
  return check === true && !isSame ? 3 : 0
}

/** What somebody who may read everything may read. */
async function ownModel(config: Config): Promise<ReadableModel> {
  return withHouse(config, async (house) => {
    const system = systemContext(house.base)
    const roles = await system.store.roles.findMany(['viewer'])
    return (await readPublishedModel({ ...system, actor: { ...system.actor, roles } })).view
  })
}

async function remoteModel(url: string, token: string | null): Promise<ReadableModel> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new StartError(`"${url}" is not an http(s) address.`)
  const address = new URL('content/v1/model', url.endsWith('/') ? url : `${url}/`)
  const headers = { accept: 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
  const answer = await fetch(address, { headers, signal: AbortSignal.timeout(30_000) }).catch((cause: unknown) => {
    throw new StartError(`There is no answer from ${address.origin}: ${cause instanceof Error ? cause.message : String(cause)}.`)
  })
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok && isModel(body)) return body.data
  const detail = isProblem(body) ? `: ${body.detail ?? body.title}` : ''
  throw new StartError(`${address.href} answered ${answer.status}${detail}.`)
}

function isModel(body: unknown): body is { data: ReadableModel } {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : null
  return typeof data === 'object' && data !== null && 'modelHash' in data && 'types' in data && Array.isArray(data.types)
}

function isProblem(body: unknown): body is { title: string; detail?: string } {
  return typeof body === 'object' && body !== null && 'title' in body
}
