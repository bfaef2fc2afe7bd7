/** What jobs come to, in their order, while so many of the next are under way. The first that fails ends it, after all before it. */
export async function* inOrder<T>(jobs: Iterable<() => Promise<T>>, ahead: number): AsyncGenerator<T> {
  const underWay: Promise<T>[] = [];
  for (const job of jobs) {
    const next = job();
    next.catch(() => undefined); // It fails when its turn comes.
    if (underWay.push(next) > ahead) yield await (underWay.shift() as Promise<T>);
  }
  yield* underWay;
}
