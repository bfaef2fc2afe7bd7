export { readCommitments } from '#wire';
