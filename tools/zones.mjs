// Writes src/base/zone-table.ts from this Node's time-zone data: `node tools/zones.mjs`. Run it to take up a new release; charters pin the version they were made with.
import { writeFileSync } from 'node:fs';

const ZONES = [
  'Africa/Addis_Ababa', 'Africa/Cairo', 'Africa/Juba', 'Africa/Khartoum', 'Africa/Nairobi', 'America/Bogota', 'America/Havana', 'America/New_York',
  'Asia/Baghdad', 'Asia/Baku', 'Asia/Beirut', 'Asia/Damascus', 'Asia/Gaza', 'Asia/Jakarta', 'Asia/Jerusalem', 'Asia/Kabul', 'Asia/Kolkata', 'Asia/Manila',
  'Asia/Tbilisi', 'Asia/Tehran', 'Asia/Yerevan', 'Europe/Amsterdam', 'Europe/Athens', 'Europe/Belgrade', 'Europe/Berlin', 'Europe/Brussels', 'Europe/Chisinau',
  'Europe/Istanbul', 'Europe/Kyiv', 'Europe/London', 'Europe/Madrid', 'Europe/Minsk', 'Europe/Moscow', 'Europe/Oslo', 'Europe/Paris', 'Europe/Rome',
  'Europe/Sarajevo', 'Europe/Vienna', 'Europe/Warsaw', 'Europe/Zurich',
];
const START = Date.UTC(1990, 0, 1), END = Date.UTC(2038, 0, 1), DAY = 86_400_000;

const reader = (zone) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', hour12: false });
  return (instant) => {
    const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName').value;
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name);
    return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  };
};

const changes = (zone) => {
  const offset = reader(zone);
  const rows = [[Math.floor(-62135596800), offset(START)]];
  for (let day = START; day < END; day += DAY) {
    if (offset(day) === offset(day + DAY)) continue;
    let low = day, high = day + DAY;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offset(middle) === offset(day)) low = middle; else high = middle;
    }
    rows.push([high / 1000, offset(high)]);
  }
  return rows;
};

const lines = ZONES.map((zone) => `  '${zone}': [${changes(zone).map((row) => `[${row.join(',')}]`).join(',')}],`);
writeFileSync(new URL('../src/base/zone-table.ts', import.meta.url), `// Made by tools/zones.mjs. From an instant on (seconds since 1970), seconds east of UTC; 1990 to 2037.
export const version = '${process.versions.tz}';
export const transitions: { readonly [zone: string]: readonly (readonly [number, number])[] } = {
${lines.join('\n')}
};
`);
