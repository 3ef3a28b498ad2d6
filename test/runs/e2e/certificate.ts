import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate of the emulator's own, and what each side has to be told to trust it. */
export interface Certificate {
  readonly pem: string;
  readonly serverEnv: Readonly<Record<string, string>>;
  readonly clientEnv: Readonly<Record<string, string>>;
}

export function makeCertificate(folder: string): Certificate {
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const names =
    'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:*.localhost,DNS:*.s3.localhost,DNS:*.execute-api.localhost';
  const subject = ['-subj', '/CN=localhost', '-addext', names];
  const { status, stderr } = spawnSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (status !== 0) throw new Error(`no certificate: ${stderr}`);
  // The command line tool looks at the second, its Lambdas' Node at the first.
  const clientEnv = { NODE_EXTRA_CA_CERTS: cert, AWS_CA_BUNDLE: cert };
  return {
    pem: readFileSync(cert, 'utf8'),
    serverEnv: { ...clientEnv, MINISTACK_SSL_CERT: cert, MINISTACK_SSL_KEY: key },
    clientEnv,
  };
}
