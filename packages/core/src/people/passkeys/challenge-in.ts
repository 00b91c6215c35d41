/** The challenge that a browser says it has answered; empty where it says none. Whether that is true is verified later. */
export function challengeIn(credential: Record<string, unknown>): string {
  const { response } = credential
  const text = isObject(response) && typeof response.clientDataJSON === 'string' ? response.clientDataJSON : ''
  try {
    const data: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return isObject(data) && typeof data.challenge === 'string' ? data.challenge : ''
  } catch {
    return ''
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
