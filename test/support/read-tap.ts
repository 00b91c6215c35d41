export interface TapReport {
  passed: number
  failed: number
  skipped: number
  /** The whole text of what failed, and a line for what was skipped. */
  text: string
}

/** Counts the named tests of one file in tap's output: the points without indentation. */
export function readTap(output: string): TapReport {
  const report = { passed: 0, failed: 0, skipped: 0 }
  const notes: string[] = []
  let lines: string[] = []
  let isDetail = false
  for (const line of output.split('\n')) {
    if (/^ *(---|\.\.\.)$/.test(line)) isDetail = line.endsWith('---')
    const point = isDetail ? null : /^(not ok|ok) \d+(?: - )?(.*?)(?: # time=.*)?$/.exec(line)
    if (point === null) {
      lines.push(line)
      continue
    }
    const [, outcome, name = ''] = point
    if (/(?<!\\)# (SKIP|TODO)/i.test(name)) {
      report.skipped += 1
      notes.push(`       ${name}`)
    } else if (outcome === 'ok') report.passed += 1
    else {
      report.failed += 1
      notes.push(...lines.filter(says), `       FAILED: ${name}`)
    }
    lines = []
  }
  return { ...report, text: notes.join('\n') }
}

function says(line: string): boolean {
  return !/^ *(ok \d+.*|\d+\.\.\d+|TAP version \d+|)$/.test(line)
}
