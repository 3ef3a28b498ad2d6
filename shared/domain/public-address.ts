/**
 * Tells addresses that anybody may have from those of networks of one's own: the registries of special purpose addresses of IANA (RFC 6890 and
 * its updates). Of IPv6 only what is handed out for global use is public, so that every form that holds an IPv4 address (mapped, translated,
 * 6to4, Teredo) is not.
 */
import { BlockList, isIP } from 'node:net';

const reserved: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const reserved6: readonly (readonly [string, number])[] = [
  // Teredo, benchmarks, ORCHID and whatever else the IETF assigns.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const notPublic = new BlockList();
for (const [address, bits] of reserved) notPublic.addSubnet(address, bits, 'ipv4');
const notPublic6 = new BlockList();
for (const [address, bits] of reserved6) notPublic6.addSubnet(address, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** True for an address that anybody may have, as a resolver writes it; false for every other, and for what is none. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4');
    case 6:
      return !address.includes('%') && global6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
    default:
      return false;
  }
}
