import { createSocket } from 'node:dgram'

const typeA = 1
const typeAaaa = 28

/** A name server on loopback. `answers` gives the IPv4 addresses of a name at its nth question (from 1). */
export async function startDnsServer(answers: (name: string, nth: number) => string[]) {
  const socket = createSocket('udp4')
  const asked = new Map<string, number>()

  socket.on('message', (query, sender) => {
    const { name, type, end } = readQuestion(query)
    const nth = (asked.get(name) ?? 0) + (type === typeA ? 1 : 0)
    asked.set(name, nth)
    const addresses = type === typeAaaa ? [] : answers(name, nth)
    socket.send(reply(query.subarray(0, end), addresses), sender.port, sender.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))

  return { server: `127.0.0.1:${socket.address().port}`, questions: (name: string) => asked.get(name) ?? 0, close: () => socket.close() }
}

function readQuestion(query: Buffer) {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function reply(question: Buffer, addresses: string[]): Buffer {
  const header = Buffer.from(question.subarray(0, 12))
  header.writeUInt16BE(0x8180, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(addresses.length, 6)
  header.writeUInt32BE(0, 8)
  const records = addresses.map((address) => Buffer.from([0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]))
  return Buffer.concat([header, question.subarray(12), ...records])
}
