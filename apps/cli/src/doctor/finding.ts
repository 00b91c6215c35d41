/** What a look at the installation has found: as it should be, worth knowing, or to be mended. */
export interface Finding {
  /** What was looked at; stays the same for programs. */
  check: string
  verdict: 'ok' | 'note' | 'finding'
  message: string
}

export function ok(check: string, message: string): Finding {
  return { check, verdict: 'ok', message }
}

export function note(check: string, message: string): Finding {
  return { check, verdict: 'note', message }
}

export function finding(check: string, message: string): Finding {
  return { check, verdict: 'finding', message }
}
