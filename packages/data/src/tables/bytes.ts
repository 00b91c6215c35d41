/** Prisma takes bytes only over a buffer of their own, which Node's pooled buffers don't have. */
export function bytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer)
}
