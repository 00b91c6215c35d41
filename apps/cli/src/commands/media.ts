import { systemContext } from '@verso/core'
import type { Command } from 'commander'
import { runCommand } from '../run-command.ts'
import { withHouse } from '../with-house.ts'
import { fetchFiles } from './import.ts'

export function registerMedia(program: Command): void {
  program
    .command('media')
    .description('the files')
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
}
