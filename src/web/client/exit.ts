/**
 * Leaves a page at once: the screen is emptied before the other page is there, and this page does not stand in the history any more. What was visited before it does.
 * By the link, or by the shift key three times within five seconds (as the GOV.UK design system has it).
 */
const link = document.querySelector<HTMLAnchorElement>('.exit a'), WITHIN = 5_000;
let pressed: readonly number[] = [];

function leave(to: string): void {
  document.title = '';
  document.body.replaceChildren();
  location.replace(to);
}

if (link !== null) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave(link.href);
  });
  addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    pressed = key === 'Shift' ? [...pressed.filter((at) => timeStamp - at < WITHIN), timeStamp] : [];
    if (pressed.length === 3) leave(link.href);
  });
}
