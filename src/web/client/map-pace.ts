import type { Map as MovingMap } from 'maplibre-gl';

/** A frame that took longer was missed; so many missed in one movement are slow; after so long at rest the picture is sharp again. Milliseconds. */
const MISSED = 30, SLOW = 4, REST = 200;

/**
 * Without a graphics card each point of the picture is computed and copied by the processor: there, and once frames were missed, the map is drawn at half the points a side while somebody moves it, and sharp when it rests.
 * The size of the picture changes before the map hears of the hand or the key, for a change ends whatever movement there is.
 */
export function paced(map: MovingMap): void {
  const fine = map.getPixelRatio(), ground = map.getContainer();
  let missed = drawnBySoftware() ? SLOW : 0, last = 0, held = false;
  const watch = (now: number): void => {
    if (!map.isMoving() || missed >= SLOW) return;
    if (last > 0 && now - last > MISSED) missed += 1;
    last = now;
    requestAnimationFrame(watch);
  };
  const rest = (): void => {
    if (held || map.isMoving()) return void setTimeout(rest, REST);
    map.setPixelRatio(fine);
    map.redraw();
  };
  const move = (): void => {
    if (missed < SLOW || map.isMoving() || map.getPixelRatio() < fine) return;
    map.setPixelRatio(fine / 2);
    setTimeout(rest, REST);
  };
  map.on('movestart', () => {
    if (missed < SLOW) missed = last = 0;
    requestAnimationFrame(watch);
  });
  ground.addEventListener('pointerdown', () => { held = true; move(); }, true);
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { held = false; }, true);
  for (const begin of ['wheel', 'keydown']) ground.addEventListener(begin, move, { capture: true, passive: true });
}

const drawnBySoftware = (): boolean => document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true }) === null;
