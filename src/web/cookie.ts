import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** Over https the name itself says that nobody else set it (RFC 6265bis, `__Host-`); over http, as at localhost or in a hall, browsers take no such name. */
const nameFor = (origin: string): string => (origin.startsWith('https:') ? '__Host-counterpart' : 'counterpart');
const optionsFor = (origin: string) => ({ path: '/', httpOnly: true, sameSite: 'Strict', secure: origin.startsWith('https:') } as const);

/** The token of the session that the browser sends. */
export function sessionToken(context: Context, origin: string): string | null {
  const token = getCookie(context, nameFor(origin)) ?? '';
  return /^[0-9a-f]{64}$/.test(token) ? token : null;
}

/** Whether a browser sends a session of either name. */
export const hasSession = (request: Request): boolean => /(?:^|;\s*)(?:__Host-)?counterpart=/.test(request.headers.get('cookie') ?? '');

export function keepSession(context: Context, origin: string, token: string): void {
  setCookie(context, nameFor(origin), token, { ...optionsFor(origin), maxAge: 7 * 86_400 });
}

export const dropSession = (context: Context, origin: string): void => void deleteCookie(context, nameFor(origin), optionsFor(origin));
