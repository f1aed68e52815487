/**
 * Makes sure that what the program needs is there (packages, the built web part, a browser for the tests), then runs it
 * with the Node that came along: `ensure.mjs web -- src/main.ts`. Plain JS for an old Node. No pre-scripts of npm do this,
 * for npm leaves those out where install scripts are switched off.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const given = process.argv.slice(2)
const split = given.includes('--') ? given.indexOf('--') : given.length
const wanted = new Set(given.slice(0, split))
const program = given.slice(split + 1)
/** Half the room for what is new and soon forgotten: forty megabytes less at rest (measured; bench/program.ts starts it so too). */
const sparing = ['--max-semi-space-size=8']

ensurePackages()
if (wanted.has('web')) ensureWeb()
if (wanted.has('chromium')) ensureChromium()
if (program.length > 0) runProgram()

function ensurePackages() {
  const stamp = join(root, 'node_modules', '.pakhuis-stamp')
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  if (wanted.has('as-is')) {
    say(
      'the installed packages are not those of this version, and installing takes them away from a program that is running: stop it, start it again with npm start, which installs them, and then repeat this',
    )
    process.exit(1)
  }
  say('installing packages, once (about half a minute)')
  const npm = process.env.npm_execpath
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  run(command, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, hash)
}

/** The web part is built when one of its sources is newer than what was built. */
function ensureWeb() {
  const built = join(root, 'dist', 'web', 'index.html')
  const sources = ['src/web', 'src/base', 'src/modules', 'vite.config.ts', 'package-lock.json'].map((path) =>
    newest(join(root, path)),
  )
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources)) return
  say('building the screens (a few seconds)')
  run(nodeOfProject(), [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'])
}

function newest(path) {
  if (!existsSync(path)) return 0
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function ensureChromium() {
  const places = [
    process.env.CHROME_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]
  if (places.some((place) => place && existsSync(place))) return
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    say('installing Chromium for the browser tests, once')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (done.status === 0) return
  }
  say(
    'no Chromium found: the browser tests are skipped. Install Chromium or Chrome, or set CHROME_PATH to one.',
  )
}

/** The Node that the project brings along, 24 or newer; the one that runs this when there is none for this machine. */
function nodeOfProject() {
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  return existsSync(own) ? own : process.execPath
}

/** The program takes our place: it gets our terminal and our signals, and we end as it ends. */
function runProgram() {
  const child = spawn(nodeOfProject(), [...(program[0] === 'src/main.ts' ? sparing : []), ...program], {
    cwd: root,
    stdio: 'inherit',
    env: withOwnNode(),
  })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/** What the program starts by the name of `node` is the same one; what it compiled before, it does not compile again. */
function withOwnNode() {
  const bin = join(root, 'node_modules', '.bin')
  const cache = join(root, '.cache', 'compiled')
  return {
    NODE_COMPILE_CACHE: cache,
    ...process.env,
    PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  }
}

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  } catch (error) {
    process.stderr.write(`pakhuis: ${[command, ...args].join(' ')} failed\n`)
    process.exit(error.status ?? 1)
  }
}

function say(text) {
  process.stderr.write(`pakhuis: ${text}\n`)
}
