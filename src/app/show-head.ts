import { Fault } from '#base';
import type { Post } from '#ports';
import type { App } from './app.ts';

/** Shows a host, which gives an earlier head than this copy has, the head that it signed: so that one which was set back goes on no more. Whether it has stopped. */
export async function showHead(app: Pick<App, 'file'>, url: string, slug: string, post: Post): Promise<boolean> {
  const head = await app.file(slug, 'checkpoint');
  if (head === null) return false;
  try {
    return (await post(`${url.replace(/\/+$/, '')}/checkpoint`, new TextDecoder().decode(head.bytes))).status === 409;
  } catch (fault) {
    if (fault instanceof Fault && fault.retry === 'safe') return false;
    throw fault;
  }
}
