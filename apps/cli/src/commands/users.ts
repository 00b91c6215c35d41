import { text } from 'node:stream/consumers'
import { createUser, listUsers, normaliseEmail, resetSecondFactor, systemContext } from '@verso/core'
import type { Command } from 'commander'
import { runCommand, type Surroundings } from '../run-command.ts'
import { StartError } from '../start-error.ts'
import { withHouse } from '../with-house.ts'

interface CreateOptions {
  email: string
  role: string[]
  name?: string
  passwordStdin?: true
}

export function registerUsers(program: Command): void {
  const users = program.command('users').description('the people who may sign in')
  users
    .command('reset-second-factor')
    .description('take the second factor of a person away who has lost it, and end their sessions')
    .argument('<email>', 'what they sign in with')
    .action((email: string, _options: object, command: Command) => runCommand(command, (surroundings) => resetFactor(surroundings, email)))
  users
    .command('create')
    .description('make a person; the password is read from standard input')
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--role <name...>', 'owner, administrator, editor, author or viewer')
    .option('--name <name>', 'what others see; the part of the address before the @ when absent')
    .requiredOption('--password-stdin', 'read the password from standard input')
    .action((options: CreateOptions, command: Command) => runCommand(command, (surroundings) => create(surroundings, options)))
}

async function create({ config, output }: Surroundings, { email, role, name }: CreateOptions): Promise<number> {
  if (process.stdin.isTTY)
    throw new StartError('Give the password on standard input, such as: verso users create … --password-stdin < password.txt')
  // A line end comes from the shell or the editor; it is no part of a password.
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  return withHouse(config, async (house) => {
    const wish = { email, name: name ?? email.split('@')[0] ?? email, roles: role, password }
    const { user } = await createUser(systemContext(house.base), wish, { hasMail: false })
    output.result({ id: user.id, email: user.email, roles: user.roles })
    output.say(`${user.email} may sign in as ${user.roles.join(', ')}.`)
    return 0
  })
}

async function resetFactor({ config, output }: Surroundings, email: string): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const ctx = systemContext(base)
    const user = (await listUsers(ctx)).find((one) => one.email === normaliseEmail(email))
    if (user === undefined) throw new StartError(`Nobody signs in with ${email}.`)
    await resetSecondFactor(ctx, user.id)
    output.result({ id: user.id, email: user.email })
    output.say(`The password alone signs ${user.email} in now, until another second factor is set up.`)
    return 0
  })
}
