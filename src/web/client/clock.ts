import { get, put } from './database.ts';
import { now } from './device.ts';
import { fetched } from './head.ts';
import { data, say } from './page-data.ts';

/** Seconds of which nobody needs to be told. */
const SLACK = 300;

/** By how many seconds this device is ahead of the host, as far as it was ever seen; a report made meanwhile says so, and keeps what the device says. */
export async function clockAhead(): Promise<number> {
  return (await get<{ readonly ahead: number }>('secrets', 'clock'))?.ahead ?? 0;
}

/** Compares this device with the host, where there is a line; says where they are far apart. */
export async function compareClocks(): Promise<void> {
  const answer = await fetched(`/${encodeURIComponent(data.slug)}/checkpoint`), told = Date.parse(answer?.headers.get('date') ?? ''), apart = now() - Math.round(told / 1000);
  if (!Number.isNaN(told)) await put('secrets', { name: 'clock', ahead: Math.abs(apart) > SLACK ? apart : 0 });
  const ahead = await clockAhead(), place = document.getElementById('clock');
  if (place !== null) place.replaceChildren(...(ahead === 0 ? [] : [Object.assign(document.createElement('p'), { className: 'warning', textContent: say(ahead > 0 ? 'reporting.ahead' : 'reporting.behind', { time: spanOf(Math.abs(ahead)) }) })]));
}

function spanOf(seconds: number): string {
  const [count, unit] = seconds >= 86_400 ? [Math.round(seconds / 86_400), 'day'] as const : seconds >= 3_600 ? [Math.round(seconds / 3_600), 'hour'] as const : [Math.round(seconds / 60), 'minute'] as const;
  return new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
