import {
  actorOfUser,
  type Context,
  createToken,
  getToken,
  listTokens,
  type MadeToken,
  revokeToken,
  rotateToken,
  systemContext,
} from '@verso/core'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { findPerson } from '../find-person.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { withHouse } from '../with-house.ts'

interface CreateOptions {
  for: string
  name: string
  kind: 'content' | 'preview' | 'admin'
  type?: string[]
  role?: string[]
  address?: string[]
  expires?: string
}

export function registerTokens(program: Command): void {
  const tokens = program.command('tokens').description('credentials for programs; a secret is said once, when it is made')
  tokens
    .command('list')
    .description('all tokens, newest first')
    .action((_options: object, command: Command) => runCommand(command, list))
  tokens
    .command('create')
    .description('make a token; its secret is the only line of standard output')
    .requiredOption('--for <email>', 'whose token it is: their rights bound it, and it ends with their account')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--kind <kind>', 'what it is good for').choices(['content', 'preview', 'admin']).default('content'))
    .option('--type <type...>', 'types that it reads; * for all')
    .option('--role <role...>', 'roles of a token for administration; its maker’s rights when absent')
    .option('--address <network...>', 'where it may be used from')
    .option('--expires <time>', 'when it ends, or never; in ninety days when absent', expiry)
    .action((options: CreateOptions, command: Command) => runCommand(command, (surroundings) => create(surroundings, options)))
  tokens
    .command('rotate')
    .description('give a token a new secret, which is the only line of standard output')
    .argument('<id>')
    .option('--overlap <seconds>', 'how long the old one stays good', seconds)
    .action((id: string, { overlap }: { overlap?: number }, command: Command) =>
      runCommand(command, (surroundings) =>
        withToken(surroundings, id, (ctx) => rotateToken(ctx, id, overlap === undefined ? {} : { overlapSeconds: overlap })),
      ),
    )
  tokens
    .command('revoke')
    .description('end a token at once')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      runCommand(command, ({ config, output }) =>
        withHouse(config, async ({ base }) => {
          await revokeToken(systemContext(base), id)
          output.result({ revoked: id })
          return 0
        }),
      ),
    )
}

async function list({ config, output }: Surroundings): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const tokens = await listTokens(systemContext(base))
    output.result(
      tokens.map(({ id, name, kind, prefix, expiresAt, revokedAt, lastUsedAt }) => ({
        id,
        name,
        kind,
        prefix,
        expiresAt,
        revokedAt,
        lastUsedAt,
      })),
    )
    for (const { id, name, kind, expiresAt, revokedAt } of tokens)
      output.say(`${id}  ${kind}  ${name}  ${revokedAt === null ? `ends ${expiresAt?.toISOString() ?? 'never'}` : 'revoked'}`)
    return 0
  })
}

async function create({ config, output }: Surroundings, options: CreateOptions): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const system = systemContext(base)
    const actor = await actorOfUser(base.store, await findPerson(system, options.for), null)
    const { name, kind, type, role, address, expires } = options
    const made = await createToken(
      { ...system, actor },
      {
        ...{ name, kind },
        ...(type === undefined ? {} : { types: type }),
        ...(role === undefined ? {} : { roles: role }),
        ...(address === undefined ? {} : { allowedAddresses: address }),
        ...(expires === undefined ? {} : { expiresAt: expires === 'never' ? null : expires }),
      },
    )
    return say({ output }, made)
  })
}

async function withToken({ config, output }: Surroundings, id: string, act: (ctx: Context) => Promise<MadeToken>): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const ctx = systemContext(base)
    await getToken(ctx, base.store, id)
    return say({ output }, await act(ctx))
  })
}

function say({ output }: Pick<Surroundings, 'output'>, { token, text }: MadeToken): number {
  output.result({ id: token.id, name: token.name, kind: token.kind, expiresAt: token.expiresAt, token: text })
  output.say(text)
  return 0
}

function expiry(text: string): string {
  if (text !== 'never' && Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('a time such as 2027-01-31T12:00:00Z, or never')
  return text === 'never' ? text : new Date(text).toISOString()
}

function seconds(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a number of seconds')
  return Number(text)
}
