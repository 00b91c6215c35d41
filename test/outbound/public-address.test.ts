import { createOutbound } from '@verso/outbound'
import t from 'tap'

/** Spellings that have opened inner networks in other products. */
const inner = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0x7f.1/',
  'http://127.0.0.1./',
  'http://１２７.０.０.１/',
  'http://127。0。0。1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://10.1.2.3/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://192.0.0.8/',
  'http://198.18.0.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://localhost/',
  'http://[::]/',
  'http://[::1]/',
  'http://[fe80::1]/',
  'http://[fec0::1]/',
  'http://[fd00:ec2::254]/',
  'http://[ff02::1]/',
  'http://[::127.0.0.1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::ffff:0:127.0.0.1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[64:ff9b:1::8.8.8.8]/',
  'http://[2002:7f00:1::]/',
  'http://[2002:a00:1::1]/',
  'http://[2001:0:7f00:1::f7f7:f7f7]/',
  'http://[2001:0:808:808::80ff:fffe]/',
  'http://[2001:db8::1]/',
  'http://[3fff::1]/',
  'http://[100::1]/',
]

const outer = [
  'http://8.8.8.8/',
  'https://93.184.215.14:8443/x?y#z',
  'http://134744072/',
  'http://[2606:4700:4700::1111]/',
  'http://[::ffff:8.8.8.8]/',
  'http://[64:ff9b::8.8.8.8]/',
  'http://[2002:808:808::1]/',
  'http://[2001:0:808:808::f7f7:f7f7]/',
]

const notFetchable = [
  '',
  'nonsense',
  '/path',
  'file:///etc/passwd',
  'ftp://8.8.8.8/',
  'gopher://8.8.8.8/',
  'data:text/plain,x',
  'http://me@8.8.8.8/',
  'http://me:secret@8.8.8.8/',
]

t.test('every spelling of an inner address is refused', async (t) => {
  const outbound = createOutbound({ allow: [] })
  for (const url of inner) await t.rejects(outbound.checkUrl(url), { code: 'address_refused' }, url)
})

t.test('public addresses pass, wrapped ones too', async (t) => {
  const outbound = createOutbound({ allow: [] })
  for (const url of outer) await t.resolves(outbound.checkUrl(url), url)
})

t.test('what is not http(s), or carries credentials, is refused', async (t) => {
  const outbound = createOutbound({ allow: ['0.0.0.0/0', '::/0'] })
  for (const url of notFetchable) await t.rejects(outbound.checkUrl(url), { code: 'address_refused' }, url)
})

t.test('an allowed network opens that network only, in each of its spellings', async (t) => {
  const outbound = createOutbound({ allow: ['127.0.0.0/8', 'fd00:1::/32'] })
  for (const url of ['http://127.9.9.9/', 'http://0x7f.1/', 'http://[::ffff:127.0.0.1]/', 'http://[fd00:1::5]/'])
    await t.resolves(outbound.checkUrl(url), url)
  for (const url of ['http://10.0.0.1/', 'http://[::1]/', 'http://[fd00:2::5]/'])
    await t.rejects(outbound.checkUrl(url), { code: 'address_refused' }, url)
})

t.test('a network that is none stops the start', async (t) => {
  for (const cidr of ['127.0.0.1', '10.0.0.0/33', 'localhost', ''])
    t.throws(() => createOutbound({ allow: [cidr] }), /is not a network/, cidr)
})
