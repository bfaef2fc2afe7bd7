import type { Hono } from 'hono';
import type { Get } from '#ports';
import { TILE_WIDTH, base64, caseKeySeed, grownTiles, leafHash, readTilePath, rootOf, signCheckpoint, writeBodies, writeBundle } from '#record';

/** A host's answers without a network. */
export const getFrom = (server: Hono): Get => async (url) => {
  const answer = await server.request(new URL(url).pathname);
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
};

/** Leaves with their bodies, in the order in which a host would show them. */
export interface Shown {
  readonly leaf: Uint8Array;
  readonly body: Uint8Array | null;
}

/** A host that holds the host's key and shows what it likes: a tree over any leaves, signed. */
export function showing(process: string, seed: string, shown: readonly Shown[], honest: Get): Get {
  const leaves = shown.map(({ leaf }) => leafHash(leaf)), size = shown.length, origin = `counterpart/${process}`;
  const tiles = new Map(grownTiles(0, leaves, () => null).map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
  const checkpoint = signCheckpoint({ origin, size, root: rootOf(leaves) }, caseKeySeed(seed, 'host'));
  return async (url) => {
    const path = new URL(url).pathname.split('/').slice(2).join('/'), tile = readTilePath(path);
    if (path === 'checkpoint') return { status: 200, bytes: new TextEncoder().encode(checkpoint) };
    if (tile === null) return honest(url);
    const from = tile.index * TILE_WIDTH, those = shown.slice(from, from + tile.width);
    const bytes = tile.level === 'entries' ? writeBundle(those.map(({ leaf }) => leaf)) : tile.level === 'bodies' ? writeBodies(those.map(({ body }) => body)) : tiles.get(`${tile.level}/${tile.index}`)?.subarray(0, tile.width * 32) ?? new Uint8Array();
    return { status: 200, bytes };
  };
}

export const rootText = (leaves: readonly Uint8Array[]): string => base64(rootOf(leaves.map(leafHash)));
