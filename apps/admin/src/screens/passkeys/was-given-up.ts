/** Whether somebody closed the browser's own question, which is no fault. */
export function wasGivenUp(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name)
}
