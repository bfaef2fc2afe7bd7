import type { Get } from '#ports';
import { bounded } from './bounded.ts';

const SECONDS = 30, MOST = 80_000_000;

/** The port `Get`: gives up after half a minute, or 80 MB. Fault `network.unreachable`. */
export const get: Get = (url, reading) => bounded(url, reading === undefined ? {} : { headers: { 'counterpart-reading': reading } }, SECONDS, MOST);
