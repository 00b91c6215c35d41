import { checkFiles, systemContext } from '@verso/core'
import type { Command } from 'commander'
import { colors } from '../colors.ts'
import { checkConfiguration } from '../doctor/check-configuration.ts'
import { checkInstallation } from '../doctor/check-installation.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { withHouse } from '../with-house.ts'

const help = `
Exit codes: 0 nothing to mend; 1 something is; 2 wrong use.`

export function registerDoctor(program: Command): void {
  const doctor = program
    .command('doctor')
    .description('look at how safe this installation is, with the configuration of this moment; changes nothing')
    .addHelpText('after', help)
    .action((_options: object, command: Command) => runCommand(command, look))
  doctor
    .command('files')
    .description('hold the stored files against the rows that name them')
    .addHelpText('after', help)
    .action((_options: object, command: Command) => runCommand(command, lookAtFiles))
}

const marks = { ok: colors.green('ok     '), note: colors.yellow('note   '), finding: colors.red('FINDING') }

async function look({ config, output }: Surroundings): Promise<number> {
  return withHouse(config, async (house) => {
    const findings = [...checkConfiguration(config), ...(await checkInstallation(config, house))]
    for (const { check, verdict, message } of findings) output.say(`${marks[verdict]}  ${check}: ${message}`)
    const isSound = !findings.some(({ verdict }) => verdict === 'finding')
    output.result({ ok: isSound, findings })
    return isSound ? 0 : 1
  })
}

async function lookAtFiles({ config, output }: Surroundings): Promise<number> {
  return withHouse(config, async ({ base }) => {
    const { rows, files, missing, orphans, temp } = await checkFiles(systemContext(base))
    output.say(`rows=${rows} files=${files} missing=${missing.length} orphans=${orphans.length} temp=${temp}`)
    for (const sha256 of missing) output.say(`missing ${sha256}`)
    output.result({ rows, files, missing: missing.length, orphans: orphans.length, temp, missingHashes: missing })
    return missing.length > 0 || orphans.length > 0 ? 1 : 0
  })
}
