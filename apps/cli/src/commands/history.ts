import { compactHistory, type Context, createSnapshot, deleteSnapshot, listSnapshots, systemContext } from '@verso/core'
import { type Command, InvalidArgumentError } from 'commander'
import { showProgress } from '../progress.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { StartError } from '../start-error.ts'
import { withHouse } from '../with-house.ts'

export function registerHistory(program: Command): void {
  const history = program.command('history').description('what was public, and how far back it is kept')
  history
    .command('compact')
    .description('clear what no kept point shows; can be broken off, and goes on where it was')
    .option('--days <number>', 'keep every point of so many days, in place of the setting', numberFrom(1))
    .action(({ days }: { days?: number }, command: Command) => run(command, (surroundings, ctx) => compact(surroundings, ctx, days)))
  history
    .command('snapshots')
    .description('list the points that are kept by their names')
    .action((_options, command: Command) => run(command, listAll))
  history
    .command('name')
    .description('give a point a name, so that it is kept for as long as it has one')
    .argument('<name>')
    .option('--seq <number>', 'the point; the present one when absent', numberFrom(0))
    .action((name: string, { seq }: { seq?: number }, command: Command) =>
      run(command, async ({ output }, ctx) => {
        const snapshot = await createSnapshot(ctx, { name, seq })
        output.say(`${snapshot.name} is the point ${snapshot.seq}.`)
        output.result({ id: snapshot.id, name: snapshot.name, seq: Number(snapshot.seq) })
        return 0
      }),
    )
  history
    .command('forget')
    .description('take a name from its point')
    .argument('<name>')
    .action((name: string, _options, command: Command) =>
      run(command, async ({ output }, ctx) => {
        const snapshot = (await listSnapshots(ctx)).find((one) => one.name === name)
        if (snapshot === undefined) throw new StartError(`There is no snapshot "${name}".`)
        await deleteSnapshot(ctx, snapshot.id)
        output.result({ deleted: snapshot.id })
        return 0
      }),
    )
}

function run(command: Command, act: (surroundings: Surroundings, ctx: Context) => Promise<number>): Promise<void> {
  return runCommand(command, (surroundings) => withHouse(surroundings.config, ({ base }) => act(surroundings, systemContext(base))))
}

async function compact({ output }: Surroundings, ctx: Context, days: number | undefined): Promise<number> {
  const stop = new AbortController()
  const breakOff = () => stop.abort()
  process.once('SIGINT', breakOff).once('SIGTERM', breakOff)
  const bar = showProgress(output, { label: 'Documents cleared', total: 1 })
  const done = await compactHistory(ctx, { days, signal: stop.signal, onProgress: ({ publications }) => bar.to(publications) })
  process.off('SIGINT', breakOff).off('SIGTERM', breakOff)
  bar.stop(sentenceOf(done))
  output.result(done ?? { state: 'kept' })
  return done?.state === 'running' ? 1 : 0
}

function sentenceOf(done: Awaited<ReturnType<typeof compactHistory>>): string {
  if (done === null) return 'Everything is kept for ever: say how long with --days, or in the settings.'
  const what = `${done.publications} documents cleared, ${done.references} references removed`
  return done.state === 'running'
    ? `Broken off: ${what}. It goes on where it was.`
    : `${what}. Every point from ${done.horizon} on is kept.`
}

async function listAll({ output }: Surroundings, ctx: Context): Promise<number> {
  const snapshots = (await listSnapshots(ctx)).map(({ id, name, seq, createdAt }) => ({ id, name, seq: Number(seq), createdAt }))
  for (const { name, seq } of snapshots) output.say(`${seq}  ${name}`)
  output.result(snapshots)
  return 0
}

function numberFrom(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,15}$/.test(text) || Number(text) < least) throw new InvalidArgumentError(`a whole number from ${least}`)
    return Number(text)
  }
}
