import type { Post } from '#ports';
import { bounded } from './bounded.ts';

const SECONDS = 10, MOST = 4_194_304;

/** The port `Post`: gives up after ten seconds, or four megabytes. Fault `network.unreachable`. */
export const post: Post = async (url, body) => {
  const { status, type, bytes } = await bounded(url, { method: 'POST', body, headers: { 'Content-Type': 'text/plain; charset=utf-8' } }, SECONDS, MOST);
  return { status, type, body: Buffer.from(bytes).toString('utf8') };
};
