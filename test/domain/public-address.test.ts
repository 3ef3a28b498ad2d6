/** Addresses that news may lead to, and those that it may not, however they are written (S36). */
import { describe, expect, it } from 'vitest';
import { urlProblem } from '../../shared/domain/endpoint-url.ts';
import { isPublicAddress } from '../../shared/domain/public-address.ts';

describe('an address that nobody outside can have is not public', () => {
  it.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.8.8.8'],
    ...['169.254.169.254', '169.254.170.2', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.1.1'],
    ...['192.88.99.1', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.7', '224.0.0.1', '239.1.1.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:a9fe:a9fe'],
    ...['::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b::808:808', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1'],
    ...['2002:7f00:1::', '2002:a9fe:a9fe::1', '3fff::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0'],
    ...['fec0::1', 'ff02::1', '5f00::1', '2001:4860:4860::8888%eth0', 'localhost', '', '8.8.8', '2130706433'],
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '169.253.1.1',
    '198.20.0.1',
  ])('%s is', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(['2606:4700:4700::1111', '2001:4860:4860::8888', '2600:1f18::1'])('%s is', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
});

describe('an endpoint’s address', () => {
  it.each([
    ...['http://news.acme.com/', 'ftp://news.acme.com/', 'javascript:alert(1)', 'file:///etc/passwd', '/hooks', 'news'],
    ...['https://user@news.acme.com/', 'https://user:pass@news.acme.com/', 'https://news.acme.com@127.0.0.1/'],
    ...[
      'https://news.acme.com:22/',
      'https://news.acme.com:80/',
      'https://news.acme.com:6379/',
      'https://news.acme.com/#x',
    ],
    ...['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://127.1/'],
    ...['https://0x7f.1/', 'https://169.254.169.254/latest/meta-data/', 'https://8.8.8.8/', 'https://[::1]/'],
    ...['https://[::ffff:169.254.169.254]/', 'https://[64:ff9b::a9fe:a9fe]/', 'https://[2002:7f00:1::]/'],
    ...[
      'https://localhost/',
      'https://localhost./',
      'https://a.localhost/',
      'https://db.internal/',
      'https://printer.local/',
    ],
    ...['https://①②⑦.⓪.⓪.①/', 'https://news/', 'https://127.0.0.1./', `https://news.acme.com/${'x'.repeat(2_048)}`],
  ])('%s is refused', (url) => {
    expect(urlProblem(url)).toMatch(/^must /);
  });

  it.each([
    'https://news.acme.com/hook?id=1',
    'https://news.acme.com:8443/',
    'https://bücher.de/',
    'https://hooks.slack.com/services/T/B/x',
  ])('%s is taken', (url) => expect(urlProblem(url)).toBeUndefined());

  it('may be on a machine of one’s own by plain HTTP, where that is the service’s', () => {
    const loopback = ['http://127.0.0.1:4000/', 'http://localhost:4000/', 'http://[::1]:4000/'];
    for (const url of loopback)
      expect([urlProblem(url, true), urlProblem(url)], url).toEqual([undefined, expect.any(String)]);
    for (const url of ['http://10.0.0.1/', 'http://169.254.169.254/', 'http://user@127.0.0.1/'])
      expect(urlProblem(url, true), url).toMatch(/^must /);
  });
});
