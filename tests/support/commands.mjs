// Runs command lines one after the other on a thread that has the program loaded: what the terminal would show goes back to the test, which waits.
import { parentPort, workerData } from 'node:worker_threads';

const program = import(workerData.program);
program.catch(() => undefined); // Told with the first command.
const { lock, port } = workerData;
let out = '', notes = '';
process.stdout.write = (text) => { out += text; return true; };
process.stderr.write = (text) => { notes += text; return true; };

parentPort.on('message', async (argv) => {
  [out, notes] = ['', ''];
  const code = await program.then(({ main }) => main(argv)).catch((error) => { notes += String(error?.stack ?? error); return 1; });
  port.postMessage({ code, out, notes });
  Atomics.store(lock, 0, 1);
  Atomics.notify(lock, 0);
});
