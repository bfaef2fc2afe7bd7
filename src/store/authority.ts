import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { join } from 'node:path';
import { Fault } from '#base';
import { LOCAL_ADDRESSES, LOCAL_NAMES, newAuthority, newCertificate, readPrivateKey, writePrivateKey } from './certificates.ts';
import type { Issued } from './certificates.ts';
import { writeDurably } from './durable.ts';
import { guarded } from './open.ts';

/** An authority of this machine's own, for halls where no public one vouches for a server. */
export interface Authority {
  /** Its certificate, DER: what devices are made to trust. */
  readonly certificate: Uint8Array;
  /** Names below which it may vouch. */
  readonly names: readonly string[];
  readonly until: number;
  /** A certificate for those of these names and addresses for which it may vouch, with its private key: PEM, never written to disk. Faults `tls.name.outside` where there is none. */
  certify(names: readonly string[], now: number): Promise<ServerCertificate>;
}

export interface ServerCertificate {
  readonly key: string;
  readonly chain: string;
  /** Those it was asked for, and those it names. */
  readonly asked: readonly string[];
  readonly names: readonly string[];
  readonly until: number;
}

const DAY = 86_400;
/** A season of meetings; what devices were made to trust should not stay for ever. */
const AUTHORITY_DAYS = 730;
/** Made anew while the server runs. */
const SERVER_DAYS = 60;

/** Opens the authority in `tls` below a folder, or makes it at its first use, for these names of the machine too. The key is its owner's alone (mode 0600). Faults `tls.key.open`, `tls.expired`, `tls.damaged`, `store.*`. */
export async function openAuthority(folder: string, names: readonly string[], now: number): Promise<Authority> {
  const place = join(folder, 'tls'), issued = existsSync(join(place, 'authority.crt')) ? await readAuthority(place) : await makeAuthority(place, names, now);
  const certificate = new X509Certificate(issued.pem), until = Math.floor(certificate.validToDate.getTime() / 1000);
  if (until < now + DAY) throw new Fault('tls.expired', 'never', { folder: place });
  const permitted = namesOf(place);
  return {
    certificate: certificate.raw, names: permitted, until,
    certify: async (asked, at) => {
      const within = asked.filter((name) => (isIP(name) === 0 ? permitted.some((own) => name === own || name.endsWith(`.${own}`)) : isLocal(name)));
      if (within.length === 0) throw new Fault('tls.name.outside', 'never', { names: asked.join(', '), folder: place });
      const end = Math.min(until, at + SERVER_DAYS * DAY), server = await newCertificate(issued, within, at, end);
      return { key: await writePrivateKey(server.key), chain: server.pem + issued.pem, asked, names: within, until: end };
    },
  };
}

async function makeAuthority(place: string, names: readonly string[], now: number): Promise<Issued> {
  const permitted = [...new Set([...LOCAL_NAMES, ...names])];
  const made = await newAuthority(`Counterpart ${names[0] ?? ''} ${new Date(now * 1000).toISOString().slice(0, 10)}`, permitted, now, now + AUTHORITY_DAYS * DAY), key = await writePrivateKey(made.key);
  guarded(place, () => {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    chmodSync(place, 0o700);
    const keep = (name: string, text: string): void => writeDurably(join(place, name), text, 0o600);
    keep('authority.key', key);
    keep('names', `${permitted.join('\n')}\n`);
    keep('authority.crt', made.pem); // Last: with it the authority is there.
  });
  return made;
}

async function readAuthority(place: string): Promise<Issued> {
  const path = join(place, 'authority.key'), [pem, text, mode] = guarded(place, () => [readFileSync(join(place, 'authority.crt'), 'utf8'), readFileSync(path, 'utf8'), statSync(path).mode & 0o777]);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new Fault('tls.key.open', 'never', { path, mode: mode.toString(8) });
  try {
    new X509Certificate(pem);
    return { key: await readPrivateKey(text), pem };
  } catch (cause) {
    throw new Fault('tls.damaged', 'never', { folder: place }, cause);
  }
}

const namesOf = (place: string): readonly string[] => guarded(place, () => readFileSync(join(place, 'names'), 'utf8')).split('\n').filter((name) => name !== '');

const local = new BlockList();
for (const [network = '', length = ''] of LOCAL_ADDRESSES.map((one) => one.split('/'))) local.addSubnet(network, Number(length), isIP(network) === 4 ? 'ipv4' : 'ipv6');
const isLocal = (address: string): boolean => local.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
