import type { ReadFile } from '#audit';
import { isBag, logInBag } from '#wire';
import { judgedFork, unopened, verified } from './index.ts';
import { words } from './words.ts';

// The page of verify.html: a folder or a bag is dropped or chosen, and checked here. It asks nobody for anything but an address that the reader writes.

const said = words(), out = document.querySelector<HTMLElement>('#out') as HTMLElement;
const bag = document.querySelector<HTMLInputElement>('#bag') as HTMLInputElement;
const ask = document.querySelector<HTMLFormElement>('#ask') as HTMLFormElement, address = document.querySelector<HTMLInputElement>('#address') as HTMLInputElement;
const folder = document.querySelector<HTMLInputElement>('#folder') as HTMLInputElement, since = document.querySelector<HTMLInputElement>('#since') as HTMLInputElement;
for (const key of ['verify.title', 'verify.intro', 'verify.folder', 'verify.bag', 'verify.drop', 'verify.earlier', 'verify.address', 'verify.ask']) for (const part of document.querySelectorAll(`[data-say="${key}"]`)) part.textContent = said.say(key);

/** Files by their path below the folder that holds `checkpoint`. */
function readerOf(files: ReadonlyMap<string, File>): ReadFile {
  const head = [...files.keys()].filter((path) => /(^|\/)checkpoint$/.test(path)).toSorted((a, b) => a.length - b.length)[0] ?? 'checkpoint';
  const base = head.slice(0, -'checkpoint'.length);
  return async (path) => {
    const file = files.get(base + path);
    return file === undefined ? null : new Uint8Array(await file.arrayBuffer());
  };
}

/** A published log at an address. */
const fromAddress = (address: string): ReadFile => async (path) => {
  const answer = await fetch(`${address.replace(/\/+$/, '')}/${path}`, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : null;
};

async function check(files: ReadonlyMap<string, File>): Promise<void> {
  const [only] = files.values(), bytes = files.size === 1 && only !== undefined ? new Uint8Array(await only.arrayBuffer()) : null, opened = bytes !== null && isBag(bytes) ? logInBag(bytes) : null, fork = bytes === null ? null : await judgedFork(bytes, said);
  if (fork !== null) say(fork.right, fork.lines);
  else if (opened?.ok === false) say(false, unopened(opened.refusal, said));
  else await judge(opened?.value ?? readerOf(files));
}

async function judge(file: ReadFile): Promise<void> {
  out.dataset['state'] = 'busy';
  const kept = since.files?.[0], progress = (done: number, of: number): void => { out.textContent = said.say('cli.progress', { done, of }); };
  const { right, lines } = await verified(file, { progress, ...(kept === undefined ? {} : { since: await kept.text() }) }, said);
  say(right, lines);
}

function say(right: boolean, lines: readonly string[]): void {
  out.replaceChildren(...lines.map((line, index) => Object.assign(document.createElement(index === 0 ? 'h2' : 'p'), { textContent: line })));
  out.dataset['state'] = right ? 'right' : 'wrong';
}

/** What could not be read, and why: nothing is said of what is in it. */
const unread = (place: string, cause: unknown): void => say(false, [said.say('verify.unread', { place, reason: String(cause) })]);
const chosen = (files: Files): void => void check(new Map(files)).catch((cause: unknown) => unread(files[0]?.[0] ?? '', cause));

ask.addEventListener('submit', (event) => {
  event.preventDefault();
  judge(fromAddress(address.value)).catch((cause: unknown) => unread(address.value, cause));
});
bag.addEventListener('change', () => chosen([...bag.files ?? []].map((file) => [file.name, file])));
folder.addEventListener('change', () => chosen([...folder.files ?? []].map((file) => [file.webkitRelativePath || file.name, file])));
// The whole page takes what is dropped: elsewhere the browser would leave it, and open the file.
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const name = event.dataTransfer?.files[0]?.name ?? '', items = [...event.dataTransfer?.items ?? []].map(dropped);
  Promise.all(items).then((found) => check(new Map(found.flat()))).catch((cause: unknown) => unread(name, cause));
});

type Files = readonly (readonly [string, File])[];

/** What a browser gives of what is dropped. Chromium opens no entry on a page from the disk, and Firefox has no handles. */
type Dropped = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

/** Every file of what was dropped, folders to their end. Asked at once: a browser forgets it after the event. */
function dropped(item: Dropped): Promise<Files> {
  const entry = item.webkitGetAsEntry(), handle = item.getAsFileSystemHandle?.();
  return handle === undefined ? filesOf(entry) : handle.then((found) => (found === null ? [] : within(found, '')));
}

/** A folder that can be walked: the types of browsers know it only in part. */
type Folder = FileSystemDirectoryHandle & { values(): AsyncIterable<FileSystemHandle> };

async function within(handle: FileSystemHandle, above: string): Promise<Files> {
  const path = `${above}/${handle.name}`;
  if (handle.kind === 'file') return [[path, await (handle as FileSystemFileHandle).getFile()]];
  const found: Promise<Files>[] = [];
  for await (const one of (handle as Folder).values()) found.push(within(one, path));
  return (await Promise.all(found)).flat();
}

async function filesOf(entry: FileSystemEntry | null): Promise<Files> {
  if (entry === null) return [];
  if (entry.isFile) return [[entry.fullPath, await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))]];
  const reader = (entry as FileSystemDirectoryEntry).createReader(), found: FileSystemEntry[] = [];
  for (;;) { // A browser gives a hundred at a time.
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (more.length === 0) break;
    found.push(...more);
  }
  return (await Promise.all(found.map(filesOf))).flat();
}
