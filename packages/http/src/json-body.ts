import type { IncomingHttpHeaders } from 'node:http'
import { HttpFault } from './http-fault.ts'
import { scanJson } from './json-scan.ts'

const jsonType = /^application\/json(?:[ \t]*;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?)?[ \t]*$/i

/** JSON as both APIs take it: exactly its media type, UTF-8, no member twice. An empty body is no body. */
export function parseJsonBody(
  { 'content-type': contentType, 'content-encoding': coding = 'identity' }: IncomingHttpHeaders,
  bytes: Buffer,
): unknown {
  if (coding.toLowerCase() !== 'identity') throw new HttpFault('unsupported_media_type', 'Send the body as it is, without a content coding')
  if (contentType === undefined || !jsonType.test(contentType)) {
    throw new HttpFault('unsupported_media_type', 'Send the body as application/json, in UTF-8')
  }
  return bytes.length === 0 ? undefined : parseJson(bytes)
}

/** Strict JSON wherever it comes from: a body or a part of one. */
export function parseJson(bytes: Buffer): unknown {
  const text = decode(bytes)
  const value = parse(text)
  scanJson(text)
  return value
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new HttpFault('invalid_json', 'The body is not valid UTF-8')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpFault('invalid_json', 'The body is not valid JSON')
  }
}
