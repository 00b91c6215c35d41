import { systemContext, type Context } from '@verso/core'
import { createReadStream, existsSync } from 'node:fs'
import type { Command } from 'commander'
import { fetchPlaceholders } from '../fetch-placeholders.ts'
import { registerDocuments } from './import-documents.ts'
import { registerNdjson } from './import-ndjson.ts'
import { applyImport, type Counts, type ImportResult } from '../import-wordpress/apply-import.ts'
import { planImport } from '../import-wordpress/plan-import.ts'
import { WxrError } from '../import-wordpress/wxr-error.ts'
import type { Output } from '../output.ts'
import { showProgress } from '../progress.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { StartError } from '../start-error.ts'
import { withHouse } from '../with-house.ts'

interface Options {
  fetch: boolean
  public?: true
}

export function registerImport(program: Command): void {
  const bring = program.command('import').description('bring content from another system')
  registerDocuments(bring)
  registerNdjson(bring)
  bring
    .command('wordpress')
    .description('a WordPress export (Tools → Export): authors, terms, posts, pages, menus and files')
    .argument('<file>', 'the exported XML file')
    .option('--no-fetch', 'leave files as placeholders that know their address; `verso media fetch` brings them later')
    .option('--public', 'let everyone read the imported types once published, without a token')
    .action((file: string, options: Options, command: Command) =>
      runCommand(command, (surroundings) => importWordpress(surroundings, file, options)),
    )
}

async function importWordpress({ config, output }: Surroundings, file: string, options: Options): Promise<number> {
  if (!existsSync(file)) throw new StartError(`There is no file ${file}.`)
  const startedAt = performance.now()
  const plan = await planImport(() => createReadStream(file)).catch(explain)
  output.step('Read', `${plan.keys.length} entries and ${plan.media.length} files of ${plan.site.title || plan.site.url}`, startedAt)
  return withHouse(config, async (house) => {
    const ctx = systemContext(house.base)
    const bar = showProgress(output, { label: 'Writing entries', total: plan.keys.length })
    const result = await applyImport(ctx, plan, { isPublic: options.public === true, onProgress: bar.to })
    bar.stop(`Wrote ${plan.keys.length} entries in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
    report(output, result)
    const files = options.fetch ? await fetchFiles({ config, output }, ctx) : null
    output.result({ ...result, ...(files === null ? {} : { files }) })
    return result.problems.some(({ outcome }) => outcome === 'refused') ? 1 : 0
  })
}

export async function fetchFiles({ config, output }: Surroundings, ctx: Context) {
  const bar = showProgress(output, { label: 'Fetching files', total: 1 })
  const files = await fetchPlaceholders(ctx, {
    allow: config.outboundAllow,
    onProgress: (done, total) => bar.to(done / Math.max(1, total)),
  })
  bar.stop(`Fetched ${files.fetched} files`)
  if (files.failed.length > 0) {
    output.say(
      `  ${files.failed.length} files could not be fetched and stay placeholders; \`verso media fetch\` tries again. The first: ${files.failed[0]?.url}: ${files.failed[0]?.reason}`,
    )
  }
  return files
}

function explain(error: unknown): never {
  if (error instanceof WxrError) throw new StartError(`Nothing was imported: ${error.message}`)
  throw error
}

function report(output: Output, { types, counts, problems, notes, notCarriedOver }: ImportResult): void {
  output.say(`  Content types: ${types.made.length} made, ${types.present.length} there already`)
  for (const [what, count] of Object.entries(counts)) output.say(`  ${what}: ${inWords(count)}`)
  for (const { key, note } of notes) output.say(`    ${key}: ${note}`)
  for (const { key, outcome, messages } of problems)
    output.say(`    ${key} ${outcome === 'draft' ? 'stays a draft' : 'was not written'}: ${messages.join('; ')}`)
  if (notCarriedOver.length === 0) return
  output.say('  Not carried over:')
  for (const { what, count, examples } of notCarriedOver)
    output.say(`    ${count} ${what}${examples.length === 0 ? '' : ` (${examples.slice(0, 3).join(', ')})`}`)
}

function inWords(counts: Counts): string {
  const words: Record<keyof Counts, string> = {
    made: 'made',
    changed: 'changed',
    unchanged: 'unchanged',
    kept: 'kept as edited here',
    drafts: 'left as drafts',
    refused: 'refused',
  }
  const parts = (Object.keys(words) as (keyof Counts)[]).filter((key) => counts[key] > 0).map((key) => `${counts[key]} ${words[key]}`)
  return parts.join(', ')
}
