import { listRoles, systemContext } from '@verso/core'
import type { Command } from 'commander'
import { runCommand } from '../run-command.ts'
import { withHouse } from '../with-house.ts'

export function registerRoles(program: Command): void {
  program
    .command('roles')
    .description('what people may do')
    .command('list')
    .description('all roles')
    .action((_options: object, command: Command) =>
      runCommand(command, ({ config, output }) =>
        withHouse(config, async ({ base }) => {
          const roles = await listRoles(systemContext(base))
          output.result(roles.map(({ name, label, builtIn }) => ({ name, label, builtIn })))
          for (const { name, label } of roles) output.say(`${name}  ${label}`)
          return 0
        }),
      ),
    )
}
