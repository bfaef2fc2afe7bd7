/** Node's crypto, with libsodium and threads of our own for what there is most of: signatures to be verified. */
export * from './node.ts';
export { verifySignature } from './sodium.ts';
export { shared, together, verifySignatures } from './threads.ts';
