import { button, element, say } from './page-data.ts';

/** Where the device is, if its holder asks; no more exactly than they choose to tell. */
export function positionButton(name: string): HTMLElement {
  const said = element('span', { role: 'status', class: 'quiet' });
  if (!('geolocation' in navigator)) return said;
  const put = (part: string, value: number): void => {
    const field = document.querySelector<HTMLInputElement>(`[name="${CSS.escape(`${name}.${part}`)}"]`);
    if (field === null) return;
    field.value = value.toFixed(5);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const found = ({ coords }: GeolocationPosition): void => {
    put('lat', coords.latitude);
    put('lon', coords.longitude);
    said.textContent = say('reporting.located', { count: Math.ceil(coords.accuracy) });
  };
  return element('p', {}, button(say('reporting.locate'), () => navigator.geolocation.getCurrentPosition(found, ({ message }) => { said.textContent = message; }, { enableHighAccuracy: true, timeout: 60_000 }), 'minor'), ' ', said);
}
