#!/usr/bin/env node
/** `pakhuis orders.getOrder '{"order":"…"}'`: one action by hand, with what is installed: the program may be running on it. */
process.argv.splice(2, 0, 'as-is', '--', 'src/main.ts', '--call')
await import('./ensure.mjs')
