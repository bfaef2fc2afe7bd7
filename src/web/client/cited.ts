// Once the browser has nothing better to do: checks that the entries which this page cites stand in the log. The code for it comes only then.
const place = document.getElementById('cited-check');
const idle = (work: () => void): void => { if ('requestIdleCallback' in globalThis) requestIdleCallback(work); else setTimeout(work); };
if (place !== null) idle(() => void import('./cited-check.ts').then(({ check }) => check(place)));
