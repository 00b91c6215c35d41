/** The environment for a Verso of a test's own: nothing of this run's or this machine's configuration reaches it. */
export function cleanEnvironment(variables: Record<string, string> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined && !name.startsWith('VERSO_') && !name.startsWith('DATABASE_URL') && !/^(TAP|NODE_OPTIONS)/.test(name),
  )
  return { ...(Object.fromEntries(kept) as Record<string, string>), ...variables }
}
