import closeWithGrace from 'close-with-grace'
import { Argument, type Command } from 'commander'
import { createLogger } from '../create-logger.ts'
import { letYoungGrow } from '../heap-flag.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { serviceNames, servicesOf } from '../services.ts'
import { startServer } from '../start-server.ts'

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('serve the content API, the admin API with the admin UI, and work on jobs; or only what is named')
    .addArgument(new Argument('[services...]').choices(['all', ...serviceNames]))
    .option('--sample', 'bring a small magazine to look at, where there are no content types yet')
    .action((asked: string[], options: StartOptions, command: Command) =>
      runCommand(command, (surroundings) => start(surroundings, { asked, wantsSample: options.sample === true })),
    )
}

interface StartOptions {
  sample?: true
}

/** Whatever takes longer to end than this is left to the operating system. */
const endMs = 14_000

async function start(
  { config, output }: Surroundings,
  { asked, wantsSample }: { asked: string[]; wantsSample: boolean },
): Promise<undefined> {
  const logger = createLogger(config.logLevel)
  const closers: (() => Promise<void>)[] = []
  let isEnding = false
  const grace = closeWithGrace({ delay: endMs, logger: false }, async ({ signal, err }) => {
    isEnding = true
    if (err !== undefined) logger.fatal({ err }, 'An error that nothing caught ends this server')
    else if (signal !== undefined) output.say(`${signal}: ending what was begun …`)
    await closeAll(closers)
  })
  try {
    const services = servicesOf(asked, config)
    await startServer({ config, services, wantsSample, output, logger, onClose: (close) => closers.push(close) })
    letYoungGrow()
  } catch (error) {
    // Ended by a signal meanwhile, whatever was cut off fails for that reason alone.
    if (isEnding) return
    grace.uninstall()
    await closeAll(closers)
    throw error
  }
}

/** Last opened, first closed; what can't be closed must not keep the rest open. */
async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close().catch(() => {})
}
