/** Where news may be delivered to, as far as the address itself says so. What its name leads to is looked at each time it is connected to. */
import { isIP } from 'node:net';

const lengthMax = 2_048;
/** Those of HTTPS: any other is some service's that wasn't meant to be told of anything. */
const ports = ['', '443', '8443'];
/** Names that are only of a network of one's own. */
const ownNames =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa|onion|test|invalid|example)$/;

/**
 * Why nothing is delivered to an address; undefined where it may be. `takesLoopback`: on a machine of one's own, plain HTTP to this
 * machine is taken as well.
 */
export function urlProblem(text: string, takesLoopback = false): string | undefined {
  if (text.length > lengthMax) return `must have ${lengthMax} characters at most`;
  const url = URL.parse(text);
  if (url === null) return 'must be an absolute URL';
  if (takesLoopback && isLoopback(url)) return undefined;
  if (url.protocol !== 'https:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must have no user name and no password';
  if (url.hash !== '') return 'must have no fragment';
  if (!ports.includes(url.port)) return 'must have the port 443 or 8443, or none';
  // By now every way to write an IPv4 address has become the usual one.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return 'must have a name, not an address';
  if (!host.includes('.') || ownNames.test(host)) return 'must have a name that is known outside';
  return undefined;
}

/** Tells whether it is this machine by HTTP: `127.0.0.1`, `[::1]` or `localhost`, at any port. */
export function isLoopback({ protocol, hostname, username, password }: URL): boolean {
  const isPlain = protocol === 'http:' && username === '' && password === '';
  return isPlain && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}
