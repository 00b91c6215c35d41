import { CreateRoleBody, PatchRoleBody } from '@verso/contract'
import { changeRole, type Context, createRole, deleteRole, getRole, listRoles, systemContext, writtenRule } from '@verso/core'
import type { Command } from 'commander'
import { readJson } from '../read-json.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { withHouse } from '../with-house.ts'

const help = `
A role is JSON as the admin API takes it, such as
  { "name": "translator", "rules": [{ "actions": ["read", "edit"], "types": ["article"], "locales": ["de"] }] }`

/** Whoever runs commands is bound by no rights of their own: who can read the secret has all of them. */
export function registerRoles(program: Command): void {
  const roles = program.command('roles').description('what people may do')
  roles
    .command('list')
    .description('all roles')
    .action((_options: object, command: Command) => runCommand(command, list))
  roles
    .command('show')
    .description('a role as JSON, as it can be given back to edit')
    .argument('<name>')
    .action((name: string, _options: object, command: Command) => withRole(command, (ctx) => getRole(ctx, name)))
  roles
    .command('create')
    .description('make a role')
    .argument('<file>', 'its JSON, or - for standard input')
    .addHelpText('after', help)
    .action((file: string, _options: object, command: Command) =>
      withRole(command, async (ctx) => createRole(ctx, (await readJson(file, CreateRoleBody)) as CreateRoleBody)),
    )
  roles
    .command('edit')
    .description('change what the JSON names of a role; the rest stays')
    .argument('<name>')
    .argument('<file>', 'the JSON, or - for standard input')
    .addHelpText('after', help)
    .action((name: string, file: string, _options: object, command: Command) =>
      withRole(command, async (ctx) =>
        changeRole(ctx, name, { changes: (await readJson(file, PatchRoleBody)) as PatchRoleBody, ifRevision: null }),
      ),
    )
  roles
    .command('delete')
    .description('delete a role that nobody has')
    .argument('<name>')
    .action((name: string, _options: object, command: Command) => runCommand(command, (surroundings) => removeRole(surroundings, name)))
}

async function list({ config, output }: Surroundings): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const roles = await listRoles(systemContext(base))
    output.result(roles.map(({ name, label, builtIn }) => ({ name, label, builtIn })))
    for (const { name, label } of roles) output.say(`${name}  ${label}`)
    return 0
  })
}

type Role = Awaited<ReturnType<typeof getRole>>

/** Prints the role that an action leads to. */
async function withRole(command: Command, act: (ctx: Context) => Promise<Role>): Promise<void> {
  await runCommand(command, ({ config, output }) =>
    withHouse(config, async ({ base }) => {
      const ctx = systemContext(base)
      const { name, label, description, rules, manage } = await act(ctx)
      const model = await ctx.model()
      const told = {
        name,
        label,
        ...(description === null ? {} : { description }),
        rules: rules.map((rule) => writtenRule(rule, model)),
        manage,
      }
      output.result(told)
      output.say(JSON.stringify(told, null, 2))
      return 0
    }),
  )
}

async function removeRole({ config, output }: Surroundings, name: string): Promise<number> {
  return withHouse(config, async ({ base }) => {
    await deleteRole(systemContext(base), name, { ifRevision: null })
    output.result({ deleted: name })
    output.say(`There is no role "${name}" any more.`)
    return 0
  })
}
