import { button, element, say } from './page-data.ts';

/** Speaks into a file field, where the browser records; elsewhere a file is chosen. */
export function voiceButton(field: HTMLInputElement): HTMLElement {
  const said = element('span', { role: 'status', class: 'quiet' });
  if (typeof MediaRecorder === 'undefined' || navigator.mediaDevices === undefined) return element('span', { class: 'quiet' }, say('reporting.voice.none'));
  let recorder: MediaRecorder | null = null;
  const start = button(say('reporting.voice'), async () => {
    if (recorder !== null) return recorder.stop();
    const heard = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((fault: Error) => fault.name);
    if (typeof heard === 'string') { said.textContent = `${say('reporting.voice.none')} ${heard}`; return; }
    recorder = recorded(heard, (note) => { recorder = null; start.textContent = say('reporting.voice'); said.textContent = say('reporting.voice.kept'); give(field, note); });
    start.textContent = say('reporting.voice.stop');
  }, 'minor');
  return element('span', {}, ' ', start, ' ', said);
}

function recorded(heard: MediaStream, done: (note: File) => void): MediaRecorder {
  const recorder = new MediaRecorder(heard), parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => { parts.push(data); });
  recorder.addEventListener('stop', () => {
    for (const track of heard.getTracks()) track.stop();
    const type = recorder.mimeType.split(';')[0] ?? 'audio/webm';
    done(new File(parts, 'voice', { type }));
  });
  recorder.start();
  return recorder;
}

/** As if it had been chosen: from there on it is a file like any other. */
function give(field: HTMLInputElement, note: File): void {
  const all = new DataTransfer();
  for (const file of [...field.files ?? [], note]) all.items.add(file);
  field.files = all.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
