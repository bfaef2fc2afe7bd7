// Before any test: the pages are built again if a source of theirs is newer.
import { buildPages } from '../../tools/setup.mjs';

export default () => buildPages(process.execPath);
