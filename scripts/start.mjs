// npm start: installs and builds what is missing, then runs everything in this process, so that signals reach it.
import { ensureBuilt, ensureInstalled } from './setup.mjs';

ensureInstalled();
ensureBuilt();
await import(new URL('../lib/src/start.js', import.meta.url).href);
