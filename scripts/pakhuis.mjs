#!/usr/bin/env node
/** `pakhuis orders.getOrder '{"order":"…"}'`: one action by hand. */
process.argv.splice(2, 0, '--', 'src/main.ts', '--call')
await import('./ensure.mjs')
