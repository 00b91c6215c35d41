#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { keepHeapSmall } from './heap-flag.ts'

// A command is a file in `commands/` that exports one function, `register<Name>(program)`, which adds it here. Its action
// goes through `runCommand` (configuration, errors, exit code, --json); what it works on comes from `withHouse`.
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const program = new Command('verso')
  .description('A self-hosted headless CMS.')
  .version(version)
  .option('--json', 'write one JSON document instead of text')
  .showHelpAfterError()
  .exitOverride()
const commands = new Map<string, () => Promise<(program: Command) => void>>([
  ['start', loadStart],
  ['migrate', async () => (await import('./commands/migrate.ts')).registerMigrate],
  ['model', async () => (await import('./commands/model.ts')).registerModel],
  ['types', async () => (await import('./commands/types.ts')).registerTypes],
  ['users', async () => (await import('./commands/users.ts')).registerUsers],
  ['roles', async () => (await import('./commands/roles.ts')).registerRoles],
  ['tokens', async () => (await import('./commands/tokens.ts')).registerTokens],
  ['import', async () => (await import('./commands/import.ts')).registerImport],
  ['media', async () => (await import('./commands/media.ts')).registerMedia],
  ['history', async () => (await import('./commands/history.ts')).registerHistory],
  ['audit', async () => (await import('./commands/audit.ts')).registerAudit],
  ['doctor', async () => (await import('./commands/doctor.ts')).registerDoctor],
])
// Only what is asked for is loaded: a server has no use for parsers of imports. Help speaks of all.
const named = commands.get(process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '')
for (const load of named === undefined ? commands.values() : [named]) (await load())(program)

async function loadStart() {
  keepHeapSmall()
  return (await import('./commands/start.ts')).registerStart
}

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  // Commander has said it already; help and version aren't wrong use.
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
