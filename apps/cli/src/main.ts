#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { registerAudit } from './commands/audit.ts'
import { registerDoctor } from './commands/doctor.ts'
import { registerHistory } from './commands/history.ts'
import { registerImport } from './commands/import.ts'
import { registerMedia } from './commands/media.ts'
import { registerMigrate } from './commands/migrate.ts'
import { registerModel } from './commands/model.ts'
import { registerRoles } from './commands/roles.ts'
import { registerStart } from './commands/start.ts'
import { registerTokens } from './commands/tokens.ts'
import { registerTypes } from './commands/types.ts'
import { registerUsers } from './commands/users.ts'

// A command is a file in `commands/` that exports one function, `register<Name>(program)`, which adds it here. Its action
// goes through `runCommand` (configuration, errors, exit code, --json); what it works on comes from `withHouse`.
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const program = new Command('verso')
  .description('A self-hosted headless CMS.')
  .version(version)
  .option('--json', 'write one JSON document instead of text')
  .showHelpAfterError()
  .exitOverride()
registerStart(program)
registerMigrate(program)
registerModel(program)
registerTypes(program)
registerUsers(program)
registerRoles(program)
registerTokens(program)
registerImport(program)
registerMedia(program)
registerHistory(program)
registerAudit(program)
registerDoctor(program)

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  // Commander has said it already; help and version aren't wrong use.
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
