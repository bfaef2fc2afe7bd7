import { clockAhead } from './device.ts';
import { element, say } from './page-data.ts';

/** Says where the clocks of this device and of the host were last seen to be far apart. */
export async function sayClock(): Promise<void> {
  const ahead = await clockAhead(), sentence = say(ahead > 0 ? 'reporting.ahead' : 'reporting.behind', { time: spanOf(Math.abs(ahead)) });
  document.getElementById('clock')?.replaceChildren(...(ahead === 0 ? [] : [element('p', { class: 'warning' }, sentence)]));
}

function spanOf(seconds: number): string {
  const [count, unit] = seconds >= 86_400 ? [Math.round(seconds / 86_400), 'day'] as const : seconds >= 3_600 ? [Math.round(seconds / 3_600), 'hour'] as const : [Math.round(seconds / 60), 'minute'] as const;
  return new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
