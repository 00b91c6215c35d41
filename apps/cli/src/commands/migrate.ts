import { migrationStatus } from '@verso/data'
import type { Command } from 'commander'
import { bringUpToDate } from '../bring-up-to-date.ts'
import { migrationsDir } from '../locations.ts'
import { openDatabase } from '../open-database.ts'
import { runCommand, type Surroundings } from '../run-command.ts'

export function registerMigrate(program: Command): void {
  const migrate = program.command('migrate').description('bring the database to the state that this version needs')
  migrate
    .command('status')
    .description('say which migrations are applied and which are missing; exits with 1 when any is')
    .action((_options, command: Command) => runCommand(command, status))
  migrate
    .command('deploy')
    .description('apply the missing migrations (a starting server does so by itself)')
    .action((_options, command: Command) => runCommand(command, deploy))
}

async function status({ config, output }: Surroundings): Promise<number> {
  const database = await openDatabase(config, { mayShare: true, mayMake: false })
  try {
    const found = await migrationStatus({ connectionString: database.ownersConnectionString, migrationsDir })
    output.result(found)
    const lists: [string, string[]][] = [
      ['applied', found.applied],
      ['missing', found.pending],
      ['failed and rolled back', found.failed],
      ['of a newer version', found.unknown],
    ]
    for (const [label, names] of lists) for (const name of names) output.say(`${name}  ${label}`)
    return found.pending.length > 0 || found.unknown.length > 0 ? 1 : 0
  } finally {
    await database.close()
  }
}

async function deploy({ config, output }: Surroundings): Promise<number> {
  const database = await openDatabase(config, { mayShare: true, mayMake: false })
  try {
    const { applied } = await bringUpToDate(database, () => output.say('Another server is migrating; waiting for it …'))
    output.result({ applied })
    for (const name of applied) output.say(`${name}  applied`)
    if (applied.length === 0) output.say('Nothing is missing.')
    return 0
  } finally {
    await database.close()
  }
}
