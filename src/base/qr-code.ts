/** QR codes (ISO/IEC 18004) with error level M, as banks read them: a text of at most 331 bytes as dark and light squares. */

/** Per version from 1 to 13: bytes of correction per block, and blocks. EPC069-12 ends at version 13. */
const correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22]
const blockCount = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9]

/** Row by row, true is dark. Readers take any of the eight masks; weighing them all would take most of the time. */
export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text)
  const version = correction.findIndex((_, i) => bytes.length <= room(i + 1)) + 1
  if (version === 0) throw new Error(`a QR code of ours holds 331 bytes, not ${bytes.length}`)
  const grid = frameOf(version)
  fill(grid, withCorrection(dataOf(bytes, version), version))
  return grid.map((row) => row.map((square) => square === true))
}

/** Undefined until something stands there. */
type Grid = (boolean | undefined)[][]

const sizeOf = (version: number) => 17 + 4 * version

/** All bytes of a code, data and correction. */
function bytesOf(version: number): number {
  const places = version === 1 ? 0 : Math.floor(version / 7) + 2
  const aligned = places === 0 ? 0 : (25 * places - 10) * places - 55
  const squares = (16 * version + 128) * version + 64 - aligned - (version >= 7 ? 36 : 0)
  return Math.floor(squares / 8)
}

const dataBytes = (version: number) => bytesOf(version) - correction[version - 1]! * blockCount[version - 1]!

/** Four bits say what follows, eight or sixteen how much of it. */
const room = (version: number) => dataBytes(version) - (version < 10 ? 2 : 3)

function dataOf(bytes: Uint8Array, version: number): number[] {
  const lengthBits = version < 10 ? 8 : 16
  const bits = `0100${bytes.length.toString(2).padStart(lengthBits, '0')}${[...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')}0000`
  const data = (bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2))
  for (let pad = 0xec; data.length < dataBytes(version); pad ^= 0xfd) data.push(pad)
  return data
}

/** The blocks of the data and those of their correction, each a byte of every block in turn. */
function withCorrection(data: readonly number[], version: number): number[] {
  const count = blockCount[version - 1]!
  const short = Math.floor(data.length / count)
  const blocks: number[][] = []
  for (let i = 0, at = 0; i < count; i++) {
    const length = short + (i < count - (data.length % count) ? 0 : 1)
    blocks.push(data.slice(at, (at += length)))
  }
  const divisor = divisorOf(correction[version - 1]!)
  return [...inTurn(blocks), ...inTurn(blocks.map((block) => remainder(block, divisor)))]
}

function inTurn(blocks: readonly number[][]): number[] {
  const longest = Math.max(...blocks.map((block) => block.length))
  return Array.from({ length: longest }, (_, i) => blocks.flatMap((block) => block[i] ?? [])).flat()
}

// The field of 256 elements over x⁸ + x⁴ + x³ + x² + 1, as powers of 2 and the way back.
const powers = new Uint8Array(510)
const logarithms = new Uint8Array(256)
for (let i = 0, value = 1; i < 255; i++, value = (value << 1) ^ (value >= 128 ? 0x11d : 0)) {
  powers[i] = powers[i + 255] = value
  logarithms[value] = i
}
const times = (a: number, b: number) => (a && b ? powers[logarithms[a]! + logarithms[b]!]! : 0)

const divisorsKept = new Map<number, number[]>()

/** The product of (x − 2⁰) … (x − 2ⁿ⁻¹), without its first factor, which is 1. */
function divisorOf(degree: number): number[] {
  let divisor = divisorsKept.get(degree)
  if (!divisor) {
    divisor = [...Array.from({ length: degree - 1 }, () => 0), 1]
    for (let root = 0; root < degree; root++)
      divisor = divisor.map((factor, i) => times(factor, powers[root]!) ^ (divisor![i + 1] ?? 0))
    divisorsKept.set(degree, divisor)
  }
  return divisor
}

function remainder(data: readonly number[], divisor: readonly number[]): number[] {
  const rest = divisor.map(() => 0)
  for (const byte of data) {
    const factor = byte ^ rest.shift()!
    rest.push(0)
    for (let i = 0; i < divisor.length; i++) rest[i]! ^= times(divisor[i]!, factor)
  }
  return rest
}

/** Everything but the data: finders, timing, alignment, and what the code says of itself. */
function frameOf(version: number): Grid {
  const size = sizeOf(version)
  const grid: Grid = Array.from({ length: size }, () => Array.from({ length: size }))
  for (let i = 0; i < size; i++) grid[6]![i] = grid[i]![6] = i % 2 === 0
  const places = alignments(version)
  const last = places.length - 1
  for (const [i, x] of places.entries())
    for (const [j, y] of places.entries())
      if (!((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)))
        ring(grid, x, y, 2, (far) => far !== 1)
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    ring(grid, x, y, 4, (far) => far !== 2 && far !== 4)
  describe(grid)
  if (version >= 7) nameVersion(grid, version)
  return grid
}

/** Squares around a middle, dark by how far they are from it. */
function ring(grid: Grid, x: number, y: number, reach: number, isDark: (far: number) => boolean): void {
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++)
      if (grid[y + dy] && x + dx >= 0 && x + dx < grid.length)
        grid[y + dy]![x + dx] = isDark(Math.max(Math.abs(dx), Math.abs(dy)))
}

function alignments(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  const rest = Array.from({ length: count - 1 }, (_, i) => sizeOf(version) - 7 - i * step)
  return [6, ...rest.toReversed()]
}

/** Level M and mask 4 with ten bits of correction, twice. */
function describe(grid: Grid): void {
  const size = grid.length
  const bits = withCheck(0b00_100, 10, 0x537) ^ 0x5412
  const bit = (i: number) => ((bits >> i) & 1) === 1
  for (let i = 0; i < 6; i++) grid[i]![8] = grid[8]![size - 1 - i] = bit(i)
  grid[7]![8] = grid[8]![size - 7] = bit(6)
  grid[8]![8] = grid[8]![size - 8] = bit(7)
  grid[8]![7] = grid[size - 7]![8] = bit(8)
  for (let i = 9; i < 15; i++) grid[8]![14 - i] = grid[size - 15 + i]![8] = bit(i)
  grid[size - 8]![8] = true
}

function nameVersion(grid: Grid, version: number): void {
  const bits = withCheck(version, 12, 0x1f25)
  for (let i = 0; i < 18; i++) {
    const [far, near] = [grid.length - 11 + (i % 3), Math.floor(i / 3)]
    grid[near]![far] = grid[far]![near] = ((bits >> i) & 1) === 1
  }
}

/** A number with the rest of its division behind it, by a polynomial over two elements. */
function withCheck(value: number, degree: number, polynomial: number): number {
  let rest = value
  for (let i = 0; i < degree; i++) rest = (rest << 1) ^ ((rest >> (degree - 1)) * polynomial)
  return (value << degree) | rest
}

/** Two columns at a time from the right, up and down in turn, around what stands; the mask is laid over the data. */
function fill(grid: Grid, bytes: readonly number[]): void {
  const size = grid.length
  let at = 0
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    const isUp = ((right + 1) & 2) === 0
    for (let step = 0; step < size; step++) {
      const y = isUp ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        if (grid[y]![x] !== undefined) continue
        const isData = at < bytes.length * 8 && ((bytes[at >> 3]! >> (7 - (at & 7))) & 1) === 1
        const isTurned = (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0
        grid[y]![x] = isData !== isTurned
        at++
      }
    }
  }
}
