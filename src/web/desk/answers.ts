import type { Context } from 'hono';
import { networkOf } from '#app';
import type { Refusal } from '#base';
import type { Words } from '#words';
import { originOf } from '../site.ts';
import type { Site } from '../site.ts';

/** Of a JSON object those members that are strings of a bearable length. */
export async function stringsOf(context: Context): Promise<{ readonly [name: string]: string | undefined }> {
  const body: unknown = await context.req.json().catch(() => null);
  return Object.fromEntries(Object.entries(body ?? {}).filter(([, value]) => typeof value === 'string' && value.length <= 4096)) as { readonly [name: string]: string };
}

/** A refusal for a script: with its sentence, for scripts have none. */
export const refusedTo = (context: Context, words: Words, refusal: Refusal): Response =>
  context.json({ ...refusal, text: words.say(`refusal.${refusal.code}`, refusal) }, refusal.code === 'desk.often' ? 429 : 422, refusal.code === 'desk.often' ? { 'Retry-After': String(refusal['seconds']) } : {});

/** Who asks, for counting: the address of the other end; of a host behind another server, what that server says (docs/guide/people.md). */
export function addressOf(context: Context, site: Site): string {
  const { incoming } = (context.env ?? {}) as { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } };
  const behind = site.origin === undefined ? undefined : context.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim();
  return networkOf(behind ?? incoming?.socket?.remoteAddress ?? originOf(context, site));
}
