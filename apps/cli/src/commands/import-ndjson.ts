import { systemContext } from '@verso/core'
import { statSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { importNdjson, type NdjsonResult } from '../import-ndjson/import-ndjson.ts'
import { reserveKeys } from '../import-ndjson/reserve-keys.ts'
import { spool } from '../import-ndjson/spool.ts'
import type { Output } from '../output.ts'
import { showProgress } from '../progress.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { StartError } from '../start-error.ts'
import { withHouse } from '../with-house.ts'

interface Options {
  publish?: true
  batch: number
  events: 'on' | 'off'
  source: string
}

const maxBatch = 10_000
const shownProblems = 20

const help = `
A line is { "key", "type", "fields", "parent"?, "publish"? }; "publish" is true, false or a list of languages. References to other lines are
{ "_ref": "key:<key>" }, also to later ones; a parent ("key:<key>") comes before. Each batch is one transaction, and becomes public at once.
Stopped anywhere, the same command goes on; a second run changes nothing, and leaves alone what was edited here meanwhile.`

export function registerNdjson(bring: Command): void {
  bring
    .command('ndjson')
    .description('entries as lines of JSON, as many as you like')
    .argument('<file>', 'the file, or - for standard input')
    .option('--publish', 'publish what keeps the rules of its type; "publish": false keeps a line from it')
    .option('--batch <lines>', 'how many lines are one transaction', batchOf, 1_000)
    .option('--source <name>', 'names where the keys come from: the same key of the same source is the same entry', 'ndjson')
    .addOption(
      new Option('--events <on|off>', 'off: receivers of events are not told of each entry; readers and syncs see all')
        .choices(['on', 'off'])
        .default('on'),
    )
    .addHelpText('after', help)
    .action((file: string, options: Options, command: Command) => runCommand(command, (surroundings) => run(surroundings, file, options)))
}

function batchOf(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= maxBatch) return Number(text)
  throw new InvalidArgumentError(`a number from 1 to ${maxBatch}`)
}

async function run(surroundings: Surroundings, file: string, options: Options): Promise<number> {
  if (file !== '-') return load(surroundings, file, options)
  const { file: spooled, remove } = await spool(process.stdin)
  return load(surroundings, spooled, options).finally(remove)
}

async function load({ config, output }: Surroundings, file: string, options: Options): Promise<number> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new StartError(`There is no file ${file}.`)
  return withHouse(config, async (house) => {
    const startedAt = performance.now()
    const stop = stopOnSignal()
    const ctx = systemContext(house.base)
    const keys = await reserveKeys(ctx, file, options.source)
    const bar = showProgress(output, { label: 'Loading', total: keys.lines })
    const result = await importNdjson(ctx, file, {
      source: options.source,
      keys,
      publish: options.publish === true,
      isQuiet: options.events === 'off',
      batchLines: options.batch,
      onProgress: bar.to,
      isStopped: stop.isAsked,
    }).finally(stop.forget)
    const seconds = (performance.now() - startedAt) / 1000
    bar.stop(`${result.lines} lines in ${seconds.toFixed(1)} s, ${Math.round(result.lines / seconds)} a second`)
    report(output, result)
    output.result({ ...result, seconds })
    return result.counts.refused > 0 || result.stoppedAfter !== null ? 1 : 0
  })
}

/** The batch that is being written is ended first. */
function stopOnSignal(): { isAsked: () => boolean; forget: () => void } {
  let isAsked = false
  const ask = () => {
    isAsked = true
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.on(signal, ask)
  return {
    isAsked: () => isAsked,
    forget: () => {
      for (const signal of signals) process.off(signal, ask)
    },
  }
}

function report(output: Output, { counts, problems, absentKeys, stoppedAfter }: NdjsonResult): void {
  output.say(
    `  ${counts.created} created, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.kept} kept as edited here, ${counts.drafts} left as drafts, ${counts.refused} refused`,
  )
  for (const { line, outcome, issues } of problems.slice(0, shownProblems))
    output.say(
      `    Line ${line} ${outcome === 'draft' ? 'stays a draft' : 'was not written'}: ${issues.map(({ path, message }) => `${path ?? ''} ${message}`.trim()).join('; ')}`,
    )
  if (problems.length > shownProblems) output.say(`    … and more; --json tells of the first 1,000`)
  if (absentKeys.length > 0)
    output.say(`  Entries lead to keys whose lines were not written: ${absentKeys.slice(0, shownProblems).join(', ')}`)
  if (stoppedAfter !== null) output.say(`  Stopped after ${stoppedAfter} lines. The same command goes on from there.`)
}
