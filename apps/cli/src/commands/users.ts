import { text } from 'node:stream/consumers'
import { changeUser, createUser, issueResetLink, linkAddress, listUsers, resetSecondFactor, systemContext } from '@verso/core'
import type { Command } from 'commander'
import { findPerson } from '../find-person.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { StartError } from '../start-error.ts'
import { withHouse } from '../with-house.ts'

interface CreateOptions {
  email: string
  role: string[]
  name?: string
  passwordStdin?: true
}

const statusCommands = [
  ['disable', 'disabled', 'shut a person out, and end their sessions'],
  ['enable', 'active', 'let a person in again'],
] as const

export function registerUsers(program: Command): void {
  const users = program.command('users').description('the people who may sign in')
  users
    .command('reset-second-factor')
    .description('take the second factor of a person away who has lost it, and end their sessions')
    .argument('<email>', 'what they sign in with')
    .action((email: string, _options: object, command: Command) => runCommand(command, (surroundings) => resetFactor(surroundings, email)))
  users
    .command('list')
    .description('everyone with an account')
    .action((_options: object, command: Command) => runCommand(command, list))
  for (const [name, status, words] of statusCommands)
    users
      .command(name)
      .description(words)
      .argument('<email>', 'what they sign in with')
      .action((email: string, _options: object, command: Command) =>
        runCommand(command, (surroundings) => change(surroundings, email, { status })),
      )
  users
    .command('roles')
    .description('give a person other roles, in place of those they have')
    .argument('<email>', 'what they sign in with')
    .argument('<role...>', 'names of roles')
    .action((email: string, roles: string[], _options: object, command: Command) =>
      runCommand(command, (surroundings) => change(surroundings, email, { roles })),
    )
  users
    .command('reset')
    .description('make a link to a new password, good for half an hour; whoever has it has the account')
    .argument('<email>', 'what they sign in with')
    .action((email: string, _options: object, command: Command) => runCommand(command, (surroundings) => takeLink(surroundings, email)))
  users
    .command('create')
    .description('make a person; the password is read from standard input')
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--role <name...>', 'owner, administrator, editor, author or viewer')
    .option('--name <name>', 'what others see; the part of the address before the @ when absent')
    .requiredOption('--password-stdin', 'read the password from standard input')
    .action((options: CreateOptions, command: Command) => runCommand(command, (surroundings) => create(surroundings, options)))
}

async function list({ config, output }: Surroundings): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const users = await listUsers(systemContext(base))
    output.result(
      users.map(({ id, email, name, roles, status, hasSecondFactor }) => ({
        id,
        email,
        name,
        roles,
        status,
        secondFactor: hasSecondFactor,
      })),
    )
    for (const { email, name, roles, status } of users) output.say(`${email}  ${name}  ${roles.join(', ')}  ${status}`)
    return 0
  })
}

async function change(
  { config, output }: Surroundings,
  email: string,
  changes: { status: 'active' | 'disabled' } | { roles: string[] },
): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const ctx = systemContext(base)
    const user = await changeUser(ctx, (await findPerson(ctx, email)).id, changes)
    output.result({ id: user.id, email: user.email, roles: user.roles, status: user.status })
    output.say(`${user.email}: ${user.roles.join(', ')}, ${user.status}.`)
    return 0
  })
}

async function takeLink({ config, output }: Surroundings, email: string): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const ctx = systemContext(base)
    const user = await findPerson(ctx, email)
    const url = linkAddress(config.publicUrl ?? `http://localhost:${config.port ?? 4000}`, await issueResetLink(ctx, user.id))
    output.result({ id: user.id, email: user.email, url })
    output.say(url)
    return 0
  })
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
    const user = await findPerson(ctx, email)
    await resetSecondFactor(ctx, user.id)
    output.result({ id: user.id, email: user.email })
    output.say(`The password alone signs ${user.email} in now, until another second factor is set up.`)
    return 0
  })
}
