/** Ways to write an address that leads inside, each with the port of a listener there. */
export function privateSpellings(port: number): string[] {
  const hosts = [
    // The machine itself: dotted, decimal, octal, hexadecimal, short, mixed, full-width, with ends and encodings.
    ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '127.0.0.1.', '0x7f.1'],
    ...[
      '127.255.255.254',
      '127.0.0.2',
      '0',
      '0.0.0.0',
      '0x0',
      '00000000000',
      '１２７.０.０.１',
      '127。0。0。1',
      '127%2e0%2e0%2e1',
      '%31%32%37.0.0.1',
    ],
    ...['localhost', 'LOCALHOST', 'localhost.', 'ⓛocalhost', 'loca%6chost'],
    // The same in IPv6, plain and wrapped.
    ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::127.0.0.1]'],
    ...[
      '[64:ff9b::127.0.0.1]',
      '[64:ff9b::7f00:1]',
      '[64:ff9b:1::127.0.0.1]',
      '[2002:7f00:1::]',
      '[2002:7f00:0001::1]',
      '[::ffff:0:127.0.0.1]',
    ],
    ...[
      '[2001:0:7f00:1::]',
      '[2001::80ff:fffe]',
      '[fe80::1]',
      '[fec0::1]',
      '[fc00::1]',
      '[fd12:3456::1]',
      '[ff02::1]',
      '[100::1]',
      '[2001:db8::1]',
    ],
    // Networks inside, of providers, and what was set apart.
    ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.254', '192.168.0.1', '169.254.169.254', '0xa9fea9fe', '2852039166'],
    ...['100.64.0.1', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ]
  return hosts.map((host) => `http://${host}:${port}/`)
}
