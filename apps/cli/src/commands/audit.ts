import { type AuditVerdict, systemContext, verifyAudit } from '@verso/core'
import type { Command } from 'commander'
import { showProgress } from '../progress.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { withHouse } from '../with-house.ts'

const help = `
Prints \`rows=N ok\`, or the first row that isn't as it was written: its place in the chain, its id, and whether it was removed, altered
(or moved), or added by somebody who went around Verso.

Exit codes: 0 whole; 1 something is wrong; 2 wrong use.`

export function registerAudit(program: Command): void {
  program
    .command('audit')
    .description('the record of who did what')
    .command('verify')
    .description('say whether any row was removed, altered, moved or added')
    .addHelpText('after', help)
    .action((_options, command: Command) => runCommand(command, verify))
}

async function verify({ config, output }: Surroundings): Promise<number> {
  return withHouse(config, async (house) => {
    let bar: ReturnType<typeof showProgress> | null = null
    const verdict = await verifyAudit(systemContext(house.base), (done, total) => {
      bar ??= showProgress(output, { label: 'Rows', total })
      bar.to(done)
    })
    output.result(toResult(verdict))
    if (bar === null) output.say(lineOf(verdict))
    else (bar as ReturnType<typeof showProgress>).stop(lineOf(verdict))
    if (verdict.found === null && verdict.erased > 0)
      output.say(`In ${verdict.erased} of them something was erased for good; who did what, and when, still stands.`)
    return verdict.found === null ? 0 : 1
  })
}

function toResult({ rows, erased, found }: AuditVerdict) {
  if (found === null) return { ok: true, rows, erased }
  const { position, id, fault } = found
  return {
    ok: false,
    rows,
    erased,
    first: { row: position === null ? null : Number(position), id: id === null ? null : String(id), fault },
  }
}

function lineOf({ rows, found }: AuditVerdict): string {
  if (found === null) return `rows=${rows} ok`
  const words = [...(found.position === null ? [] : [`row=${found.position}`]), ...(found.id === null ? [] : [`id=${found.id}`])]
  return [...words, found.fault === 'altered' ? 'altered or moved' : found.fault].join(' ')
}
