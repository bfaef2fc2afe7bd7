import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

/** What a local authority may vouch for: names of local networks and of this machine, and addresses that no public network has. Kept in the certificate itself, so that a stolen key is worth nothing outside. */
export const LOCAL_NAMES: readonly string[] = ['local', 'localhost'];
export const LOCAL_ADDRESSES: readonly string[] = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7', 'fe80::/10'];

/** The library speaks of keys as browsers do; they are Node's. */
type Library = typeof import('@peculiar/x509');
type KeyPair = Parameters<Library['X509CertificateGenerator']['createSelfSigned']>[0]['keys'];

export interface Issued {
  readonly key: KeyPair['privateKey'];
  readonly pem: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const HOUR = 3600, SERVER_AUTH = '1.3.6.1.5.5.7.3.1', NAME_CONSTRAINTS = '2.5.29.30';

/** The library comes in only where there is something to certify: it takes a fifth of a second. */
async function library() {
  await import('reflect-metadata');
  const [x509, asn1, { AsnConvert }] = await Promise.all([import('@peculiar/x509'), import('@peculiar/asn1-x509'), import('@peculiar/asn1-schema')]);
  x509.cryptoProvider.set(webcrypto as unknown as ReturnType<Library['cryptoProvider']['get']>);
  return { x509, asn1, AsnConvert };
}

const serial = (): string => Buffer.from([0x40 | (randomBytes(1)[0] as number) & 0x3f, ...randomBytes(15)]).toString('hex');
/** Clocks in a hall differ. */
const since = (now: number): Date => new Date((now - 24 * HOUR) * 1000);
const keyPair = async (): Promise<KeyPair> => await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as unknown as KeyPair;

/** A new authority, signed by itself, that may vouch only for servers with these names and addresses (RFC 5280, 4.2.1.10). Times in seconds since 1970. */
export async function newAuthority(name: string, names: readonly string[], now: number, until: number): Promise<Issued> {
  const { x509, asn1, AsnConvert } = await library(), keys = await keyPair();
  const only = [...names.map((dNSName) => new asn1.GeneralName({ dNSName })), ...LOCAL_ADDRESSES.map((iPAddress) => new asn1.GeneralName({ iPAddress }))];
  const constraints = new asn1.NameConstraints({ permittedSubtrees: new asn1.GeneralSubtrees(only.map((base) => new asn1.GeneralSubtree({ base }))) });
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(), name: [{ CN: [name] }], notBefore: since(now), notAfter: new Date(until * 1000), keys, signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true), new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
      new x509.Extension(NAME_CONSTRAINTS, true, AsnConvert.serialize(constraints)), await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: keys.privateKey, pem: `${certificate.toString('pem')}\n` };
}

/** A server's certificate by an authority, for these names and addresses. Its subject is none of them: OpenSSL would hold an address there against the constraints on names. */
export async function newCertificate(authority: Issued, names: readonly string[], now: number, until: number): Promise<Issued> {
  const { x509 } = await library(), keys = await keyPair(), issuer = new x509.X509Certificate(authority.pem);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(), subject: [{ CN: ['Counterpart server'] }], issuer: issuer.subjectName, notBefore: since(now), notAfter: new Date(until * 1000), publicKey: keys.publicKey, signingKey: authority.key, signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true), new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) === 0 ? 'dns' as const : 'ip' as const, value }))), await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey), await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: keys.privateKey, pem: `${certificate.toString('pem')}\n` };
}

/** A private key as the text of its file, and back. */
export async function writePrivateKey(key: Issued['key']): Promise<string> {
  const { x509 } = await library();
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key as unknown as webcrypto.CryptoKey), 'PRIVATE KEY')}\n`;
}

export async function readPrivateKey(text: string): Promise<Issued['key']> {
  const { x509 } = await library();
  return await webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(text), ALGORITHM, true, ['sign']) as unknown as Issued['key'];
}
