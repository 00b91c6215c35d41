import { existsSync } from 'node:fs'
import { addMedia, checkFiles, mendFiles, moveFiles, systemContext } from '@verso/core'
import { type Command, Option } from 'commander'
import { fileStores } from '../file-stores.ts'
import { showProgress } from '../progress.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { StartError } from '../start-error.ts'
import { withHouse } from '../with-house.ts'
import { fetchFiles } from './import.ts'

export function registerMedia(program: Command): void {
  const media = program.command('media').description('the files')
  media
    .command('fetch')
    .description('bring files that an import knows by their address only; exits with 1 when some could not be fetched')
    .action((_options, command: Command) =>
      runCommand(command, (surroundings) =>
        withHouse(surroundings.config, async (house) => {
          const files = await fetchFiles(surroundings, systemContext(house.base))
          surroundings.output.result(files)
          return files.failed.length > 0 ? 1 : 0
        }),
      ),
    )
  media
    .command('add <file...>')
    .description('take files of this machine in; exits with 1 when some are refused')
    .action((paths: string[], _options, command: Command) => runCommand(command, (surroundings) => add(surroundings, paths)))
  media
    .command('move')
    .description('bring all files from the data folder into the bucket of VERSO_STORE, or back')
    .addOption(new Option('--to <store>', 'where they go').choices(['s3', 'disk']).makeOptionMandatory())
    .option('--remove', 'remove them where they come from, once all of them are safe', false)
    .addHelpText('after', moveHelp)
    .action((options: MoveFlags, command: Command) => runCommand(command, (surroundings) => move(surroundings, options)))
  media
    .command('check')
    .description('read every stored file and hold it against its hash, and all of them against the rows that name them')
    .option('--fix', 'remove leftovers that are a day old, and made images that are damaged or gone: they are made again', false)
    .addHelpText('after', '\nExit codes: 0 nothing to mend; 1 something is missing, damaged or left over; 2 wrong use.')
    .action((options: CheckFlags, command: Command) => runCommand(command, (surroundings) => check(surroundings, options)))
}

async function add({ config, output }: Surroundings, paths: string[]): Promise<number> {
  const absent = paths.filter((path) => !existsSync(path))
  if (absent.length > 0) throw new StartError(`There is no file ${absent.join(', ')}`)
  return withHouse(config, async ({ base }) => {
    const files = await addMedia(systemContext(base), paths)
    for (const { path, added, refusal } of files) output.say(`${path}  ${refusal?.message ?? added?.media.id}`)
    output.result(
      files.map(({ path, added, refusal }) => {
        if (added === null) return { path, refused: refusal?.code, message: refusal?.message }
        const { id, mimeType, sha256, width, height } = added.media
        return { path, id, mimeType, sha256, width, height, duplicateOf: added.duplicateOf }
      }),
    )
    return files.some(({ refusal }) => refusal !== null) ? 1 : 0
  })
}

interface MoveFlags {
  to: 's3' | 'disk'
  remove: boolean
}

const moveHelp = `
Each copy is read back and held against its hash. Broken off anywhere, the same again goes on. VERSO_STORE names the bucket in both directions
(VERSO_STORE=s3://bucket verso media move --to disk). Servers may go on meanwhile: move, start them with the other VERSO_STORE, and move once more
for what came in between. Uploads in parts that are under way begin again.
Exit codes: 0 all are there; 1 some are missing or damaged; 2 wrong use.`

async function move({ config, output }: Surroundings, { to, remove }: MoveFlags): Promise<number> {
  const { disk, s3 } = fileStores(config)
  if (s3 === null) throw new StartError('VERSO_STORE does not name a bucket, such as s3://files')
  const stores = to === 's3' ? { from: disk, to: s3 } : { from: s3, to: disk }
  return withHouse(config, async ({ base }) => {
    let bar: ReturnType<typeof showProgress> | null = null
    const onProgress = (done: number, total: number) => {
      bar ??= showProgress(output, { label: 'Files', total })
      bar.to(done)
    }
    const result = await moveFiles(systemContext(base), { ...stores, isRemoving: remove, onProgress })
    const { moved, present, removed, missing, damaged } = result
    const summary = `moved=${moved} present=${present} removed=${removed} missing=${missing.length} damaged=${damaged.length}`
    if (bar === null) output.say(summary)
    else (bar as ReturnType<typeof showProgress>).stop(summary)
    tell(output, { missing, damaged })
    output.result(result)
    return missing.length + damaged.length > 0 ? 1 : 0
  })
}

interface CheckFlags {
  fix: boolean
}

async function check({ config, output }: Surroundings, { fix }: CheckFlags): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const ctx = systemContext(base)
    const look = () => checkFiles(ctx, { isThorough: true })
    const found = await look()
    const mended = fix ? await mendFiles(ctx, found) : null
    const left = mended === null ? found : await look()
    const { rows, files, missing, damaged, orphans, temp } = left
    output.say(
      `rows=${rows} files=${files} missing=${missing.length} damaged=${damaged.length} orphans=${orphans.length} temp=${temp}` +
        (mended === null ? '' : `; mended: renditions=${mended.renditions} orphans=${mended.orphans} temp=${mended.temp}`),
    )
    tell(output, left)
    output.result({ ...left, mended })
    return missing.length + damaged.length + orphans.length > 0 ? 1 : 0
  })
}

function tell({ say }: Surroundings['output'], { missing, damaged }: { missing: string[]; damaged: string[] }): void {
  for (const sha256 of missing) say(`missing ${sha256}`)
  for (const sha256 of damaged) say(`damaged ${sha256}`)
}
