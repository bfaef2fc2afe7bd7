/** On the page of the map: offers the map that moves, and loads it for who asks. Without WebGL it says so, and the drawing stays. */
const place = document.getElementById('moving');
const open = place?.querySelector('button');
if (place !== null && open != null) {
  place.hidden = false;
  open.addEventListener('click', () => void show(place, open));
}

async function show(place: HTMLElement, open: HTMLButtonElement): Promise<void> {
  const said = place.querySelector<HTMLElement>('[role=status]'), { none = '', failed = '' } = place.dataset;
  if (said === null) return;
  if (document.createElement('canvas').getContext('webgl2') === null) return void (said.textContent = none);
  open.disabled = true;
  try {
    const [{ begin }, answer] = await Promise.all([import('./moving-map.ts'), fetch(place.dataset['points'] ?? '')]);
    await begin(place, answer);
    open.parentElement?.remove();
    document.querySelector<HTMLElement>('.plans')?.setAttribute('hidden', '');
  } catch {
    open.disabled = false;
    said.textContent = failed;
  }
}
