/** Has the service worker keep pages for when there is no line. Where a browser has none, pages are there with a line only. */
export async function keepPages(paths: readonly string[]): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/assets/worker.js', { scope: '/' }).catch(() => null);
  if (registration === null) return;
  const { active } = await navigator.serviceWorker.ready, files = performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/')).map(({ pathname }) => pathname);
  active?.postMessage({ keep: [...paths, ...files] });
}
