import {
  applyModel,
  clearRemovedValues,
  listModelVersions,
  listTypes,
  type ModelPlan,
  planModel,
  Refusal,
  undoModel,
  systemContext,
} from '@verso/core'
import type { Command } from 'commander'
import type { ModelDocument } from '../model-files/model-files.ts'
import { type ModelFolder, placeInFiles, readModelFiles } from '../model-files/read-model-files.ts'
import { sayPlan } from '../model-files/say-plan.ts'
import { writeModelFiles } from '../model-files/write-model-files.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { StartError } from '../start-error.ts'
import { withHouse } from '../with-house.ts'
import { showIndexes } from './model-indexes.ts'

/** Beside 1 (failed) and 2 (wrong use); none of these commands ever asks anything. */
const exitCodes = { nothingToDo: 0, changed: 3, needsConsent: 4 } as const

const codesHelp = `
Exit codes: 0 nothing to do, 3 changed (plan: would be changed), 4 content would be lost and --accept-loss wasn't given,
1 failed, 2 wrong use. With --exit-zero, 3 is 0.`

interface ChangeOptions {
  acceptLoss?: true
  exitZero?: true
}

export function registerModel(program: Command): void {
  const model = program.command('model').description('the content model as files in a repository')
  model
    .command('pull')
    .description('write the model into a folder: locales.json and types/*.json, with JSON Schemas for the completion of editors')
    .argument('[folder]', 'where the files are', 'model')
    .action((folder: string, _options, command: Command) => runCommand(command, (surroundings) => pull(surroundings, folder)))
  model
    .command('plan')
    .description('say what applying the folder would do: what is kept, converted or lost; changes nothing')
    .argument('[folder]', 'where the files are', 'model')
    .option('--exit-zero', 'exit with 0 also where there is something to do')
    .addHelpText('after', codesHelp)
    .action((folder: string, options: ChangeOptions, command: Command) =>
      runCommand(command, (surroundings) => plan(surroundings, folder, options)),
    )
  model
    .command('apply')
    .description('make the model what the folder says, in one transaction')
    .argument('[folder]', 'where the files are', 'model')
    .option('--accept-loss', 'also where content is lost; `verso model plan` says which')
    .option('--exit-zero', 'exit with 0 also after a change')
    .addHelpText('after', codesHelp)
    .action((folder: string, options: ChangeOptions, command: Command) =>
      runCommand(command, (surroundings) => apply(surroundings, folder, options)),
    )
  model
    .command('versions')
    .description('list the versions of the model, newest first, and until when each can be undone')
    .action((_options, command: Command) => runCommand(command, versions))
  model
    .command('undo')
    .description('take back a change of the model, with the values that it converted or removed')
    .argument('<version>', 'number of the version that the change made')
    .option('--accept-loss', 'also where content that was written since is lost')
    .option('--exit-zero', 'exit with 0 also after a change')
    .addHelpText('after', codesHelp)
    .action((version: string, options: ChangeOptions, command: Command) =>
      runCommand(command, (surroundings) => undo(surroundings, version, options)),
    )
  model
    .command('indexes')
    .description('list the indexes of fields and how far each is')
    .option('--build', 'build what is missing and wait for it; the worker does it by itself')
    .action((options: { build?: true }, command: Command) => runCommand(command, (surroundings) => showIndexes(surroundings, options)))
  model
    .command('clear')
    .description('clear the values of types and fields that were removed more than 90 days ago; the worker does it every hour')
    .action((_options, command: Command) => runCommand(command, clear))
}

async function clear({ config, output }: Surroundings): Promise<number> {
  return withHouse(config, async (house) => {
    const cleared = await clearRemovedValues(systemContext(house.base))
    output.result(cleared)
    const { types, fields, entries, stripped } = cleared
    output.say(`Cleared ${types} types with ${entries} entries, and ${fields} fields: ${stripped} entries held something of them.`)
    return 0
  })
}

async function pull({ config, output }: Surroundings, folder: string): Promise<number> {
  return withHouse(config, async (house) => {
    const { views, locales } = await listTypes(systemContext(house.base))
    const document: ModelDocument = {
      types: views,
      locales: locales.map(({ code, label, isDefault, fallback }) => ({ code, label, default: isDefault, fallback })),
    }
    const found = writeModelFiles(folder, document)
    output.result(found)
    for (const file of found.written) output.say(`${file}  written`)
    for (const file of found.removed) output.say(`${file}  removed`)
    output.say(`${folder}: ${found.written.length} written, ${found.removed.length} removed, ${found.unchanged} as they were`)
    return 0
  })
}

async function plan({ config, output }: Surroundings, folder: string, { exitZero }: ChangeOptions): Promise<number> {
  const files = readModelFiles(folder)
  return withHouse(config, async (house) => {
    const planned = await inFiles(files, () => planModel(systemContext(house.base), files.document))
    output.result({ ...planned, needsConsent: losesContent(planned) })
    sayPlan(output, planned)
    if (losesContent(planned)) return exitCodes.needsConsent
    return planned.steps.length === 0 || exitZero === true ? exitCodes.nothingToDo : exitCodes.changed
  })
}

async function apply({ config, output }: Surroundings, folder: string, options: ChangeOptions): Promise<number> {
  const files = readModelFiles(folder)
  return withHouse(config, async (house) => {
    const ctx = systemContext(house.base)
    const planned = await inFiles(files, () => planModel(ctx, files.document))
    sayPlan(output, planned)
    if (planned.steps.length === 0) {
      output.result({ changes: 0 })
      return exitCodes.nothingToDo
    }
    if (losesContent(planned) && options.acceptLoss !== true) {
      output.result({ changes: 0, needsConsent: true, ...planned })
      output.say('Nothing was changed. Content would be lost; say --accept-loss where that is meant.')
      return exitCodes.needsConsent
    }
    const applied = await applyModel(ctx, { planHash: planned.planHash, acceptLoss: options.acceptLoss === true })
    return changed({ output }, { ...applied, changes: planned.steps.length }, options)
  })
}

async function versions({ config, output }: Surroundings): Promise<number> {
  return withHouse(config, async (house) => {
    const found = await listModelVersions(systemContext(house.base))
    output.result(found.map((version) => ({ ...version, seq: version.seq === null ? null : Number(version.seq) })))
    for (const { version, at, steps, undo } of found) {
      const until =
        undo === null
          ? 'can’t be undone'
          : undo.blockedBy.length > 0
            ? `undo ${undo.blockedBy.join(', ')} first`
            : `can be undone until ${day(undo.until)}`
      output.say(`${String(version).padStart(4)}  ${day(at)}  ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, ${until}`)
    }
    return 0
  })
}

async function undo({ config, output }: Surroundings, version: string, options: ChangeOptions): Promise<number> {
  const modelVersion = Number(version)
  if (!Number.isSafeInteger(modelVersion) || modelVersion < 1)
    throw new StartError('The version is a number; `verso model versions` lists them.')
  return withHouse(config, async (house) => {
    try {
      const undone = await undoModel(systemContext(house.base), { modelVersion, acceptLoss: options.acceptLoss === true })
      return changed({ output }, undone, options)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'loss_not_accepted') throw error
      output.result({ needsConsent: true, ...error.facts })
      output.say(`Nothing was changed. ${error.message}; say --accept-loss where that is meant.`)
      return exitCodes.needsConsent
    }
  })
}

function changed(
  { output }: Pick<Surroundings, 'output'>,
  answer: { modelVersion: number; seq: bigint | null; changes?: number },
  { exitZero }: ChangeOptions,
): number {
  const { seq, ...facts } = answer
  output.result({ ...facts, seq: seq === null ? null : Number(seq) })
  output.say(`The model is at version ${answer.modelVersion}${seq === null ? '' : `, seq ${seq}`}.`)
  return exitZero === true ? 0 : exitCodes.changed
}

/** Faults of the document, told by the file that each stands in. */
async function inFiles<T>(files: ModelFolder, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Refusal) || error.issues.length === 0) throw error
    const issues = error.issues.map((issue) => ({ ...issue, path: placeInFiles(files, issue.path ?? '') }))
    throw new Refusal(error.code, error.message, { issues, facts: error.facts })
  }
}

function losesContent({ steps }: ModelPlan): boolean {
  return steps.some((step) => step.needs === 'acceptLoss')
}

function day(at: Date | string): string {
  return new Date(at).toISOString().slice(0, 10)
}
